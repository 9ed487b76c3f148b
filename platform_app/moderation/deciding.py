"""What can be decided about a reported thing, and for how long; pure rules over plain values."""

from collections.abc import Mapping
from datetime import timedelta

from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg

CATEGORIES = ("spam", "off_topic", "abuse", "personal_data", "wrong", "rights", "other")
DAYS = (1, 3, 7, 30)
LONGEST_REASON = 1000
LONGEST_SUSPENSION_REASON = 500
WITH_READY_REASONS = ("hide", "warn", "silence")

_AGAINST_PEOPLE = ("warn", "silence", "suspend", "ask_administrators")
ACTS: Mapping[str, tuple[str, ...]] = {
    "post": ("nothing", "hide", *_AGAINST_PEOPLE),
    "thread": ("nothing", "hide", *_AGAINST_PEOPLE),
    "case": ("nothing", "hide"),
    "person": ("nothing", *_AGAINST_PEOPLE),
}


def acts_on(kind: str, *, is_somebodys: bool) -> tuple[str, ...]:
    """What can be decided about a thing; nobody is warned for what belongs to nobody."""
    return tuple(act for act in ACTS[kind] if is_somebodys or act not in _AGAINST_PEOPLE)


def check(kind: str, act: str, *, is_somebodys: bool, days: int | None) -> None:
    """Refuse a decision that does not go with the thing.

    Raises:
        Invalid: the act cannot be done to it, or a silence has no end.
    """
    if act not in acts_on(kind, is_somebodys=is_somebodys):
        raise Invalid.one("act", msg("This cannot be decided about what was reported."))
    check_days(act, days)


def check_days(act: str, days: int | None) -> None:
    """Refuse a silence without an end, and days that belong to nothing.

    Raises:
        Invalid: just that.
    """
    if act == "silence" and days is None:
        raise Invalid.one("days", msg("Say for how many days."))


def check_words(words: str | None, act: str) -> str:
    """The reason of a decision, which every decision needs.

    Raises:
        Invalid: there is none, or it is too long.
    """
    words = (words or "").strip()
    most = LONGEST_SUSPENSION_REASON if act == "suspend" else LONGEST_REASON
    if len(words) < 2:
        raise Invalid.one("words", msg("Say why. Those concerned will read it."))
    if len(words) > most:
        raise Invalid.one("words", msg("At most {max_length} characters.", max_length=most))
    return words


def span(days: int) -> timedelta:
    """How long a silence lasts."""
    return timedelta(days=days)
