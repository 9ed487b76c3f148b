"""What the styles and the numbering of a Word file make of a paragraph: a heading, an item of a list, plain text."""

import re
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

# The styles of what our form says of itself and of its blanks, which is no part of what was written.
OF_FORMS = ("Form hint", "Form title")
HINT = OF_FORMS[0]
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_VALUE, _STYLE, _NUMBERS = qn("w:val"), qn("w:pStyle"), qn("w:numPr")
_ID, _BASE, _NAME, _OUTLINE = qn("w:styleId"), qn("w:basedOn"), qn("w:name"), qn("w:outlineLvl")
_CHINESE = ("chinese", "ideograph", "japanese", "taiwanese")
_LONGEST_CHAIN = 12
_TITLES = {"title": "title", "subtitle": "subtitle"}


@dataclass(frozen=True)
class Look:
    """What a paragraph is. `level` counts from 1 for headings and from 0 for items."""

    kind: str
    name: str = ""
    level: int = 0
    is_bulleted: bool = False
    numbering: str = ""


class Styles:
    """The styles and numberings of one file."""

    def __init__(self, document: Any) -> None:
        styles = document.styles.element
        self._styles = {each.get(_ID): each for each in styles.iterchildren(qn("w:style"))}
        self._numbers, self._levels = _numbering(document)

    def look(self, paragraph: Any) -> Look:
        """What a paragraph is."""
        properties = [own for own in (paragraph.pPr,) if own is not None]
        style = properties[0].find(_STYLE) if properties else None
        chain = self._chain(style.get(_VALUE) if style is not None else None)
        names = [_value(each, _NAME) for each in chain]
        properties += [own for each in chain if (own := each.find(qn("w:pPr"))) is not None]
        name = names[0] if names else ""
        for each in names:
            if each.casefold() in _TITLES:
                return Look(_TITLES[each.casefold()], name)
            if found := _HEADING.fullmatch(each.strip()):
                return Look("heading", name, int(found[1]))
        if (outline := _first(properties, _OUTLINE)) is not None and (level := _number(outline.get(_VALUE))) < 9:
            return Look("heading", name, level + 1)
        return self._item(properties, name)

    def _item(self, properties: list[Any], name: str) -> Look:
        numbers = _first(properties, _NUMBERS)
        number, level = (
            (_value(numbers, qn(f"w:{part}")) for part in ("numId", "ilvl")) if numbers is not None else ("", "")
        )
        if number in ("", "0"):
            return Look("text", name)
        depth = min(_number(level or "0"), 8)
        form = self._levels.get((self._numbers.get(number, ""), depth), "decimal")
        if form.startswith(_CHINESE) and depth == 0:
            return Look("text", name, numbering="chinese")
        return Look("item", name, depth, is_bulleted=form in ("bullet", "none"))

    def _chain(self, style_id: str | None) -> list[Any]:
        """A style and those it is based on."""
        found: list[Any] = []
        while style_id in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[style_id])
            style_id = _value(found[-1], _BASE)
        return found


def _numbering(document: Any) -> tuple[dict[str, str], dict[tuple[str, int], str]]:
    """Numbering → its definition; definition and depth → how it counts."""
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return {}, {}
    root = part.element
    numbers = {each.get(qn("w:numId")): _value(each, qn("w:abstractNumId")) for each in root.iterchildren(qn("w:num"))}
    levels = {
        (each.get(qn("w:abstractNumId")), _number(level.get(qn("w:ilvl")))): _value(level, qn("w:numFmt"))
        for each in root.iterchildren(qn("w:abstractNum"))
        for level in each.iterchildren(qn("w:lvl"))
    }
    return numbers, levels


def _first(properties: list[Any], tag: str) -> Any:
    return next((found for each in properties if (found := each.find(tag)) is not None), None)


def _value(element: Any, tag: str) -> str:
    found = element.find(tag)
    return str(found.get(_VALUE) or "") if found is not None else ""


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 4 else 0
