"""What is stored now of a thing, for a caller who wrote on an older version of it (412)."""

from collections.abc import Callable, Mapping
from typing import Any

from platform_app.access.actor import Actor
from platform_app.api import (
    actions,
    agenda,
    bodies,
    glossary,
    meetings,
    shapes_minutes,
    shapes_requests,
    shapes_resolutions,
)
from platform_app.api.shapes import Shape
from platform_app.api.shapes_case import contents
from platform_app.api.shapes_selection import batch_shape
from platform_app.coordination import queries as requests
from platform_app.coordination.models import Request
from platform_app.meetings import queries_minutes, queries_resolutions
from platform_app.meetings.models import Body, Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_decisions import ActionItem, Resolution
from platform_app.meetings.models_minutes import MinutesComment, MinutesItem
from platform_app.search.models import GlossaryTerm
from platform_app.selection.models import Batch


def current(actor: Actor, stored: Any) -> Any:
    """The thing as it is answered elsewhere; of a case what it says and where it stands. None where it is unknown."""
    if isinstance(stored, tuple):
        case, content = stored
        return {"id": case.id, "version": case.version, "status": case.status, "content": contents(content)}
    tell = _TOLD.get(type(stored))
    return tell(actor, stored).model_dump(mode="json") if tell else None


def _minutes(actor: Actor, row: MinutesItem) -> Shape:
    return shapes_minutes.item(queries_minutes.item(actor, row.meeting_id, row.item_id)[1])


def _resolution(actor: Actor, row: Resolution) -> Shape:
    return shapes_resolutions.resolution(actor, queries_resolutions.read(actor, row.id))


_TOLD: Mapping[type, Callable[[Actor, Any], Shape]] = {
    GlossaryTerm: glossary.shape,
    Batch: batch_shape,
    Request: lambda actor, row: shapes_requests.request(actor, requests.read(actor, row.id)),
    ActionItem: lambda actor, row: actions.whole(actor, row.id),
    Body: lambda actor, row: bodies.whole(actor, row.id),
    Meeting: lambda actor, row: meetings.whole(actor, row.id),
    AgendaItem: lambda actor, row: agenda.one(actor, row.meeting_id, row.id),
    MinutesItem: _minutes,
    MinutesComment: lambda actor, row: shapes_minutes.comment(row),
    Resolution: _resolution,
}
