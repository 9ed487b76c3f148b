"""The letters about who comes to a meeting: to coordinators who name delegates, and to the delegates themselves.

A delegate's letter carries the invitation for her calendar. The secret of her link is made here, so that it stands in
no event; each letter has a new one and the one before opens nothing. Who has declined is told of nothing more.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import SYSTEM
from platform_app.access.permissions import P
from platform_app.accounts.credentials import digest, new_secret
from platform_app.accounts.models import Organisation, Person
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.meetings import calendar, queries, queries_people
from platform_app.meetings.models import Meeting, MeetingRecord
from platform_app.meetings.models_people import Delegate
from platform_app.meetings.queries_people import Delegation
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    meeting = queries.get(SYSTEM, recorded.event.subject_id)
    WRITERS[type(recorded.event)](recorded, meeting)


def _convened(recorded: Recorded, meeting: Meeting) -> None:
    """Who names delegates is asked to; who was named before it was postponed is invited anew."""
    told = _tell_delegates(meeting, "delegate_named", calendar.invitation, with_link=True)
    words = _last_words(meeting) or ""
    _tell_coordinators(recorded, meeting, "meeting_convened", told, words=words)


def _edited(recorded: Recorded, meeting: Meeting) -> None:
    """Before it is convened nobody was invited; a postponed one is told of when it is convened again."""
    if meeting.status == "convened":
        _tell_delegates(meeting, "meeting_edited", calendar.invitation, with_link=True)


def _postponed(recorded: Recorded, meeting: Meeting) -> None:
    reason = _last_words(meeting) or "—"
    told = _tell_delegates(meeting, "meeting_postponed", calendar.invitation, reason=reason)
    _tell_coordinators(recorded, meeting, "meeting_postponed", told, reason=reason)


def _cancelled(recorded: Recorded, meeting: Meeting) -> None:
    reason = _last_words(meeting) or "—"
    told = _tell_delegates(meeting, "meeting_cancelled", calendar.cancellation, reason=reason)
    _tell_coordinators(recorded, meeting, "meeting_cancelled", told, reason=reason)


def _named(recorded: Recorded, meeting: Meeting) -> None:
    row = queries_people.delegate(meeting.id, recorded.event.row_id)
    _invite(meeting, row, "delegate_named", calendar.invitation, with_link=True)


def _withdrawn(recorded: Recorded, meeting: Meeting) -> None:
    row = db.session.get_one(Delegate, recorded.event.row_id)
    if row.answer != "declined":
        _invite(meeting, row, "delegate_withdrawn", calendar.cancellation)


WRITERS: Mapping[type, Callable[[Recorded, Meeting], None]] = {
    events.MeetingConvened: _convened,
    events.MeetingEdited: _edited,
    events.MeetingPostponed: _postponed,
    events.MeetingCancelled: _cancelled,
    events.DelegateNamed: _named,
    events.DelegateWithdrawn: _withdrawn,
}
Part = Callable[[Meeting, Delegate], bytes]


def _tell_delegates(
    meeting: Meeting, kind: str, part: Part, *, with_link: bool = False, **values: str
) -> set[int | None]:
    """Write to all who may come; says which organisations have such."""
    rows = [each for each in queries_people.coming(meeting.id) if each.answer != "declined"]
    for row in rows:
        _invite(meeting, row, kind, part, with_link=with_link, **values)
    return {row.org_id for row in rows}


def _invite(meeting: Meeting, row: Delegate, kind: str, part: Part, *, with_link: bool = False, **values: str) -> None:
    person = db.session.get(Person, row.person_id) if row.person_id else None
    if person is not None and person.suspended_at is not None:
        return
    link = f"/meetings/{meeting.id}"
    if with_link:
        secret = new_secret()
        row.token_hash = digest(secret)
        link = f"/meetings/answer/{secret}"
    said = _said(meeting, recipients.organisation(row.org_id), row.language)
    queue(kind, row, None, calendar=part(meeting, row).decode(), link=address(link), **said, **values)


def _tell_coordinators(
    recorded: Recorded, meeting: Meeting, kind: str, told: Iterable[int | None], **values: str
) -> None:
    """Those of each invited organisation that has nobody who was told already; each person once."""
    done, organisations = set[int](), set(told)
    for each in queries_people.of_meeting(meeting.id):
        if each.invitation.org_id in organisations:
            continue
        for person in _coordinators(recorded, each):
            if person.id not in done:
                done.add(person.id)
                said = _said(meeting, each.invitation.organisation, person.language)
                queue(kind, person, None, due=_due(meeting), link=address(_page(meeting)), **said, **values)


def _coordinators(recorded: Recorded, delegation: Delegation) -> list[Person]:
    ids = recipients.coordinator_ids(delegation.invitation.org_id)
    return recipients.who_may(recorded.actor, P.DELEGATE_NAME, delegation.invitation, ids)


def _said(meeting: Meeting, asked: Organisation, language: str) -> dict[str, str]:
    body, is_english = meeting.body, language == "en"
    return {
        "title": calendar.titled(meeting, language),
        "body": body.name_en if is_english else body.name_zh,
        "asked": asked.name_en if is_english else asked.name_zh,
        "when": _when(meeting.starts_at, meeting.ends_at, meeting.time_zone),
        "place": calendar.placed(meeting, language) or "—",
    }


def _when(starts: datetime, ends: datetime, zone: str) -> str:
    """`2026-12-12 09:00–12:00 (Asia/Shanghai)`; with its own day where it ends on another."""
    first, last = starts.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone))
    end = f"{last:%H:%M}" if last.date() == first.date() else f"{last:%Y-%m-%d %H:%M}"
    return f"{first:%Y-%m-%d %H:%M}–{end} ({zone})"


def _due(meeting: Meeting) -> str:
    """Names are wanted by the day for papers; where that has passed, by the day of the meeting."""
    first = meeting.starts_at.astimezone(ZoneInfo(meeting.time_zone)).date()
    due = meeting.papers_due_on
    return (due if due >= clock.today() else first).isoformat()


def _page(meeting: Meeting) -> str:
    return f"/meetings/{meeting.id}/delegates"


def _last_words(meeting: Meeting) -> str | None:
    query = select(MeetingRecord.words).where(MeetingRecord.meeting_id == meeting.id)
    return db.session.scalar(query.order_by(MeetingRecord.id.desc()).limit(1))
