"""How a batch, a candidacy and an appeal move: pure tables. Values in, values out."""

from datetime import date

from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg

BATCH: dict[tuple[str, str], str] = {
    ("planned", "open"): "open",
    ("open", "start_review"): "reviewing",
    ("reviewing", "announce"): "announced",
    ("planned", "cancel"): "cancelled",
    ("open", "cancel"): "cancelled",
    ("reviewing", "cancel"): "cancelled",
}
BATCH_STATES = ("planned", "open", "reviewing", "announced", "cancelled")
BATCH_ACTS = tuple(dict.fromkeys(act for _, act in BATCH))

CANDIDACY: dict[tuple[str, str], str] = {
    ("under_review", "decline"): "declined",
    ("under_review", "withdraw"): "withdrawn",
    ("under_review", "announce"): "announced",
    ("declined", "uphold_appeal"): "under_review",
}
CANDIDACY_STATES = ("under_review", "declined", "withdrawn", "announced")
CANDIDACY_ACTS = tuple(dict.fromkeys(act for _, act in CANDIDACY))

_BATCH_STATE = {
    "planned": msg("planned"),
    "open": msg("open for entries"),
    "reviewing": msg("under review"),
    "announced": msg("announced and closed"),
    "cancelled": msg("called off"),
}
_CANDIDACY_STATE = {
    "under_review": msg("under review"),
    "declined": msg("declined"),
    "withdrawn": msg("withdrawn"),
    "announced": msg("announced"),
}


def batch_after(status: str, act: str) -> str:
    """The state an act on a batch leads to.

    Raises:
        Conflict: the act is not possible in this state.
    """
    following = BATCH.get((status, act))
    if following is None:
        raise Conflict(msg("The batch is {state}; that cannot be done now.", state=_BATCH_STATE[status]), "transition")
    return following


def candidacy_after(status: str, act: str) -> str:
    """The state an act on a case in a batch leads to.

    Raises:
        Conflict: the act is not possible in this state.
    """
    following = CANDIDACY.get((status, act))
    if following is None:
        state = _CANDIDACY_STATE[status]
        raise Conflict(msg("The case is {state} in this batch; that cannot be done now.", state=state), "transition")
    return following


def check_entries_open(status: str, entries_until: date, today: date) -> None:
    """Whether a case can be entered into a batch now; the last day counts whole.

    Raises:
        Conflict: the call is not open, or its day has passed.
    """
    if status != "open":
        raise Conflict(msg("The batch is {state}; cases cannot be entered.", state=_BATCH_STATE[status]), "call_closed")
    if today > entries_until:
        raise Conflict(msg("Entries closed on {date}.", date=entries_until.isoformat()), "call_over")


def check_review_in_time(status: str, due_on: date, today: date) -> None:
    """Whether a review can be given now; the due day counts whole.

    Raises:
        Conflict: the batch is not under review, or the day has passed.
    """
    if status != "reviewing":
        raise Conflict(
            msg("The batch is {state}; nothing is reviewed now.", state=_BATCH_STATE[status]), "not_reviewing"
        )
    if today > due_on:
        raise Conflict(
            msg("This review was due on {date}. Ask the secretariat for more time.", date=due_on.isoformat()),
            "too_late",
        )


def check_answer(status: str, is_opened: bool, has_answered: bool) -> None:
    """Whether the people of a case may answer its reviews: once, when they can read them, before the decision.

    Raises:
        Conflict: too early, too late, or a second time.
    """
    if has_answered:
        raise Conflict(msg("The reviews have been answered already; one answer is possible."), "answered")
    if not is_opened:
        raise Conflict(msg("The reviews are not open yet."), "not_opened")
    if status != "under_review":
        raise Conflict(msg("The case has been decided; an answer is no longer possible."), "decided")


def check_appeal(batch: str, status: str, has_appealed: bool) -> None:
    """Whether an appeal to the chair is possible: once, against being declined, until the batch is closed.

    Raises:
        Conflict: it is not.
    """
    if has_appealed:
        raise Conflict(msg("There has been an appeal already; one is possible."), "appealed")
    if status != "declined":
        raise Conflict(msg("Only a declined case can be appealed for."), "not_declined")
    if batch != "reviewing":
        raise Conflict(msg("The batch is closed; an appeal is no longer possible."), "batch_closed")
