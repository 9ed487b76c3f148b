"""What becomes of an ask: answered, passed on or declined, once; and until when. Pure rules over plain values."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import Message, msg

Status = Literal["open", "answered", "passed_on", "declined"]
STATUSES: tuple[Status, ...] = ("open", "answered", "passed_on", "declined")
MOST_ASKED = 20  # organisations for one question, those it was passed on to included
USUAL_DAYS = 14
MOST_DAYS = 90
DAYS_AFTER_PASSING = 7

_AFTER: Mapping[str, Status] = {"answer": "answered", "pass_on": "passed_on", "decline": "declined"}
_WHY: Mapping[str, Message] = {
    "answered": msg("This organisation has answered already."),
    "passed_on": msg("This organisation has passed the question on already."),
    "declined": msg("This organisation has declined already."),
}


def after(status: str, act: str) -> Status:
    """The state of an ask after an act. A late answer is an answer: the deadline closes nothing.

    Raises:
        Conflict: it was answered, passed on or declined before.
    """
    if status != "open":
        raise Conflict(_WHY[status], f"ask_{status}")
    return _AFTER[act]


def standing(status: str, due_on: date, today: date) -> str:
    """What readers are told of an ask: `overdue` is an open one whose day has passed."""
    return "overdue" if status == "open" and due_on < today else status


def check_is_question(kind: str) -> None:
    """Refuse to ask others in anything but a question.

    Raises:
        Conflict: it is a discussion or an announcement.
    """
    if kind != "question":
        raise Conflict(msg("Only a question can be put to other cities. Start one for this."), "not_a_question")


def deadline(wanted: date | None, today: date) -> date:
    """Until when an answer is hoped for: the day that was chosen, or a fortnight from now.

    Raises:
        Invalid: the day lies in the past or too far ahead.
    """
    due_on = wanted or today + timedelta(days=USUAL_DAYS)
    if due_on < today:
        raise Invalid.one("due_on", msg("This day has passed. Choose a later one."))
    if due_on > today + timedelta(days=MOST_DAYS):
        raise Invalid.one("due_on", msg("At most {days} days from today.", days=MOST_DAYS))
    return due_on


def deadline_after_passing(due_on: date, today: date) -> date:
    """The same day, but a week at least for those who hear of the question only now."""
    return max(due_on, today + timedelta(days=DAYS_AFTER_PASSING))


def check_number(already: int, new: int) -> None:
    """Refuse to write to half the country.

    Raises:
        Invalid: too many organisations are asked.
    """
    if already + new > MOST_ASKED:
        sentence = msg("At most {most} organisations can be asked one question.", most=MOST_ASKED)
        raise Invalid.one("organisations", sentence)
