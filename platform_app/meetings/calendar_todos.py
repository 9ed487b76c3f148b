"""Deadlines as calendars have them: an action item as VTODO (RFC 5545, 3.6.2), and what else is due on a day."""

from dataclasses import dataclass
from datetime import date, datetime

from icalendar import Todo, vUri

from platform_app.meetings import calendar
from platform_app.meetings.models_decisions import ActionItem

STATUS = {"open": "NEEDS-ACTION", "in_progress": "IN-PROCESS", "dropped": "CANCELLED"}  # every other is COMPLETED
PERCENT = {"open": 0, "in_progress": 50, "dropped": 0}  # every other is 100
PRIORITY = {"high": 1, "normal": 5, "low": 9}


@dataclass(frozen=True)
class Deadline:
    """Something that is due on a day."""

    uid: str
    title: str
    due_on: date
    changed_at: datetime
    path: str
    status: str = "NEEDS-ACTION"
    percent: int = 0
    priority: int = 5
    sequence: int = 0
    done_at: datetime | None = None
    about: str = ""


def text(due: Deadline) -> bytes:
    """A deadline as VTODO."""
    todo = Todo()
    page, changed = f"{calendar.publisher().url}{due.path}", due.changed_at.replace(microsecond=0)
    todo.add("uid", due.uid)
    todo.add("sequence", due.sequence)
    todo.add("dtstamp", changed)
    todo.add("last-modified", changed)
    todo.add("summary", due.title)
    todo.add("description", f"{due.about}\n{page}".strip())
    todo.add("due", due.due_on)
    todo.add("status", due.status)
    todo.add("percent-complete", due.percent)
    todo.add("priority", due.priority)
    todo.add("url", vUri(page))
    if due.done_at is not None:
        todo.add("completed", due.done_at.replace(microsecond=0))
    made: bytes = todo.to_ical()
    return made


def of_action(row: ActionItem, language: str) -> Deadline:
    """An action item as a deadline."""
    is_done = row.status in ("done", "confirmed")
    return Deadline(
        uid=row.uid,
        title=(row.title_en if language == "en" else row.title_zh) or row.title_zh,
        due_on=row.due_on,
        changed_at=row.updated_at,
        path=f"/actions/{row.id}",
        status=STATUS.get(row.status, "COMPLETED"),
        percent=PERCENT.get(row.status, 100),
        priority=PRIORITY[row.priority],
        sequence=row.sequence,
        done_at=row.done_at if is_done else None,
        about=row.organisation.name_en if language == "en" else row.organisation.name_zh,
    )
