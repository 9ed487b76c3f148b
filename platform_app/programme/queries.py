"""Reading the plan's tasks and targets. Everybody may."""

from collections.abc import Sequence

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.programme.models import Indicator, Task


def tasks(actor: Actor) -> Sequence[Task]:
    """Every task in the plan's order."""
    return db.session.scalars(select(Task).order_by(Task.code)).all()


def indicators(actor: Actor) -> Sequence[Indicator]:
    """Every target in the plan's order."""
    return db.session.scalars(select(Indicator).order_by(Indicator.code)).all()


def indicator(actor: Actor, indicator_id: int) -> Indicator:
    """One target.

    Raises:
        NotFound: there is none.
    """
    found = db.session.get(Indicator, indicator_id) if can_be_id(indicator_id) else None
    if found is None:
        raise NotFound
    return found


def task(actor: Actor, task_id: int) -> Task:
    """One task.

    Raises:
        NotFound: there is none.
    """
    found = db.session.get(Task, task_id) if can_be_id(task_id) else None
    if found is None:
        raise NotFound
    return found


def indicator_by_code(actor: Actor, code: str) -> Indicator:
    """One target by its code.

    Raises:
        NotFound: there is none.
    """
    found = db.session.scalar(select(Indicator).where(Indicator.code == code[:8]))
    if found is None:
        raise NotFound
    return found
