"""Minutes for Word."""

from collections.abc import Sequence
from datetime import datetime

from platform_app.exports import sheet_texts
from platform_app.exports.minutes_parts import Facts, Heading, Note, Part, Table, Text
from platform_app.exports.sheets import Sheet

_STYLES = ("Title", "Heading 1", "Heading 2")


def make(language: str, moment: datetime, parts: Sequence[Part]) -> bytes:
    """The file."""
    sheet = Sheet(language)
    title = next((part.words for part in parts if isinstance(part, Heading)), "")
    subject = next((part.words for part in parts if isinstance(part, Note)), "")
    sheet.margins(subject, title)
    sheet.describe(moment, title=title, subject=subject, language="zh-CN" if language == "zh" else "en-GB")
    for part in parts:
        _write(sheet, part)
    return sheet.finish()


def _write(sheet: Sheet, part: Part) -> None:
    match part:
        case Heading():
            sheet.paragraph(part.words, _STYLES[part.level])
        case Note():
            sheet.paragraph(part.words, soft=True)
        case Facts():
            sheet.facts(part.rows)
        case Table():
            sheet.table(part.head, part.rows, [2] * len(part.head))
        case Text():
            sheet_texts.write(sheet, part.html, part.language)
