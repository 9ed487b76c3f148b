"""What becomes of an ask, as a whole table; and until when an answer is hoped for."""

from datetime import date, timedelta

import pytest

from platform_app.exchange import ask_lifecycle
from platform_app.kernel.errors import Conflict, Invalid

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize("status", ask_lifecycle.STATUSES)
@pytest.mark.parametrize(("act", "after"), [("answer", "answered"), ("pass_on", "passed_on"), ("decline", "declined")])
def test_only_an_open_ask_ends_and_only_once(status: str, act: str, after: str) -> None:
    if status == "open":
        assert ask_lifecycle.after(status, act) == after
        return
    with pytest.raises(Conflict) as refused:
        ask_lifecycle.after(status, act)
    assert refused.value.code == f"ask_{status}"


@pytest.mark.parametrize("kind", ["discussion", "announcement"])
def test_only_a_question_is_put_to_others(kind: str) -> None:
    ask_lifecycle.check_is_question("question")
    with pytest.raises(Conflict):
        ask_lifecycle.check_is_question(kind)


@pytest.mark.parametrize(("days", "fine"), [(-1, False), (0, True), (1, True), (90, True), (91, False)])
def test_the_day_lies_ahead_and_within_ninety_days(days: int, fine: bool) -> None:
    wanted = TODAY + timedelta(days=days)
    if fine:
        assert ask_lifecycle.deadline(wanted, TODAY) == wanted
        return
    with pytest.raises(Invalid) as refused:
        ask_lifecycle.deadline(wanted, TODAY)
    assert set(refused.value.errors) == {"due_on"}


def test_a_fortnight_is_usual_and_a_week_is_left_to_those_it_is_passed_on_to() -> None:
    assert ask_lifecycle.deadline(None, TODAY) == TODAY + timedelta(days=14)
    week = TODAY + timedelta(days=7)
    assert ask_lifecycle.deadline_after_passing(TODAY - timedelta(days=3), TODAY) == week
    assert ask_lifecycle.deadline_after_passing(TODAY + timedelta(days=30), TODAY) == TODAY + timedelta(days=30)


def test_twenty_organisations_are_the_most() -> None:
    ask_lifecycle.check_number(18, 2)
    with pytest.raises(Invalid):
        ask_lifecycle.check_number(18, 3)
