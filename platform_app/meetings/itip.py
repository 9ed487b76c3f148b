"""Reads an iTIP REPLY (RFC 5546, 3.2.3) out of what somebody uploaded or piped. Pure; what it says is not believed yet.

A whole mail (RFC 6047) is taken too: its part `text/calendar` is what counts.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar, Event

from platform_app.accounts.credentials import email_key
from platform_app.kernel import text
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import Message, msg

LARGEST = 256 * 1024
LONGEST_COMMENT = 500
CLOCKS_DIFFER = timedelta(hours=1)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
_NO_CALENDAR = msg("This is not a calendar file (RFC 5545).")


@dataclass(frozen=True)
class Reply:
    """What somebody answers to which invitation, and when she wrote it."""

    uid: str
    sequence: int
    stamp: datetime
    email_key: str
    answer: str
    comment: str | None


def read(content: bytes) -> Reply:
    """The one answer in a calendar file.

    Raises:
        Invalid: it is too large, no calendar, no REPLY, of several people, or not an answer at all.
    """
    calendar = _calendar(content)
    if str(calendar.get("METHOD", "")).upper() != "REPLY":
        raise _refusal(msg("This calendar file is not an answer to an invitation (METHOD:REPLY)."))
    events = [each for each in calendar.subcomponents if isinstance(each, Event)]
    others = [each.name for each in calendar.subcomponents if each.name in ("VTODO", "VJOURNAL", "VFREEBUSY")]
    if len(events) != 1 or others:
        raise _refusal(msg("An answer has exactly one event in it."))
    (event,) = events
    attendee = _attendee(event)
    answer = ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper())
    if answer is None:
        raise _refusal(msg("This says neither accepted, declined nor tentative (PARTSTAT)."))
    return Reply(
        uid=str(event.get("UID", ""))[:200],
        sequence=_sequence(event),
        stamp=_stamp(event),
        email_key=email_key(str(attendee).partition(":")[2]),
        answer=answer,
        comment=_comment(event),
    )


def _calendar(content: bytes) -> Calendar:
    if len(content) > LARGEST:
        raise _refusal(msg("An answer to an invitation is at most {size} KB.", size=LARGEST // 1024))
    raw = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    try:
        if not raw[:15].upper().startswith(b"BEGIN:VCALENDAR"):
            raw = _part_of_mail(content)
        found = Calendar.from_ical(raw.decode("utf-8"))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError, RecursionError):
        raise _refusal(_NO_CALENDAR) from None  # the parser meets what strangers write
    if not isinstance(found, Calendar):
        raise _refusal(_NO_CALENDAR)
    return found


def _part_of_mail(content: bytes) -> bytes:
    try:
        mail = message_from_bytes(content, policy=policy.default)
        parts = [each for each in mail.walk() if each.get_content_type() == "text/calendar"]
        found = parts[0].get_payload(decode=True) if parts and isinstance(mail, EmailMessage) else None
    except (MessageError, LookupError):
        found = None
    if not isinstance(found, bytes):
        raise _refusal(_NO_CALENDAR)
    return found


def _attendee(event: Event) -> Any:
    found = event.get("ATTENDEE")
    if found is None:
        raise _refusal(msg("This does not say who answers (ATTENDEE)."))
    if isinstance(found, list):
        raise _refusal(msg("An answer is of one person; this names several (ATTENDEE)."))
    if not str(found).lower().startswith("mailto:"):
        raise _refusal(msg("This does not say who answers (ATTENDEE)."))
    return found


def _sequence(event: Event) -> int:
    """RFC 5546: left out, it is 0."""
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        raise _refusal(msg("SEQUENCE must be a whole number.")) from None


def _stamp(event: Event) -> datetime:
    moment = getattr(event.get("DTSTAMP"), "dt", None)
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise _refusal(msg("This does not say when it was written (DTSTAMP, in UTC)."))
    return moment.astimezone(UTC).replace(microsecond=0)


def _comment(event: Event) -> str | None:
    found = event.get("COMMENT")
    first = found[0] if isinstance(found, list) and found else found
    try:
        return text.one_line(text.clean(str(first)))[:LONGEST_COMMENT] or None if first is not None else None
    except ValueError:
        return None


def _refusal(message: Message) -> Invalid:
    return Invalid.one("file", message)
