"""What the pages of resolutions say of each act, which ones are open, and how typed addresses become links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.meetings.lifecycle import RESOLUTION
from platform_app.meetings.models_decisions import Resolution

PATHS = {
    "case": "/cases",
    "standard": "/standards",
    "request": "/requests",
    "thread": "/threads",
    "meeting": "/meetings",
    "resolution": "/resolutions",
    "action": "/actions",
    "indicator": "/indicators",
}
_ADDRESS = re.compile(r"(?:https?://[^/\s]+)?(/[a-z]+)/([1-9][0-9]{0,8})/?")


@dataclass(frozen=True)
class ActWords:
    """An act: what it is called, what it brings about, what it asks for."""

    title: Message
    what: Message
    fields: tuple[str, ...] = ()


ACTS: Mapping[str, ActWords] = {
    "vote": ActWords(
        msg("Vote"),
        msg("One vote for each organisation. It stays as it is given, and stands in the minutes under its name."),
        ("organisation", "vote", "statement"),
    ),
    "show_of_hands": ActWords(
        msg("Record a show of hands"),
        msg("Votes of those left blank are not recorded. What is recorded stays."),
        ("hands",),
    ),
    "adopt": ActWords(
        msg("Adopt"),
        msg("The resolution gets the next number of its series and keeps its text. The members get a letter."),
        ("method", "in_force_on"),
    ),
    "enter_into_force": ActWords(
        msg("Enter into force now"), msg("It holds from today. Without this, it enters into force when its day comes.")
    ),
    "carry_out": ActWords(
        msg("Mark as carried out"), msg("Says that what the resolution asks for is done."), ("words",)
    ),
    "supersede": ActWords(
        msg("Supersede"),
        msg("Another adopted resolution of the same body takes its place; each links to the other."),
        ("by",),
    ),
    "lapse": ActWords(
        msg("Let it lapse"), msg("It holds no more, or is not adopted. The reason is shown with it."), ("reason",)
    ),
}


def open_acts(actor: Actor, row: Resolution) -> list[str]:
    """The acts that its state and her permissions leave open."""
    own = {"vote", "show_of_hands"}
    may_lead = allows(actor, P.RESOLUTION_LEAD, row)
    found = [act for act in ACTS if act not in own and may_lead and RESOLUTION.can(row.status, act)]
    if not RESOLUTION.can(row.status, "vote"):
        return found
    return [*(["vote"] if actor.coordinates else []), *(["show_of_hands"] if may_lead else []), *found]


def address_of(kind: str, id: int) -> str:
    """The page of a subject."""
    return f"{PATHS[kind]}/{id}" if kind in PATHS else ""


def links_typed(typed: str) -> list[tuple[str, int]]:
    """One page of this site on each line: `/requests/7`.

    Raises:
        Invalid: a line is no such address.
    """
    kinds = {path: kind for kind, path in PATHS.items()}
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        match = _ADDRESS.fullmatch(line)
        if match is None or match[1] not in kinds:
            raise Invalid.one(
                "links", msg("Write addresses of pages of this site, as in /requests/7, one on each line.")
            )
        found.append((kinds[match[1]], int(match[2])))
    return found
