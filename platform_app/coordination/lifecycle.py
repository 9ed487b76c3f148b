"""What becomes of a request at each organisation that is asked. Pure rules over plain values."""

from collections.abc import Collection, Mapping
from typing import Literal

from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import Message, msg

Status = Literal[
    "raised", "acknowledged", "in_progress", "answered", "accepted", "reopened", "closed", "returned", "passed_down",
    "escalated",
]  # fmt: skip
STATUSES: tuple[Status, ...] = (
    "raised", "acknowledged", "in_progress", "answered", "accepted", "reopened", "closed", "returned", "passed_down",
    "escalated",
)  # fmt: skip
TICKING: tuple[Status, ...] = ("raised", "acknowledged", "in_progress", "reopened", "passed_down")  # an answer is owed
SETTLED: tuple[Status, ...] = ("accepted", "closed")
ENDED_FOR_ASKED: tuple[Status, ...] = ("answered", "accepted", "closed", "returned", "escalated")

_IN_HAND: tuple[Status, ...] = ("raised", "acknowledged", "in_progress", "reopened")
_MOVES: Mapping[str, tuple[tuple[Status, ...], Status]] = {
    "acknowledge": (("raised",), "acknowledged"),
    "start": (("raised", "acknowledged", "reopened"), "in_progress"),
    # A late answer is an answer: one that has gone up can still be given below.
    "answer": ((*TICKING, "escalated"), "answered"),
    "return": (TICKING, "returned"),
    "pass_down": ((*_IN_HAND, "passed_down"), "passed_down"),
    # What went up without a ministry named is with the secretariat, which names one.
    "escalate": ((*TICKING, "returned", "escalated"), "escalated"),
    "object_to_answer": (("answered", "returned"), "reopened"),  # by the lower level that has asked
    "object_to_task": (TICKING, "returned"),  # by the lower level that is asked
    "accept": (("answered",), "accepted"),
    "reopen": (("answered", "accepted", "returned"), "reopened"),
    "close": (tuple(status for status in STATUSES if status != "closed"), "closed"),
}
ACTS = tuple(_MOVES)
_WHY: Mapping[Status, Message] = {
    "raised": msg("This has only been raised; there is no answer yet."),
    "acknowledged": msg("The request has been acknowledged; there is no answer yet."),
    "in_progress": msg("The request is being worked on; there is no answer yet."),
    "answered": msg("This organisation has answered already."),
    "accepted": msg("The answer has been accepted already."),
    "reopened": msg("The request has been reopened; there is no new answer yet."),
    "closed": msg("This request is closed."),
    "returned": msg("The request was returned. It can be reopened with a reason."),
    "passed_down": msg("The request has been passed down; there is no answer yet."),
    "escalated": msg("The request has gone up to the level above."),
}


def after(status: str, act: str) -> Status:
    """The state after an act.

    Raises:
        Conflict: it cannot be done in this state.
    """
    allowed, then = _MOVES[act]
    if status not in allowed:
        raise Conflict(_WHY[_known(status)], f"request_{status}")
    return then


def can(status: str, act: str) -> bool:
    """Whether an act can be done in a state."""
    return status in _MOVES[act][0]


def overall(statuses: Collection[str]) -> Status:
    """How a request stands as a whole: as all do, or by whoever is furthest from an end."""
    mattering = [status for status in statuses if status != "escalated"] or list(statuses)
    if len(set(mattering)) == 1:
        return _known(mattering[0])
    for status in ("answered", "returned", "accepted", "closed"):
        if status in mattering and set(mattering) <= {status, "accepted", "closed"}:
            return _known(status)
    return "in_progress"


def is_settled(statuses: Collection[str]) -> bool:
    """Whether nothing is left to do for anybody: each answer is accepted or closed, and what went up has come back."""
    return overall(statuses) in SETTLED


def objection(way: str, by_asker: bool) -> str:
    """Which act an objection is: the lower level objects, to an answer or to a task.

    Raises:
        Conflict: the upper level objects; it returns or reopens.
    """
    if way == "up" and by_asker:
        return "object_to_answer"
    if way == "down" and not by_asker:
        return "object_to_task"
    raise Conflict(msg("Objections are the lower level's. Return the request or reopen it instead."), "not_lower")


def check_escalates(way: str, status: str, *, early: bool) -> None:
    """Refuse to send up what does not go up; whoever asks waits for the day, or until it was returned.

    Raises:
        Conflict: it is a tasking, or the day has not passed yet.
    """
    if way != "up":
        raise Conflict(msg("A tasking is not escalated: whoever gave it stands above already."), "not_upward")
    if early and status != "returned":
        raise Conflict(
            msg("The day has not passed yet. Wait for it, or for the request to be returned."), "not_overdue"
        )


def check_extension(status: str, pending: bool) -> None:
    """Refuse to ask for more time where no time runs, or twice.

    Raises:
        Conflict: no answer is owed, or one was asked for and not decided.
    """
    if status not in TICKING:
        raise Conflict(_WHY[_known(status)], f"request_{status}")
    if pending:
        raise Conflict(msg("More time has been asked for already; it is not decided yet."), "extension_pending")


def check_pending(pending: bool) -> None:
    """Refuse to decide what was not asked.

    Raises:
        Conflict: nobody has asked for more time.
    """
    if not pending:
        raise Conflict(msg("Nobody has asked for more time."), "no_extension")


def check_publishable(kind: str, status: str, published: bool) -> None:
    """Refuse to make anything public but an interpretation that was given.

    Raises:
        Conflict: it is no interpretation, not answered, or public already.
    """
    if kind != "interpretation":
        raise Conflict(msg("Only the interpretation of a standard can be published."), "not_an_interpretation")
    if published:
        raise Conflict(msg("This answer is public already."), "published_already")
    if status not in ("answered", "accepted", "closed"):
        raise Conflict(_WHY[_known(status)], f"request_{status}")


def _known(status: str) -> Status:
    return next(each for each in STATUSES if each == status)
