"""What the days bring to action items: a word a week and a day before, one after, and the way up. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import select

from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings.lifecycle import OWED_ACTIONS
from platform_app.meetings.models_decisions import ActionItem

Stage = Literal["7", "1", "over", "up"]
BEFORE: tuple[tuple[int, Stage], ...] = ((1, "1"), (7, "7"))
GOES_UP_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Deadline:
    """Something due for one action item."""

    stage: Stage
    action_id: int
    org_id: int
    body_id: int
    due_on: date


def due() -> Iterator[Deadline]:
    """What is due today for action items that are owed, whether it was done before or not."""
    today = clock.today()
    horizon = today + timedelta(days=max(days for days, _ in BEFORE))
    rows = (
        select(ActionItem.id, ActionItem.org_id, ActionItem.body_id, ActionItem.due_on, ActionItem.created_at)
        .where(ActionItem.settled == 0, ActionItem.status.in_(OWED_ACTIONS), ActionItem.due_on <= horizon)
        .order_by(ActionItem.body_id, ActionItem.id)  # escalations lock meetings body by body
    )
    for id, org_id, body_id, due_on, created_at in db.session.execute(rows):
        for stage in stages(due_on, created_at.astimezone(clock.BEIJING).date(), today):
            yield Deadline(stage, id, org_id, body_id, due_on)


def stages(due_on: date, assigned_on: date, today: date) -> list[Stage]:
    """Which steps a day has reached. Who had less time from the start is not reminded."""
    if today > due_on:
        return ["over", "up"] if today > due_on + GOES_UP_AFTER else ["over"]
    for days, stage in BEFORE:
        if (due_on - today).days <= days:
            return [stage] if (due_on - assigned_on).days >= days else []
    return []
