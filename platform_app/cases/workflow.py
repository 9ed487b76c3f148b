"""How a case moves: pure tables for publication and for the ladder of distinction. Values in, values out."""

from typing import Literal

from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg

Status = Literal["draft", "submitted", "published", "archived"]
Rung = Literal["nomination", "recommendation", "featuring", "candidacy", "announcement"]

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

# On a recommendation stand two things side by side: featuring by a moderator, and the way to a typical case
# (candidacy in a batch, then announcement). Each rung stands on one other.
STANDS_ON: dict[Rung, Rung | None] = {
    "nomination": None,
    "recommendation": "nomination",
    "featuring": "recommendation",
    "candidacy": "recommendation",
    "announcement": "recommendation",
}
LADDER: tuple[Rung, ...] = tuple(STANDS_ON)

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
    "candidacy": msg("under review for a batch of typical cases"),
    "announcement": msg("announced as a typical case"),
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
    if missing := next((each for each in below(rung) if each not in held), None):
        raise Conflict(msg("The case must first be {rung}.", rung=_RUNG[missing]), "rung_missing")


def check_descent(held: frozenset[str], rung: Rung) -> None:
    """Whether a rung may be withdrawn: only one on which no other stands.

    Raises:
        Conflict: it is not held, or another one stands on it.
    """
    if rung not in held:
        raise Conflict(msg("The case is not {rung}.", rung=_RUNG[rung]), "not_there")
    if standing := next((each for each in LADDER if each in held and rung in below(each)), None):
        raise Conflict(msg("First the case must no longer be {rung}.", rung=_RUNG[standing]), "rung_above")


def below(rung: Rung) -> list[Rung]:
    """The rungs that a rung stands on, the lowest first."""
    ground = STANDS_ON[rung]
    return [*below(ground), ground] if ground else []


def may_climb(status: str, held: frozenset[str], rung: Rung) -> bool:
    """`check_climb` as a question."""
    return status == "published" and rung not in held and set(below(rung)) <= held


def may_descend(held: frozenset[str], rung: Rung) -> bool:
    """`check_descent` as a question."""
    return rung in held and not any(rung in below(each) for each in LADDER if each in held)


def may_be_invited(status: str, held: frozenset[str], is_invited: bool) -> bool:
    """Whether its province may invite its city to nominate a case."""
    return status == "published" and "nomination" not in held and not is_invited


def check_invitation(status: str, held: frozenset[str], is_invited: bool) -> None:
    """`may_be_invited` as a rule.

    Raises:
        Conflict: it is not published, or already nominated or invited.
    """
    if status != "published":
        raise Conflict(msg("Only a published case can be nominated, recommended or featured."), "not_published")
    if not may_be_invited(status, held, is_invited):
        raise Conflict(msg("Its city has already been invited, or has nominated it."), "already_there")
