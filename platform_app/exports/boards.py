"""The board over action items as a file: a workbook, or plain rows that a spreadsheet opens with Chinese intact."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from platform_app.access.actor import Actor
from platform_app.exports.cases import Exported
from platform_app.kernel import clock
from platform_app.kernel.messages import Message, msg
from platform_app.meetings import queries_actions
from platform_app.meetings.lifecycle import OWED_ACTIONS
from platform_app.meetings.models_decisions import ActionItem
from platform_app.meetings.queries_actions import ActionFilter
from platform_app.wording import in_language, said, word

Cell = str | int | date | None
Format = Literal["xlsx", "csv"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
HEAD: tuple[tuple[Message, int], ...] = (
    (msg("Number"), 9),
    (msg("Action item"), 44),
    (msg("Body that meets"), 28),
    (msg("Resolution"), 14),
    (msg("Owner"), 24),
    (msg("Level"), 12),
    (msg("Person in charge"), 12),
    (msg("Due on"), 12),
    (msg("Days overdue"), 12),
    (msg("Priority"), 10),
    (msg("Where it stands"), 18),
    (msg("Confirmed on"), 12),
)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(actor: Actor, wanted: ActionFilter, format: Format, language: str) -> Exported:
    """The rows of the board as she may see them, overdue ones first."""
    allowed = queries_actions.kept_by_hers(actor)
    rows = queries_actions.every(actor, wanted if allowed is None else replace(wanted, kept_by=allowed))
    with in_language(language):
        head = [said(name) for name, _ in HEAD]
        table = [_row(row, language) for row in rows]
    make, media_type = _FORMATS[format]
    name = f"actions-{clock.today().isoformat()}.{format}"
    return Exported(make(head, table), media_type, name)


def plain(value: Cell) -> Cell:
    """A value of a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA) else value


def _row(action: ActionItem, language: str) -> list[Cell]:
    owner, body = action.organisation, action.body
    is_zh = language == "zh"
    late = (clock.today() - action.due_on).days if action.status in OWED_ACTIONS else 0
    return [
        action.id,
        (action.title_zh if is_zh else action.title_en) or action.title_zh,
        body.name_zh if is_zh else body.name_en,
        action.resolution.number if action.resolution else None,
        owner.name_zh if is_zh else owner.name_en,
        word("organisation_level", action.org_level),
        action.person_name,
        action.due_on,
        max(late, 0),
        word("action_priority", action.priority),
        word("action_status", action.status),
        action.confirmed_at.astimezone(clock.BEIJING).date() if action.confirmed_at else None,
    ]


def _csv(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _xlsx(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = "actions"
    sheet.append(list(head))
    for row in rows:
        sheet.append([plain(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for no, (_, width) in enumerate(HEAD, start=1):
        sheet.column_dimensions[get_column_letter(no)].width = width
    for row_of in sheet.iter_rows(min_row=2):
        row_of[1].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_FORMATS: Mapping[Format, tuple[Callable[[Sequence[str], Sequence[Sequence[Cell]]], bytes], str]] = {
    "xlsx": (_xlsx, XLSX),
    "csv": (_csv, CSV),
}
