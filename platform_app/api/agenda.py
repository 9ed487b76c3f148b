"""The agenda of a meeting: reading it, and putting items on it, changing, moving and removing them."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_agenda
from platform_app.api.answers import Answer, created
from platform_app.api.meetings import MeetingId
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import MERGE_PATCH, Id
from platform_app.api.shapes import Listing, address, whole
from platform_app.api.shapes_agenda import ITEM, AgendaItemShape
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.meetings import content_meetings, queries, queries_agenda, service_agenda
from platform_app.meetings.inputs_agenda import ItemContent, ItemPlace

noun = Noun("agenda", "The items of a meeting's agenda.")
NEW = {
    "title_zh": "统一加装电梯的标准",
    "title_en": "One standard for adding lifts",
    "sponsor": "330000",
    "expected": "decide",
    "minutes": 20,
}


class ItemId(MeetingId):
    """Which item of which meeting."""

    item_id: Id


@noun.operation(
    "GET",
    "/meetings/<int:id>/agenda-items",
    Note(Listing[AgendaItemShape], examples.listing(ITEM), refusals=(404,)),
)
def index(actor: Actor, path: MeetingId) -> Answer:
    """The items in their order, each after the one it stands under."""
    meeting = queries.get(actor, path.id)
    found = queries_agenda.agenda(actor, meeting)
    items = [shapes_agenda.item(actor, meeting, row, found.links.get(row.id, ())) for row in found.items]
    return Answer(Listing[AgendaItemShape](**whole(items)))


@noun.operation(
    "POST",
    "/meetings/<int:id>/agenda-items",
    Note(AgendaItemShape, ITEM, 201, (403, 404, 409, 422), writes=True, sends=NEW),
)
def add(actor: Actor, path: MeetingId, body: ItemContent) -> Answer:
    """Put an item at the end of an agenda, or under another (`parent`)."""
    row = service_agenda.add(actor, path.id, body)
    return created(one(actor, path.id, row.id), address("agenda.show", id=path.id, item_id=row.id))


@noun.operation("GET", "/meetings/<int:id>/agenda-items/<int:item_id>", Note(AgendaItemShape, ITEM, refusals=(404,)))
def show(actor: Actor, path: ItemId) -> Answer:
    """One item with its papers and what it leads to."""
    return Answer(one(actor, path.id, path.item_id))


@noun.operation(
    "PATCH",
    "/meetings/<int:id>/agenda-items/<int:item_id>",
    Note(
        AgendaItemShape,
        ITEM,
        refusals=(403, 404, 409, 412, 422, 428),
        writes=True,
        match="needed",
        sends={"minutes": 30},
        accepted=MERGE_PATCH,
    ),
)
def change(actor: Actor, path: ItemId, version: int | None, patch: Any) -> Answer:
    """Change what an item says by a JSON merge patch (RFC 7396); it is moved by `position`."""
    if not isinstance(patch, dict):
        raise Invalid.one("", msg("This must be an object."))
    kept = content_meetings.of_item(actor, path.id, path.item_id)
    new = read(ItemContent, {**kept, **patch})
    if new.parent != kept["parent"]:
        raise Invalid.one("parent", msg("An item is moved by a POST of its new position."))
    base = queries_agenda.item(actor, path.id, path.item_id).version if version is None else version
    service_agenda.edit(actor, path.id, path.item_id, base, new)
    return Answer(one(actor, path.id, path.item_id))


@noun.operation(
    "DELETE",
    "/meetings/<int:id>/agenda-items/<int:item_id>",
    Note(None, status=204, refusals=(403, 404, 409, 412, 428), writes=True, match="needed"),
)
def remove(actor: Actor, path: ItemId, version: int | None) -> Answer:
    """Take an item off, with what stands under it; not where minutes or a resolution stand under it."""
    service_agenda.remove(actor, path.id, path.item_id, version=version)
    return Answer(None, 204)


@noun.operation(
    "POST",
    "/meetings/<int:id>/agenda-items/<int:item_id>/position",
    Note(AgendaItemShape, ITEM, 201, (403, 404, 409, 412, 422), writes=True, match="heeded", sends={"before": 6}),
)
def move(actor: Actor, path: ItemId, body: ItemPlace, version: int | None) -> Answer:
    """Let an item stand before another, or last under a parent; the agenda is numbered anew."""
    service_agenda.move(actor, path.id, path.item_id, body, version=version)
    return Answer(one(actor, path.id, path.item_id), 201)


def one(actor: Actor, meeting_id: int, item_id: int) -> AgendaItemShape:
    """One item with its papers and what it leads to.

    Raises:
        NotFound: there is none, or the meeting is not open to her.
    """
    meeting = queries.get(actor, meeting_id)
    found = queries_agenda.agenda(actor, meeting)
    for row in found.items:
        if row.id == item_id:
            return shapes_agenda.item(actor, meeting, row, found.links.get(row.id, ()))
    raise NotFound
