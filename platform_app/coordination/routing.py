"""Who may ask whom. One pure rule over levels and paths: up one level, down one level, sideways only as a copy.

Provinces have no ministry above them in their `path`; a ministry stands over every province, municipalities included.
"""

from dataclasses import dataclass
from typing import Literal

from platform_app.access.levels import Level
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import Message, msg

Way = Literal["up", "down", "self", "skips", "sideways", "elsewhere", "abroad"]
_RANK = {Level.MINISTERIAL: 0, Level.PROVINCIAL: 1, Level.CITY: 2}
_WHY: dict[Way, Message] = {
    "self": msg("An organisation cannot ask itself. Choose another."),
    "skips": msg("This skips a level: ask the organisation directly above or below yours, which passes it on."),
    "sideways": msg(
        "Organisations of the same level are not asked; they can have a copy, or the level above asks them."
    ),
    "elsewhere": msg("This organisation belongs to another province. Ask the level above yours, which can pass it on."),
    "abroad": msg("Requests go between ministries, provinces and cities. Partners abroad are asked in the exchange."),
}


@dataclass(frozen=True)
class Place:
    """Where an organisation stands: its level and its path."""

    level: str
    path: str


def way(asking: Place, asked: Place) -> Way:
    """Which way a request goes between two organisations, or why it may not go."""
    if Level.PARTNER in (asking.level, asked.level):
        return "abroad"
    if asking.path == asked.path:
        return "self"
    if directly_over(asked, asking):
        return "up"
    if directly_over(asking, asked):
        return "down"
    if stands_over(asked, asking) or stands_over(asking, asked):
        return "skips"
    return "sideways" if _RANK[Level(asking.level)] == _RANK[Level(asked.level)] else "elsewhere"


def stands_over(upper: Place, lower: Place) -> bool:
    """Whether one is above the other at all: along the path, or a ministry over provinces and what is below them."""
    if Level.PARTNER in (upper.level, lower.level):
        return False
    if upper.level == Level.MINISTERIAL and lower.level != Level.MINISTERIAL:
        return True
    return lower.path != upper.path and lower.path.startswith(upper.path)


def directly_over(upper: Place, lower: Place) -> bool:
    """Whether nothing stands between the two."""
    if upper.level == Level.MINISTERIAL and lower.level == Level.PROVINCIAL:
        return True
    return upper.level != Level.PARTNER and _above(lower.path) == upper.path


def check_may_ask(asking: Place, asked: Place, field: str) -> Literal["up", "down"]:
    """The way of a request that may be made.

    Raises:
        Invalid: to oneself, skipping a level, sideways, into another province, or abroad.
    """
    found = way(asking, asked)
    if found in ("up", "down"):
        return "up" if found == "up" else "down"
    raise Invalid.one(field, _WHY[found])


def check_may_copy(asking: Place, asked: list[Place], copied: Place, field: str) -> None:
    """Refuse copies to others than peers of one of the two sides.

    Raises:
        Invalid: it is no peer of who asks or of who is asked.
    """
    levels = {asking.level, *(each.level for each in asked)}
    if copied.level not in levels or copied.level == Level.PARTNER:
        raise Invalid.one(field, msg("Copies go to organisations on the level of who asks or of who is asked."))


def check_passes_down(passing: Place, asked: Place, field: str) -> None:
    """Refuse to pass a request to anybody but those directly below.

    Raises:
        Invalid: it does not stand directly below.
    """
    if not directly_over(passing, asked):
        raise Invalid.one(field, msg("A request is passed down to organisations directly below yours."))


def check_escalates_to(asking: Place, had_it: Place, to: Place, field: str) -> None:
    """Refuse to escalate to anybody but the level directly above whoever has it.

    Raises:
        Invalid: it does not stand directly above, or is the one that asks.
    """
    if to.path == asking.path or not directly_over(to, had_it):
        raise Invalid.one(field, msg("A request goes up to an organisation directly above the one that has it."))


def _above(path: str) -> str:
    steps = path.strip("/").split("/")[:-1]
    return f"/{'/'.join(steps)}/" if steps else ""
