"""Counting working days: Monday to Friday without holidays, and the weekends that are worked instead. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg

MOST_DAYS_AHEAD = 366
REMIND_BEFORE = 3  # working days
ESCALATE_AFTER = 5  # working days past the day
USUAL: Mapping[str, int] = {
    "guidance": 10,
    "interpretation": 15,
    "resources": 20,
    "data": 10,
    "cross_province": 20,
    "standard_proposal": 30,
}


@dataclass(frozen=True)
class Calendar:
    """Days off and weekends that are worked."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices work on this day."""
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.off

    def after(self, day: date, count: int) -> date:
        """The day so many working days later."""
        return self._walk(day, count, 1)

    def before(self, day: date, count: int) -> date:
        """The day so many working days earlier."""
        return self._walk(day, count, -1)

    def _walk(self, day: date, count: int, step: int) -> date:
        left = count
        while left > 0:
            day += timedelta(days=step)
            left -= self.is_working(day)
        return day


def deadline(kind: str, wanted: date | None, today: date, calendar: Calendar) -> date:
    """Until when an answer is due: the day that was chosen, or the usual working days of its kind.

    Raises:
        Invalid: the day has passed or lies too far ahead.
    """
    if wanted is None:
        return calendar.after(today, USUAL[kind])
    check_ahead(wanted, today, "due_on")
    return wanted


def check_ahead(wanted: date, today: date, field: str) -> None:
    """Refuse a day that has passed or is too far ahead.

    Raises:
        Invalid: it is.
    """
    if wanted < today:
        raise Invalid.one(field, msg("This day has passed. Choose a later one."))
    if wanted > today + timedelta(days=MOST_DAYS_AHEAD):
        raise Invalid.one(field, msg("At most {days} days from today.", days=MOST_DAYS_AHEAD))
