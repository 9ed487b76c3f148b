"""What is due today: reminders before the day, one word after it, and what goes up by itself. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select

from platform_app.coordination import queries
from platform_app.coordination.lifecycle import TICKING
from platform_app.coordination.models import Request, RequestAnswer
from platform_app.coordination.working_days import ESCALATE_AFTER, REMIND_BEFORE, Calendar
from platform_app.kernel import clock
from platform_app.kernel.db import db

Stage = Literal["near", "over", "up"]


@dataclass(frozen=True)
class Deadline:
    """Something due for one asked organisation."""

    stage: Stage
    answer_id: int
    request_id: int
    org_id: int
    due_on: date


def due() -> Iterator[Deadline]:
    """What is due today for those who owe an answer, whether it was done before or not."""
    today, calendar = clock.today(), queries.calendar()
    horizon = calendar.after(today, REMIND_BEFORE)
    rows = (
        select(
            RequestAnswer.id,
            RequestAnswer.request_id,
            RequestAnswer.org_id,
            RequestAnswer.due_on,
            RequestAnswer.way,
            RequestAnswer.created_at,
        )
        .join(Request, Request.id == RequestAnswer.request_id)
        .where(RequestAnswer.status.in_(TICKING), RequestAnswer.due_on <= horizon)
        .order_by(RequestAnswer.id)
    )
    for id, request_id, org_id, due_on, way, asked_at in db.session.execute(rows):
        asked_on = asked_at.astimezone(clock.BEIJING).date()
        for stage in stages(due_on, asked_on, today, calendar, goes_up=way == "up"):
            yield Deadline(stage, id, request_id, org_id, due_on)


def stages(due_on: date, asked_on: date, today: date, calendar: Calendar, *, goes_up: bool) -> list[Stage]:
    """Which steps a day has reached. Who had less time from the start is not reminded; a tasking does not go up."""
    if today <= due_on:
        reminded_from = calendar.before(due_on, REMIND_BEFORE)
        return ["near"] if asked_on < reminded_from <= today else []
    goes = goes_up and today > calendar.after(due_on, ESCALATE_AFTER)
    return ["over", "up"] if goes else ["over"]
