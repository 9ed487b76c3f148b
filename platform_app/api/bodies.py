"""Bodies that meet: reading, setting up, changing and ending them."""

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_meetings
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery
from platform_app.api.shapes import Listing, address
from platform_app.api.shapes_meetings import BODY, RULE, BodyShape
from platform_app.meetings import queries, queries_meetings, service_bodies
from platform_app.meetings.inputs import BodyContent

noun = Noun("bodies", "Joint meetings, provincial working meetings and field working groups.")
NEW = {
    "kind": "joint_meeting",
    "series": "JM",
    "name_zh": "城市标准化联席会议",
    "name_en": "Joint meeting on urban standardization",
    "lead": "M-SAC",
    "members": [{"organisation": "330000", "role": "member"}],
    "quorum": RULE,
}


class BodyId(Asked):
    """Which body."""

    id: Id


@noun.operation("GET", "/bodies", Note(Listing[BodyShape], examples.listing(BODY), refusals=(422,)))
def index(actor: Actor, query: ListQuery) -> Answer:
    """The bodies you may know of, in the order of their series."""
    page = queries_meetings.bodies(actor, query.page)
    return part(page, [shapes_meetings.body(actor, row) for row in page.items], Listing[BodyShape])


@noun.operation("POST", "/bodies", Note(BodyShape, BODY, 201, (403, 422), writes=True, sends=NEW))
def found(actor: Actor, body: BodyContent) -> Answer:
    """Set up a body. Its lead is a member by itself; a quorum that its members can never reach is refused."""
    row = service_bodies.found(actor, body)
    return created(whole(actor, row.id), address("bodies.show", id=row.id))


@noun.operation("GET", "/bodies/<int:id>", Note(BodyShape, BODY, refusals=(404,)))
def show(actor: Actor, path: BodyId) -> Answer:
    """One body with its members and its quorum."""
    return Answer(whole(actor, path.id))


@noun.operation(
    "PUT",
    "/bodies/<int:id>",
    Note(BodyShape, BODY, refusals=(403, 404, 409, 412, 422, 428), writes=True, match="needed", sends=NEW),
)
def edit(actor: Actor, path: BodyId, version: int | None, body: BodyContent) -> Answer:
    """Change a body as a whole; convened meetings keep the rule and the members they were convened with."""
    base = queries.body(actor, path.id).version if version is None else version
    service_bodies.edit(actor, path.id, base, body)
    return Answer(whole(actor, path.id))


@noun.operation("POST", "/bodies/<int:id>/ending", Note(BodyShape, BODY, 201, (403, 404, 409), writes=True))
def end(actor: Actor, path: BodyId) -> Answer:
    """Say that a body meets no more; what it decided stays."""
    service_bodies.end(actor, path.id)
    return Answer(whole(actor, path.id), 201)


def whole(actor: Actor, body_id: int) -> BodyShape:
    """One body with its members and its quorum."""
    return shapes_meetings.body(actor, queries.body(actor, body_id))
