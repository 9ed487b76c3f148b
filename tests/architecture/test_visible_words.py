"""No page says anything outside the catalogue: what stands in a template as it is cannot be translated."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2] / "platform_app"
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
SPOKEN = {"aria-label", "aria-description", "aria-roledescription", "placeholder", "title", "alt"}
SHOWN_ARGUMENTS = {"placeholder", "help", "label", "title", "empty"}
HANDED = re.compile(rf"\b(?:{'|'.join(SHOWN_ARGUMENTS)})\s*=[\s(]*[\"']")
WORDS = re.compile(r"[^\W\d_]")  # a letter of any script
GAP = "\ufffc"  # stands where Jinja will put something
SAME_IN_EVERY_LANGUAGE = {
    "鉴",  # the site's mark: a picture that happens to be a character
    "GeoNames",  # names of sources and licences
    "CC-CEDICT",
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "/api/v1/openapi.json",  # an address
    "GB/T 36333",  # an example of a standard's number
    "f-",  # how the ids of form fields begin
}


class _Spoken(HTMLParser):
    """Collects what a reader sees or hears: text between tags, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.found += [value or "" for name, value in attributes if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def without_jinja(source: str) -> str:
    """A template's own text, with a mark where an expression stood."""
    kept = {"data": lambda text: text, "variable_begin": lambda text: GAP}
    return "".join(kept[kind](text) for _, kind, text in Environment().lex(source) if kind in kept)


def shown_arguments(source: str) -> Iterator[str]:
    """Constants handed to a macro under a name whose value it shows."""
    if not HANDED.search(source):
        return
    for call in Environment(extensions=["jinja2.ext.i18n"]).parse(source).find_all(nodes.Call):
        for argument in call.kwargs:
            value = argument.value.value if isinstance(argument.value, nodes.Const) else None
            if argument.key in SHOWN_ARGUMENTS and isinstance(value, str):
                yield value


def untranslated(source: str) -> list[str]:
    """What a template says by itself, in one language only."""
    parser = _Spoken()
    parser.feed(without_jinja(source))
    parser.close()
    said = [*parser.found, *shown_arguments(source)]
    pieces = (piece.strip(" \n·.,:;()") for text in said for piece in text.split(GAP))
    return [piece for piece in pieces if WORDS.search(piece) and piece not in SAME_IN_EVERY_LANGUAGE]


def test_a_template_says_nothing_in_one_language_only() -> None:
    said = {str(path.relative_to(ROOT)): untranslated(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert said
    assert {path: words for path, words in said.items() if words} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{{ _('Hello') }} 你好</p>", ["你好"]),
        ('<a aria-label="More">{{ x }}</a>', ["More"]),
        ('<img alt="{{ _("A map") }}">', []),
        ('{{ control("q", _("Number"), placeholder="Type here") }}', ["Type here"]),
        ("{# a remark #}{% if x %}<b>12 %</b>{% endif %}<script>let words;</script>", []),
    ],
)
def test_the_search_for_untranslated_words_finds_them(source: str, found: list[str]) -> None:
    assert untranslated(source) == found


def test_scripts_have_the_same_words_in_both_languages() -> None:
    source = (ROOT / "web" / "static" / "js" / "words.js").read_text(encoding="utf-8")
    words = {
        code: re.findall(r'(\w+): "([^"]+)"', source.split(f"{code}: {{")[1].split("},")[0]) for code in ("zh", "en")
    }
    assert words["zh"]
    assert [key for key, _ in words["zh"]] == [key for key, _ in words["en"]]
    assert all(re.search(r"[\u4e00-\u9fff]", text) for _, text in words["zh"])
    assert not any(re.search(r"[\u4e00-\u9fff]", text) for _, text in words["en"])
