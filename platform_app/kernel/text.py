"""Cleaning what people type, counting it, and the only place that makes HTML (Markdown → HTML → allow-list)."""

import re
import secrets
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.treeprocessors import Treeprocessor

RENDERER_VERSION = 3
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
_FILE = re.compile(r"file:([1-9][0-9]{0,8})")
_MENTION = re.compile(r"(?:person|organisation):[A-Za-z0-9-]{1,20}")
_HEADING = re.compile(r"<(/?)h([1-6])\b")


@dataclass(frozen=True)
class Picture:
    """A picture of the site's own that a text may show: its address, its words, its size in pixels (0 = unknown)."""

    address: str
    alt: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Mentioned:
    """Whom a text may speak to: the true name, and a page of the site's own if there is one."""

    name: str
    address: str = ""


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


def render(
    source: str, pictures: Mapping[int, Picture] | None = None, mentions: Mapping[str, Mentioned] | None = None
) -> str:
    """Markdown to harmless HTML; headings start at h3, links carry rel="nofollow ugc noopener".

    `![words](file:12)` shows picture 12 of `pictures`; of any other picture only the words stay.
    `[name](organisation:330100)` becomes that of `mentions` under its true name; of any other only the words stay.
    """
    marks = _Marks(pictures or {}, mentions or {})
    converter = _converter()
    converter.treeprocessors.register(marks, "marks", 1)  # in the place of the last one's
    html = nh3.clean(
        _HEADING.sub(_lower_heading, converter.reset().convert(source)),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
        url_relative="deny",
    )
    return marks.replaced(html)


def _converter() -> markdown.Markdown:
    """This thread's own: to make one takes longer than to convert a text of an ordinary length."""
    if not hasattr(_own, "converter"):
        _own.converter = markdown.Markdown(extensions=list(_EXTENSIONS))
        _own.converter.preprocessors.deregister("html_block")  # raw HTML is shown as the text it is
        _own.converter.inlinePatterns.deregister("html")
    return _own.converter


_own = threading.local()


def mentioned(source: str) -> list[str]:
    """What a text mentions by `@[name](organisation:330100)` or `@[name](person:7)`, each once, in its order."""
    return list(dict.fromkeys(re.findall(rf"@\[[^\[\]\n]{{1,80}}\]\(({_MENTION.pattern})\)", source)))


def plain(source: str) -> str:
    """The words of a Markdown text without its marks, for search and snippets."""
    bare = nh3.clean(render(source), tags=set())
    return " ".join(unescape(bare).split())


class _Marks(Treeprocessor):
    """Takes pictures and mentions out of the tree before it is cleaned and puts our own tags in afterwards.

    No `img` and no address of ours ever passes the allow-list. What stands in its place meanwhile is a word that
    nobody can have typed.
    """

    def __init__(self, pictures: Mapping[int, Picture], mentions: Mapping[str, Mentioned]) -> None:
        super().__init__()
        self._pictures = pictures
        self._mentions = mentions
        self._word = f"picture{secrets.token_hex(16)}n"
        self._tags: list[str] = []

    def run(self, root: Element) -> None:
        """Put a word in the place of each picture and each mention."""
        for parent in root.iter():
            for child in [child for child in parent if child.tag in ("img", "a")]:
                if child.tag == "img":
                    _replace(parent, child, self._picture(child))
                elif _MENTION.fullmatch(child.get("href", "")):
                    _replace(parent, child, self._mention(child))

    def replaced(self, html: str) -> str:
        """The cleaned HTML with the tags in it."""
        return re.sub(rf"{self._word}(\d+)e", lambda found: self._tags[int(found[1])], html)

    def _picture(self, image: Element) -> str:
        number = _FILE.fullmatch(image.get("src", ""))
        picture = self._pictures.get(int(number[1])) if number else None
        alt = image.get("alt", "")
        return self._kept(_tag(picture, alt)) if picture else alt

    def _mention(self, link: Element) -> str:
        known = self._mentions.get(link.get("href", ""))
        if known is None:
            return " ".join("".join(link.itertext()).split())
        name = escape(known.name)
        if not known.address:
            return self._kept(f'<span class="mention">{name}</span>')
        return self._kept(f'<a class="mention" href="{escape(known.address)}">{name}</a>')

    def _kept(self, tag: str) -> str:
        self._tags.append(tag)
        return f"{self._word}{len(self._tags) - 1}e"


def _replace(parent: Element, child: Element, word: str) -> None:
    """Put plain text in the place of an element."""
    before = list(parent)[: list(parent).index(child)]
    word += child.tail or ""
    if before:
        before[-1].tail = (before[-1].tail or "") + word
    else:
        parent.text = (parent.text or "") + word
    parent.remove(child)


def _tag(picture: Picture, alt: str) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    words = escape(alt.strip() or picture.alt)
    return f'<img src="{escape(picture.address)}?w=960" alt="{words}"{size} loading="lazy">'


def _lower_heading(found: re.Match[str]) -> str:
    return f"<{found[1]}h{min(6, int(found[2]) + 2)}"
