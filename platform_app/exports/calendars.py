"""Calendars to subscribe to: what is public, of one body, and one's own with its deadlines; and one meeting."""

from dataclasses import dataclass
from datetime import datetime

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.coordination import queries_due
from platform_app.coordination.models import RequestAnswer
from platform_app.meetings import calendar, calendar_todos, queries, queries_calendar
from platform_app.meetings.calendar_todos import Deadline

PUBLIC = "/calendar/public.ics"
MINE = "/calendar/mine.ics"


@dataclass(frozen=True)
class Calendar:
    """A calendar file, and when something in it changed last."""

    body: bytes
    changed_at: datetime | None


def public(language: str) -> Calendar:
    """Every meeting that everybody may read."""
    rows = queries_calendar.public_meetings()
    name = {"zh": "{site}：公开会议", "en": "{site}: public meetings"}[language].format(site=_site(language))
    parts = [calendar.event_text(row, language) for row in rows]
    body = calendar.enclosed(parts, name=name, source=address(PUBLIC, language))
    return Calendar(body, calendar.last_changed(rows))


def of_body(body_id: int, language: str) -> Calendar:
    """The public meetings of a public body.

    Raises:
        NotFound: there is none.
    """
    body = queries_calendar.public_body(body_id)
    rows = queries_calendar.public_meetings(body.id)
    parts = [calendar.event_text(row, language) for row in rows]
    source = address(f"/calendar/bodies/{body.id}.ics", language)
    name = body.name_en if language == "en" else body.name_zh
    return Calendar(calendar.enclosed(parts, name=name, source=source), calendar.last_changed([*rows]))


def mine(reader: Actor, language: str) -> Calendar:
    """Her meetings, the action items of her organisations and the answers they owe, as she may see them now."""
    rows = queries_calendar.my_meetings(reader)
    events = [calendar.event_text(row, language, inside=True) for row in rows]
    due = [calendar_todos.of_action(row, language) for row in queries_calendar.my_actions(reader)]
    due += [of_answer(row, language) for row in queries_due.owed(reader)]
    name = {"zh": "{site}：我的会议和期限", "en": "{site}: my meetings and deadlines"}[language]
    parts = [*events, *(calendar_todos.text(each) for each in due)]
    body = calendar.enclosed(parts, name=name.format(site=_site(language)))
    moments = [*(row.updated_at for row in rows), *(each.changed_at for each in due)]
    return Calendar(body, max(moments, default=None))


def meeting(actor: Actor, meeting_id: int, language: str) -> Calendar:
    """One meeting, to be taken over into one's own calendar.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    row = queries.get(actor, meeting_id)
    inside = allows(queries.as_delegate(actor), P.MEETING_JOIN, row)
    return Calendar(calendar.enclosed([calendar.event_text(row, language, inside=inside)]), row.updated_at)


def of_answer(row: RequestAnswer, language: str) -> Deadline:
    """An answer that is owed, as a deadline."""
    words = {"zh": "答复：{title}", "en": "Answer: {title}"}[language]
    return Deadline(
        uid=queries_due.uid(row),
        title=words.format(title=row.request.title),
        due_on=row.due_on,
        changed_at=row.updated_at,
        path=f"/requests/{row.request_id}",
        status="IN-PROCESS" if row.status in ("in_progress", "passed_down") else "NEEDS-ACTION",
        sequence=row.version,
    )


def address(path: str, language: str) -> str:
    """The full address of a calendar in a language."""
    return f"{calendar.publisher().url}{path}?lang={language}"


def own_address(secret: str, language: str) -> str:
    """The secret address of somebody's own."""
    return f"{calendar.publisher().url}{MINE}?key={secret}&lang={language}"


def _site(language: str) -> str:
    return calendar.publisher().names[language]
