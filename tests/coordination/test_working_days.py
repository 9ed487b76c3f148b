"""Working days: no weekends and no days off, but the weekends that are worked instead."""

from datetime import date

import pytest

from platform_app.coordination import working_days
from platform_app.coordination.deadlines import stages
from platform_app.coordination.working_days import Calendar
from platform_app.kernel.errors import Invalid

PLAIN = Calendar()
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("calendar", "count", "day"),
    [
        (PLAIN, 0, date(2026, 11, 27)),
        (PLAIN, 1, date(2026, 11, 30)),
        (PLAIN, 5, date(2026, 12, 4)),
        (Calendar(off=frozenset({date(2026, 11, 30)})), 1, date(2026, 12, 1)),
        (Calendar(worked=frozenset({date(2026, 11, 28)})), 1, date(2026, 11, 28)),
        (Calendar(off=frozenset({date(2026, 11, 28)})), 1, date(2026, 11, 30)),
    ],
)
def test_so_many_working_days_later(calendar: Calendar, count: int, day: date) -> None:
    assert calendar.after(FRIDAY, count) == day
    if count and calendar.is_working(FRIDAY):
        assert calendar.before(day, count) == FRIDAY


def test_the_usual_day_depends_on_the_kind_and_a_chosen_one_lies_ahead() -> None:
    assert working_days.deadline("guidance", None, FRIDAY, PLAIN) == date(2026, 12, 11)
    assert working_days.deadline("guidance", FRIDAY, FRIDAY, PLAIN) == FRIDAY
    for wrong in (date(2026, 11, 26), date(2028, 1, 1)):
        with pytest.raises(Invalid) as refused:
            working_days.deadline("guidance", wrong, FRIDAY, PLAIN)
        assert set(refused.value.errors) == {"due_on"}


DUE, ASKED = date(2026, 12, 11), date(2026, 11, 27)  # a Friday


@pytest.mark.parametrize(
    ("today", "reached"),
    [
        (date(2026, 12, 7), []),
        (date(2026, 12, 8), ["near"]),
        (date(2026, 12, 11), ["near"]),
        (date(2026, 12, 12), ["over"]),
        (date(2026, 12, 18), ["over"]),
        (date(2026, 12, 19), ["over", "up"]),
    ],
)
def test_which_steps_a_day_has_reached(today: date, reached: list[str]) -> None:
    assert stages(DUE, ASKED, today, PLAIN, goes_up=True) == reached
    assert stages(DUE, ASKED, today, PLAIN, goes_up=False) == [each for each in reached if each != "up"]


def test_who_had_less_time_from_the_start_is_not_reminded_at_once() -> None:
    assert stages(DUE, date(2026, 12, 9), date(2026, 12, 10), PLAIN, goes_up=True) == []
