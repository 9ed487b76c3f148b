"""The words of a Word paragraph as Markdown: bold, italic, links, and marks where pictures stand."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from platform_app.media.extraction import UNPRINTABLE, Refused

MOST_PICTURES = 60
_R, _T, _LINK, _ID, _EMBED = qn("w:r"), qn("w:t"), qn("w:hyperlink"), qn("r:id"), qn("r:embed")
_BREAKS = {qn("w:br"), qn("w:cr")}
_HYPHEN, _TAB = qn("w:noBreakHyphen"), qn("w:tab")
_BLIP, _DRAWN = qn("a:blip"), qn("wp:docPr")
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_BOX = qn("w:txbxContent")
_PICTURES = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr")}
_SIGNS = re.compile(r"[\\*`]")
_FIRST_SIGN = re.compile(r"^(\s*)([#>])")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{3,500}")


@dataclass
class Picture:
    """A picture as it lies in the file."""

    name: str
    alt: str
    data: bytes


@dataclass
class Said:
    """The words of a paragraph, and the text boxes that hang on it."""

    words: str
    plain: str
    is_bold: bool
    boxes: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    words: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    is_mark: bool = False


class Runs:
    """Reads paragraphs of one part of a Word file, and collects its pictures, each once."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.pictures: list[Picture] = []
        self._known: dict[str, int] = {}

    def of(self, paragraph: Any) -> Said:
        """The words of a paragraph."""
        boxes: list[Any] = []
        pieces = _merged(list(self._pieces(paragraph, "", boxes)))
        words = _FIRST_SIGN.sub(r"\1\\\2", "".join(map(_markdown, pieces)))
        plain = "".join(piece.words for piece in pieces if not piece.is_mark)
        lettered = [piece for piece in pieces if piece.words.strip() and not piece.is_mark]
        return Said(words, plain, bool(lettered) and all(piece.bold for piece in lettered), boxes)

    def _pieces(self, parent: Any, link: str, boxes: list[Any]) -> Iterator[_Piece]:
        for child in parent.iterchildren():
            if child.tag == _R:
                yield from self._run(child, link, boxes)
            elif child.tag == _LINK:
                yield from self._pieces(child, self._target(child.get(_ID)), boxes)
            elif isinstance(child.tag, str) and child.tag not in _GONE:
                yield from self._pieces(child, link, boxes)

    def _run(self, run: Any, link: str, boxes: list[Any]) -> Iterator[_Piece]:
        look = run.rPr
        bold, italic = _is_on(look, qn("w:b")), _is_on(look, qn("w:i"))
        for child in _shown(run):
            if child.tag == _T:
                yield _Piece(UNPRINTABLE.sub("", child.text or ""), bold, italic, link)
            elif child.tag in _BREAKS:
                yield _Piece("\n", bold, italic, link)
            elif child.tag == _TAB:
                yield _Piece(" ", bold, italic, link)
            elif child.tag == _HYPHEN:
                yield _Piece("-", bold, italic, link)
            elif child.tag in _PICTURES:
                yield from self._drawing(child, boxes)

    def _drawing(self, drawing: Any, boxes: list[Any]) -> Iterator[_Piece]:
        found = next(drawing.iter(_BOX), None)
        if found is not None:
            boxes.append(found)
            return
        about = next(drawing.iter(_DRAWN), None)
        alt = (about.get("descr") or about.get("title") or "") if about is not None else ""
        ids = [each.get(_EMBED) for each in drawing.iter(_BLIP)]
        ids += [each.get(_ID) for each in drawing.iter(_OLD_PICTURE)]
        for number in filter(None, (self._picture(id, alt) for id in filter(None, ids))):
            yield _Piece(number, is_mark=True)

    def _picture(self, id: str, alt: str) -> str:
        relation = self.part.rels.get(id)
        if relation is None or relation.is_external:
            return ""
        name = str(relation.target_part.partname)
        if name not in self._known:
            if len(self.pictures) >= MOST_PICTURES:
                raise Refused("too_long")
            self._known[name] = len(self.pictures)
            words = " ".join(UNPRINTABLE.sub("", alt).split())
            self.pictures.append(Picture(posixpath.basename(name), words, relation.target_part.blob))
        return f"![](picture:{self._known[name]})"

    def _target(self, id: str | None) -> str:
        relation = self.part.rels.get(id) if id else None
        url = str(relation.target_ref) if relation is not None and relation.is_external else ""
        return url.replace("(", "%28").replace(")", "%29") if _ADDRESS.fullmatch(url) else ""


def _shown(run: Any) -> Iterator[Any]:
    """What a run holds; of alternatives the first, which is the one new programs show."""
    for child in run.iterchildren():
        if child.tag == f"{_CHOICES}AlternateContent":
            yield from (own for choice in child.iterchildren(f"{_CHOICES}Choice") for own in choice.iterchildren())
        else:
            yield child


def _is_on(look: Any, tag: str) -> bool:
    found = look.find(tag) if look is not None else None
    return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """Word cuts a line into runs for reasons of its own; what looks the same is one piece."""
    made: list[_Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        same = last and (last.bold, last.italic, last.link) == (piece.bold, piece.italic, piece.link)
        if last and (same or not piece.words.strip()) and not piece.is_mark and not last.is_mark:
            made[-1] = _Piece(last.words + piece.words, last.bold, last.italic, last.link)
        else:
            made.append(piece)
    return made


def _markdown(piece: _Piece) -> str:
    """Marks stand close to the words: `**so **` would be no mark."""
    bare = piece.words.strip()
    if piece.is_mark or not bare:
        return piece.words
    words = _SIGNS.sub(r"\\\g<0>", bare).replace("\n", "  \n")
    marks = "**" * piece.bold + "*" * piece.italic
    words = f"{marks}{words}{marks[::-1]}"
    words = f"[{words}]({piece.link})" if piece.link else words
    start = piece.words[: len(piece.words) - len(piece.words.lstrip())]
    end = piece.words[len(piece.words.rstrip()) :]
    return f"{start}{words}{end}"
