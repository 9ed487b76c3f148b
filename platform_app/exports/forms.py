"""The form on paper as it is said in one language, and as a Word file whose headings an import recognises."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt

from platform_app.access.actor import Actor
from platform_app.cases.blanks import FIGURE_ROWS, FIGURES, Blank, PaperForm, blanks
from platform_app.cases.inputs import CaseContent
from platform_app.exports.cases import FORMATS, Exported
from platform_app.exports.sheets import SOFT, Sheet
from platform_app.exports.site import site
from platform_app.kernel.messages import Message, msg
from platform_app.media.word_styles import HINT, OF_FORMS
from platform_app.standards import queries as standards
from platform_app.wording import STAGES, in_language, said

TITLES: dict[PaperForm, Message] = {"short": msg("A case: short form"), "full": msg("A case: full form")}
OPENING = msg(
    "Fill in what you know, in Chinese or English, and leave the rest empty. Do not change the headings: on the site, "
    "under “Write a case”, you upload the file, and each text lands in its section."
)
NO_PERSONAL_DATA = msg("No names of citizens, no addresses, no pictures of faces without consent.")
_ANY_FILE = msg("Pictures can be put into the texts where they belong; say in their alternative text what they show.")
_CHANGED_AT = datetime(2026, 11, 25, tzinfo=UTC)  # the file says the same each time
_LINE = Mm(7)
_WIDTHS = (4, 1.5, 1.5, 1.5, 1.5, 1.5, 3, 3)


@dataclass(frozen=True)
class Row:
    """A blank in one language."""

    blank: Blank
    label: str
    hint: str
    limit: str
    options: tuple[str, ...] = ()


def rows(actor: Actor, form: PaperForm, language: str) -> list[Row]:
    """The blanks of a form, said in the language that is spoken; names of fields in `language`."""
    return [_row(actor, blank, language) for blank in blanks(form)]


def blank_form(actor: Actor, form: PaperForm = "short", *, language: str = "zh") -> Exported:
    """The form as a Word file."""
    with in_language(language):
        body = _made(actor, form, language)
    return Exported(body, FORMATS["docx"].media_type, f"case-form-{form}.{language}.docx")


def address() -> str:
    """Where people find the form."""
    return site().address("/cases/form")


def limit_of(blank: Blank) -> str:
    """How long a text may be, in both languages."""
    limits = blank.limits
    if not limits:
        return ""
    words = msg("at most {zh} Chinese characters or {en} English words", zh=limits["zh"], en=limits["en"])
    letters = msg("at most {zh} Chinese characters or {en} letters", zh=limits["zh"], en=limits["en"])
    return said(words if limits["words"] else letters)


def _row(actor: Actor, blank: Blank, language: str) -> Row:
    hint = said(blank.hint) if blank.hint else ""
    return Row(blank, said(blank.label), hint, limit_of(blank), _options(actor, blank.field, language))


def _options(actor: Actor, name: str, language: str) -> tuple[str, ...]:
    if name == "stage":
        return tuple(said(word) for word in STAGES.values())
    if name == "licence":
        licences: Any = CaseContent.model_fields["licence"].annotation
        values = [value for each in licences.__args__ for value in getattr(each, "__args__", ())]
        return tuple(said(msg("all rights reserved")) if value == "all rights reserved" else value for value in values)
    if name == "field":
        return tuple(getattr(field, f"name_{language}") for field in standards.fields(actor))
    return ()


def _made(actor: Actor, form: PaperForm, language: str) -> bytes:
    sheet = Sheet(language)
    _add_styles(sheet)
    title = said(TITLES[form])
    sheet.margins(site().names[language], address())
    sheet.describe(_CHANGED_AT, title=title, language="zh-CN" if language == "zh" else "en-GB")
    sheet.paragraph(title, OF_FORMS[1])
    for sentence in (OPENING, _ANY_FILE, NO_PERSONAL_DATA):
        sheet.paragraph(said(sentence), HINT)
    for row in rows(actor, form, language):
        sheet.paragraph(row.label, "Heading 1")
        told = " · ".join(filter(None, [row.hint, row.limit, " / ".join(row.options)]))
        if told:
            sheet.paragraph(told, HINT)
        if row.blank.kind == "figures":
            heads = [said(head) for head in FIGURES]
            sheet.table(heads, [[""] * len(heads)] * FIGURE_ROWS, _WIDTHS)
        else:
            _box(sheet, row.blank.lines)
    return sheet.finish()


def _box(sheet: Sheet, lines: int) -> None:
    """A frame as high as its text may need, which grows with it."""
    table = sheet.document.add_table(rows=1, cols=1, style="Table Grid")
    table.rows[0].height = int(_LINE * lines)
    table.rows[0].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def _add_styles(sheet: Sheet) -> None:
    for name, size in zip(OF_FORMS, (9, 20), strict=True):
        style: Any = sheet.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = sheet.document.styles["Normal"]
        style.font.size, style.font.color.rgb = Pt(size), SOFT
        style.paragraph_format.keep_with_next = True
