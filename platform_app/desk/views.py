"""Views of the desk that somebody keeps: a queue with its filters under a name."""

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.desk import queries
from platform_app.desk.inputs import DeskFilter, NewView
from platform_app.desk.models import DeskView
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case

MOST = 20


@use_case
def keep_view(actor: Actor, new: NewView) -> DeskView:
    """Keep a view; under a name she has already, the new filters take the old ones' place.

    Raises:
        Conflict: she keeps as many as she may.
    """
    require(actor, P.DESK_VIEW_KEEP)
    own = queries.views(actor)
    kept = next((view for view in own if view.name == new.name), None)
    if kept is None and len(own) >= MOST:
        raise Conflict(msg("You keep {most} views already. Remove one first.", most=MOST), "too_many")
    kept = kept or DeskView(person_id=actor.id, name=new.name)
    kept.filters = new.model_dump(exclude={"name"}, exclude_none=True)
    db.session.add(kept)
    db.session.flush()
    record(events.DeskViewKept(actor.id or 0))
    return kept


@use_case
def remove_view(actor: Actor, view_id: int) -> None:
    """Keep a view no longer."""
    require(actor, P.DESK_VIEW_KEEP)
    db.session.delete(queries.view(actor, view_id))
    db.session.flush()
    record(events.DeskViewRemoved(actor.id or 0))


def filters_of(view: DeskView) -> DeskFilter:
    """What a view shows."""
    return DeskFilter.model_validate(view.filters)
