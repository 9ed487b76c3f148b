"""What the pages of meetings say: each act, when a meeting is, what a quorum asks for, what can be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.levels import Level
from platform_app.access.permissions import P
from platform_app.kernel.messages import Message, msg
from platform_app.meetings import quorum
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
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
