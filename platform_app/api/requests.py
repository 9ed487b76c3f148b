"""Requests between levels: raising, reading the boxes, and what was published of the answers."""

from typing import Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.api import examples, shapes_requests
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery, Word
from platform_app.api.shapes import Listing, address
from platform_app.api.shapes_requests import INTERPRETATION, REQUEST, InterpretationShape, RequestShape
from platform_app.coordination import queries, service
from platform_app.coordination.inputs import Kind, NewRequest
from platform_app.coordination.queries import BoxFilter
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg

noun = Noun("requests", "Requests between levels, and their answers.")
published = Noun("interpretations", "Published interpretations of standards.")
NEW = {
    "organisation": "330100",
    "asked": ["330000"],
    "kind": "interpretation",
    "title": "加装电梯的补贴口径",
    "text": "补贴按台还是按户计算？",
    "links": [shapes_requests.LINK],
}


class RequestId(Asked):
    """Which request."""

    id: Id


class BoxQuery(ListQuery):
    """Which requests."""

    box: Literal["in", "out"] = "in"
    organisation: Word | None = Field(None, description="Code of an organisation of yours; null = all of them")
    state: Literal["waiting", "overdue", "settled"] | None = None
    kind: Kind | None = None


class InterpretationsQuery(ListQuery):
    """Which interpretations."""

    standard: Id | None = Field(None, description="Number of a standard in the API")
    q: Word | None = None


@noun.operation(
    "GET", "/requests", Note(Listing[RequestShape], examples.listing(REQUEST), refusals=(422,), needs_token=True)
)
def index(actor: Actor, query: BoxQuery) -> Answer:
    """What came in to your organisations (`box=in`) or went out from them, the nearest day first, settled ones last."""
    wanted = BoxFilter(query.box, _org_ids(actor, query.organisation), query.state, query.kind)
    page = queries.box(actor, wanted, query.page)
    shapes = [shapes_requests.request(actor, row, in_list=True) for row in page.items]
    return part(page, shapes, Listing[RequestShape])


@noun.operation("POST", "/requests", Note(RequestShape, REQUEST, 201, (403, 404, 409, 422), writes=True, sends=NEW))
def raise_request(actor: Actor, body: NewRequest) -> Answer:
    """Ask the level directly above, or task organisations directly below: all of them, or none.

    Peers get a copy. Without a day the usual working days of the kind count.
    """
    row = queries.read(actor, service.raise_request(actor, body).id)
    return created(shapes_requests.request(actor, row), address("requests.show", id=row.id))


@noun.operation("GET", "/requests/<int:id>", Note(RequestShape, REQUEST, refusals=(404,), needs_token=True))
def show(actor: Actor, path: RequestId) -> Answer:
    """One request with the table of answers and its history."""
    return Answer(shapes_requests.request(actor, queries.read(actor, path.id)))


@published.operation(
    "GET", "/interpretations", Note(Listing[InterpretationShape], examples.listing(INTERPRETATION), refusals=(422,))
)
def interpretations(actor: Actor, query: InterpretationsQuery) -> Answer:
    """What was published, the newest first; for everybody."""
    page = queries.interpretations(actor, query.page, standard_id=query.standard, q=query.q)
    shapes = [shapes_requests.interpretation(actor, row) for row in page.items]
    return part(page, shapes, Listing[InterpretationShape])


@published.operation("GET", "/interpretations/<int:id>", Note(InterpretationShape, INTERPRETATION, refusals=(404,)))
def interpretation(actor: Actor, path: RequestId) -> Answer:
    """One published interpretation."""
    return Answer(shapes_requests.interpretation(actor, queries.interpretation(actor, path.id)))


def _org_ids(actor: Actor, code: str | None) -> list[int]:
    if code is None:
        return sorted(actor.org_ids)
    try:
        return [accounts.organisation_by_code(actor, code).id]
    except NotFound:
        raise Invalid.one("organisation", msg("There is no such organisation.")) from None
