"""Cleaning what people type, counting it, and the only place that makes HTML (Markdown → HTML → allow-list)."""

import re
import unicodedata
from html import unescape

import markdown
import nh3

RENDERER_VERSION = 1
_EXTENSIONS = ("tables", "sane_lists", "pymdownx.betterem", "pymdownx.tilde", "pymdownx.magiclink")
_TAGS = {
    "p", "br", "hr", "strong", "em", "del", "sub", "sup", "code", "pre", "blockquote", "ul",
    "ol", "li", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "a",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*", re.UNICODE)
_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
_HEADING = re.compile(r"<(/?)h([1-6])\b")


def clean(value: str) -> str:
    """Normalise to NFC with `\\n` line ends and no space around. Raises ValueError on controls and lone surrogates."""
    if _SURROGATE.search(value):
        raise ValueError("surrogate")
    tidy = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if _CONTROL.search(tidy):
        raise ValueError("control")
    return tidy


def one_line(value: str) -> str:
    """Fold white space, for titles and names."""
    return " ".join(value.split())


def measure(value: str, language: str) -> int:
    """How long a text is, as its writers count: characters without white space in zh, words in en.

    Addresses of links do not count: a source must never cost an author her words.
    """
    value = _LINK_TARGET.sub("]", value)
    if language == "zh":
        return sum(1 for c in value if not c.isspace())
    return len(_CJK.findall(value)) + len(_WORD.findall(_CJK.sub(" ", value)))


def fold(value: str) -> str:
    """The form in which two spellings of an address or a name count as the same: NFKC, case-folded."""
    return unicodedata.normalize("NFKC", value).casefold().strip()


def render(source: str) -> str:
    """Markdown to harmless HTML; headings start at h3, links carry rel="nofollow ugc noopener"."""
    converter = markdown.Markdown(extensions=list(_EXTENSIONS))
    converter.preprocessors.deregister("html_block")  # raw HTML is shown as the text it is
    converter.inlinePatterns.deregister("html")
    return nh3.clean(
        _HEADING.sub(_lower_heading, converter.convert(source)),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
        url_relative="deny",
    )


def plain(source: str) -> str:
    """The words of a Markdown text without its marks, for search and snippets."""
    bare = nh3.clean(render(source), tags=set())
    return " ".join(unescape(bare).split())


def _lower_heading(found: re.Match[str]) -> str:
    return f"<{found[1]}h{min(6, int(found[2]) + 2)}"
