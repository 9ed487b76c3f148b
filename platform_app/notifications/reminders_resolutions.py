"""What the day brings to resolutions: they enter into force."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import SYSTEM
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings import resolving
from platform_app.meetings.models_decisions import Resolution
from platform_app.notifications.due import Due


def due() -> Iterator[Due]:
    """Adopted resolutions whose day has come."""
    query = select(Resolution.id, Resolution.org_id, Resolution.in_force_on).where(
        Resolution.status == "adopted", Resolution.in_force_on <= clock.today()
    )
    for id, org_id, day in db.session.execute(query.order_by(Resolution.id)):
        assert day is not None, "the query asks for it"
        event = events.ResolutionInForce(id, org_id)
        yield Due("resolution_in_force", id, day, event, partial(_begin, id, event))


def _begin(resolution_id: int, event: events.Event) -> events.Event:
    resolving.begin(resolving.locked(SYSTEM, resolution_id))
    return event
