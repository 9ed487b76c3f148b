"""Loading the plan's tasks and targets; there is no other way to change them."""

from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import IndicatorLoaded, TaskLoaded
from platform_app.kernel.db import db
from platform_app.kernel.inputs import Input
from platform_app.kernel.use_case import record, use_case
from platform_app.programme.inputs import NewIndicator, NewTask
from platform_app.programme.models import Indicator, Task


@use_case
def put_task(actor: Actor, new: NewTask) -> Task:
    """Add a task or bring it up to date; unchanged data changes nothing."""
    require(actor, P.REFERENCE_LOAD)
    task = db.session.scalar(select(Task).where(Task.code == new.code)) or Task()
    if _take_over(task, new):
        record(TaskLoaded(task.id))
    return task


@use_case
def put_indicator(actor: Actor, new: NewIndicator) -> Indicator:
    """Add a target or bring it up to date; unchanged data changes nothing."""
    require(actor, P.REFERENCE_LOAD)
    indicator = db.session.scalar(select(Indicator).where(Indicator.code == new.code)) or Indicator()
    if _take_over(indicator, new):
        record(IndicatorLoaded(indicator.id))
    return indicator


def _take_over(row: Any, new: Input) -> bool:
    for name, value in new.model_dump().items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    db.session.add(row)
    changed = row in db.session.new or db.session.is_modified(row)
    db.session.flush()
    return changed
