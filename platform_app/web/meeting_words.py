"""What the pages of meetings say: each act, when a meeting is, what a quorum asks for, what can be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, get_timezone_location

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.levels import Level
from platform_app.access.permissions import P
from platform_app.kernel import clock
from platform_app.kernel.messages import Message, msg
from platform_app.meetings import quorum
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
from platform_app.web.locale import language
from platform_app.wording import said

STEPS = ("planned", "convened", "held", "circulated", "approved", "closed")
LEVELS: Mapping[str, Message] = {
    "lead": msg("The lead"),
    Level.MINISTERIAL: msg("Ministries"),
    Level.PROVINCIAL: msg("Provinces"),
    Level.CITY: msg("Cities"),
}


@dataclass(frozen=True)
class ActWords:
    """An act: what it is called, what it brings about, and what it asks for."""

    title: Message
    what: Message
    field: str | None = None  # words, or a reason


ACTS: Mapping[str, ActWords] = {
    "convene": ActWords(
        msg("Convene"),
        msg("Every organisation of the body gets an invitation and names who comes. A public meeting becomes public."),
        "words",
    ),
    "postpone": ActWords(
        msg("Postpone"),
        msg("Everybody who was invited is told why. The meeting is convened again once it has a new time."),
        "reason",
    ),
    "cancel": ActWords(
        msg("Cancel the meeting"),
        msg("Everybody who was invited is told why, and it leaves their calendars. It cannot be taken back."),
        "reason",
    ),
    "hold": ActWords(
        msg("Close the session"),
        msg("Who was there and the quorum are frozen and stand in the minutes. The agenda stays as it is."),
        "words",
    ),
    "close": ActWords(
        msg("Put the meeting away"), msg("Its minutes are approved, and nothing is left to do about it.")
    ),
}


def open_acts(actor: Actor, meeting: Meeting) -> list[str]:
    """The acts on a meeting that she may do in its state."""
    if not allows(actor, P.MEETING_RUN, meeting):
        return []
    return [act for act in ACTS if MEETING.can(meeting.status, act)]


def when(meeting: Meeting) -> str:
    """Its day and hours in its own time zone, which is named where it is not Beijing's."""
    zone = ZoneInfo(meeting.time_zone)
    starts, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    whole = "y年M月d日（EEE）HH:mm" if language() == "zh" else "EEE d MMMM y, HH:mm"
    until = "HH:mm" if ends.date() == starts.date() else whole
    text = f"{_written(starts, whole, zone)}–{_written(ends, until, zone)}"
    if meeting.time_zone == clock.BEIJING.key:
        return text
    return f"{text} ({get_timezone_location(zone, locale=language())})"


def in_beijing(meeting: Meeting) -> str | None:
    """When it begins in Beijing, for a meeting in another time zone."""
    if meeting.time_zone == clock.BEIJING.key:
        return None
    pattern = "M月d日 HH:mm" if language() == "zh" else "d MMMM, HH:mm"
    return _written(meeting.starts_at.astimezone(clock.BEIJING), pattern, clock.BEIJING)


def quorum_words(plain: Mapping[str, Any]) -> list[str]:
    """What a quorum asks for, a sentence for each condition."""
    rule = quorum.rule_of(plain)
    found = [said(msg("The lead is present."))] if rule.lead_present else []
    for level, share in rule.shares.items():
        found.append(
            said(msg("{level}: at least {share} of the members.", level=said(LEVELS[level]), share=str(share)))
        )
    for level, count in rule.counts.items():
        found.append(said(msg("{level}: at least {count}.", level=said(LEVELS[level]), count=count)))
    if rule.may_adopt_without:
        found.append(said(msg("Resolutions may be adopted without a quorum.")))
    return found


def quorum_lines(plain: Mapping[str, Any]) -> Sequence[tuple[str, Mapping[str, Any]]]:
    """The lines of a counted quorum with what each is about."""
    return [(said(LEVELS[line["what"]]), line) for line in plain.get("lines", ())]


def _written(moment: datetime, pattern: str, zone: ZoneInfo) -> str:
    return format_datetime(moment, pattern, tzinfo=zone, locale=language())
