"""A month of the calendar page: which meetings and deadlines stand on which day."""

import re
from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from platform_app.access.actor import Actor
from platform_app.coordination import queries_due
from platform_app.coordination.models import RequestAnswer
from platform_app.exports.calendars import of_answer
from platform_app.kernel import clock
from platform_app.meetings import calendar_todos, queries_calendar
from platform_app.meetings.calendar_todos import Deadline
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import ActionItem
from platform_app.web.locale import language
from platform_app.web.meeting_times import days

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """A day with what stands on it."""

    day: date
    is_of_month: bool
    is_today: bool
    meetings: list[Meeting] = field(default_factory=list)
    due: list[Deadline] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    """The weeks of a month, from Monday to Sunday, and the months beside it."""

    weeks: list[list[Day]]
    before: str | None
    after: str | None

    @property
    def busy(self) -> list[Day]:
        """The days of the month itself on which there is something."""
        days = (day for week in self.weeks for day in week)
        return [day for day in days if day.is_of_month and (day.meetings or day.due)]


def asked(typed: str | None) -> date:
    """The first day of the month that an address names; what is no month is this one."""
    found = _MONTH.fullmatch(typed or "")
    return date(int(found[1]), int(found[2]), 1) if found else clock.today().replace(day=1)


def read(actor: Actor, month: date, body_id: int | None) -> Month:
    """What she may see of it; deadlines are her own."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    first, last = weeks[0][0], weeks[-1][-1]
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - _A_DAY
    meetings = queries_calendar.meetings_between(actor, start, start + (last - first) + 3 * _A_DAY, body_id)
    on: dict[date, list[Meeting]] = {}
    for meeting in meetings:
        for day in _span(*days(meeting)):
            on.setdefault(day, []).append(meeting)
    due: dict[date, list[Deadline]] = {}
    for each in _deadlines(actor, first, last, body_id):
        due.setdefault(each.due_on, []).append(each)
    today = clock.today()
    made = [
        [Day(day, day.month == month.month, day == today, on.get(day, []), due.get(day, [])) for day in week]
        for week in weeks
    ]
    return Month(made, _named(month - _A_DAY), _named(month + timedelta(days=31)))


def _deadlines(actor: Actor, first: date, last: date, body_id: int | None) -> list[Deadline]:
    if not actor.is_person:
        return []
    within = ActionItem.due_on.between(first, last)
    narrowed = [within] if body_id is None else [within, ActionItem.body_id == body_id]
    found = [calendar_todos.of_action(row, language()) for row in queries_calendar.my_actions(actor, *narrowed)]
    if body_id is None:
        rows = queries_due.owed(actor, RequestAnswer.due_on.between(first, last))
        found += [of_answer(row, language()) for row in rows]
    return found


def _span(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _A_DAY


def _named(day: date) -> str | None:
    return f"{day:%Y-%m}" if 2000 <= day.year < 2100 else None
