"""How a case moves: pure tables for publication and for the ladder of distinction. Values in, values out."""

from typing import Literal

from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg

Status = Literal["draft", "submitted", "published", "archived"]
Rung = Literal["nomination", "recommendation", "featuring"]

TRANSITIONS: dict[tuple[str, str], str] = {
    ("draft", "submit"): "submitted",
    ("submitted", "withdraw"): "draft",
    ("submitted", "return"): "draft",
    ("submitted", "publish"): "published",
    ("published", "publish"): "published",  # a newer revision goes public
    ("published", "unpublish"): "draft",
    ("published", "archive"): "archived",
    ("archived", "unarchive"): "published",
}
ACTS = tuple(dict.fromkeys(act for _, act in TRANSITIONS))
STATUSES: tuple[Status, ...] = ("draft", "submitted", "published", "archived")

LADDER: tuple[Rung, ...] = ("nomination", "recommendation", "featuring")

_STATE = {
    "draft": msg("a draft"),
    "submitted": msg("waiting for sign-off"),
    "published": msg("published"),
    "archived": msg("archived"),
}
_RUNG = {
    "nomination": msg("nominated by its city"),
    "recommendation": msg("recommended by its province"),
    "featuring": msg("featured"),
}


def after(status: str, act: str) -> str:
    """The state an act leads to.

    Raises:
        Conflict: the act is not possible in this state.
    """
    following = TRANSITIONS.get((status, act))
    if following is None:
        raise Conflict(msg("The case is {state}; that cannot be done now.", state=_STATE[status]), "transition")
    return following


def is_possible(status: str, act: str) -> bool:
    """Whether an act has a row in the table."""
    return (status, act) in TRANSITIONS


def check_climb(status: str, held: frozenset[str], rung: Rung) -> None:
    """Whether a case that holds some rungs may climb to the next.

    Raises:
        Conflict: it is not published, holds the rung already, or misses the one below.
    """
    if status != "published":
        raise Conflict(msg("Only a published case can be nominated, recommended or featured."), "not_published")
    if rung in held:
        raise Conflict(msg("The case is already {rung}.", rung=_RUNG[rung]), "already_there")
    below = LADDER[: LADDER.index(rung)]
    for each in below:
        if each not in held:
            raise Conflict(msg("The case must first be {rung}.", rung=_RUNG[each]), "rung_missing")


def check_descent(held: frozenset[str], rung: Rung) -> None:
    """Whether a rung may be withdrawn: only the highest one can.

    Raises:
        Conflict: it is not held, or a higher one stands on it.
    """
    if rung not in held:
        raise Conflict(msg("The case is not {rung}.", rung=_RUNG[rung]), "not_there")
    for each in LADDER[LADDER.index(rung) + 1 :]:
        if each in held:
            raise Conflict(msg("First the case must no longer be {rung}.", rung=_RUNG[each]), "rung_above")


def may_climb(status: str, held: frozenset[str], rung: Rung) -> bool:
    """`check_climb` as a question."""
    return status == "published" and rung not in held and set(LADDER[: LADDER.index(rung)]) <= held


def may_descend(held: frozenset[str], rung: Rung) -> bool:
    """`check_descent` as a question."""
    return rung in held and not set(LADDER[LADDER.index(rung) + 1 :]) & held
