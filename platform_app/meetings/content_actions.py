"""What an action item says, as plain values that it can be changed by."""

from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.accounts.models import Person
from platform_app.kernel.db import db
from platform_app.meetings import queries
from platform_app.programme.models import Indicator


def of(actor: Actor, action_id: int) -> dict[str, Any]:
    """The values of an action item that can be changed, by the names of `ActionContent`.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    action = queries.action(actor, action_id)
    same = ("title_zh", "title_en", "text", "due_on", "priority")
    return {
        **{name: getattr(action, name) for name in same},
        "organisation": action.organisation.code,
        "person": db.session.scalar(select(Person.email).where(Person.id == action.person_id)),
        "indicator": db.session.scalar(select(Indicator.code).where(Indicator.id == action.indicator_id)),
    }
