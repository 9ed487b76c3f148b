"""Asking a city: who might know, who was asked, answering, passing on and declining."""

from typing import Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.api import examples, shapes_asks
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery, Word
from platform_app.api.shapes import Listing, address, whole
from platform_app.api.shapes_asks import ASK, PROPOSED, AskShape, ProposedShape
from platform_app.exchange import queries, queries_asks, service_asks
from platform_app.exchange.inputs_asks import Declining, NewAnswer, NewAsks, PassingOn
from platform_app.exchange.queries_asks import AskFilter
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.matching import proposals

noun = Noun("asks", "Questions put to other cities, and their answers.")
ACT = (403, 404, 409, 422)


class AskId(Asked):
    """Which ask, or which thread."""

    id: Id


class AsksQuery(ListQuery):
    """Which asks."""

    organisation: Word | None = Field(None, description="Code of the organisation that is asked")
    status: Literal["open", "overdue", "answered", "passed_on", "declined"] | None = None


@noun.operation("GET", "/threads/<int:id>/asks", Note(Listing[AskShape], examples.listing(ASK), refusals=(404,)))
def of_thread(actor: Actor, path: AskId) -> Answer:
    """Who was asked a question, in the order of asking."""
    rows = queries_asks.of_thread(actor, queries.get(actor, path.id))
    return Answer(Listing[AskShape](**whole([shapes_asks.ask(actor, row) for row in rows])))


@noun.operation(
    "POST",
    "/threads/<int:id>/asks",
    Note(
        Listing[AskShape],
        examples.listing(ASK),
        201,
        ACT,
        writes=True,
        sends={"organisations": ["330100"], "due_on": "2026-12-06"},
    ),
)
def ask(actor: Actor, path: AskId, body: NewAsks) -> Answer:
    """Put your question to organisations: all of them, or none if one cannot be asked.

    For whoever started the thread and coordinators of that organisation; at most 20 organisations for one question.
    """
    made = proposals.ask_with_reasons(actor, path.id, body)
    rows = [queries_asks.get(actor, row.id) for row in made]
    shape = Listing[AskShape](**whole([shapes_asks.ask(actor, row) for row in rows]))
    return created(shape, address("asks.of_thread", id=path.id))


@noun.operation(
    "GET",
    "/threads/<int:id>/ask-proposals",
    Note(Listing[ProposedShape], examples.listing(PROPOSED), refusals=(403, 404, 409), needs_token=True),
)
def propose(actor: Actor, path: AskId) -> Answer:
    """Who might know the answer, with the reasons, without those who were asked; for those who may ask."""
    found = proposals.proposals(actor, path.id)
    return Answer(Listing[ProposedShape](**whole([shapes_asks.proposed(each) for each in found])))


@noun.operation("GET", "/asks", Note(Listing[AskShape], examples.listing(ASK), refusals=(422,)))
def index(actor: Actor, query: AsksQuery) -> Answer:
    """Asks in threads open to you, the newest first."""
    page = queries_asks.asks(actor, AskFilter(_org_ids(actor, query.organisation), query.status), query.page)
    return part(page, [shapes_asks.ask(actor, row) for row in page.items], Listing[AskShape])


@noun.operation("GET", "/asks/<int:id>", Note(AskShape, ASK, refusals=(404,)))
def show(actor: Actor, path: AskId) -> Answer:
    """One ask."""
    return _told(actor, path.id)


@noun.operation(
    "POST",
    "/asks/<int:id>/answer",
    Note(AskShape, ASK, refusals=ACT, writes=True, sends={"text": "每台约四十万元，财政补贴一半。"}),
)
def answer(actor: Actor, path: AskId, body: NewAnswer) -> Answer:
    """Answer for your organisation: with a new post (`text`), or with one that is there (`post_id`).

    A reply of the organisation in the thread does the same by itself.
    """
    service_asks.answer(actor, path.id, body)
    return _told(actor, path.id)


@noun.operation(
    "POST",
    "/asks/<int:id>/decline",
    Note(AskShape, ASK, refusals=ACT, writes=True, sends={"reason": "我市尚无此类项目。"}),
)
def decline(actor: Actor, path: AskId, body: Declining) -> Answer:
    """Decline with a word to those who asked. Nothing follows from it."""
    service_asks.decline(actor, path.id, body)
    return _told(actor, path.id)


@noun.operation(
    "POST",
    "/asks/<int:id>/passing-on",
    Note(AskShape, ASK, 201, ACT, writes=True, sends={"organisation": "350500", "reason": "泉州做得更早。"}),
)
def pass_on(actor: Actor, path: AskId, body: PassingOn) -> Answer:
    """Name another organisation that knows more. It is asked in place of yours; the answer is its ask."""
    row = service_asks.pass_on(actor, path.id, body)
    return created(shapes_asks.ask(actor, queries_asks.get(actor, row.id)), address("asks.show", id=row.id))


def _told(actor: Actor, ask_id: int) -> Answer:
    return Answer(shapes_asks.ask(actor, queries_asks.get(actor, ask_id)))


def _org_ids(actor: Actor, code: str | None) -> list[int] | None:
    if code is None:
        return None
    try:
        return [accounts.organisation_by_code(actor, code).id]
    except NotFound:
        raise Invalid.one("organisation", msg("There is no such organisation.")) from None
