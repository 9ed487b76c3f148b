"""Answers: which one is accepted, and where it goes: a case's lessons, the frequent questions."""

from typing import Literal

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_exchange
from platform_app.api import examples_exchange as example
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery, Word
from platform_app.api.shapes import Listing, address, whole
from platform_app.api.shapes_exchange import ProposalShape, ThreadShape
from platform_app.api.threads import ThreadId, told
from platform_app.desk import lessons
from platform_app.exchange import queries, queries_answers, service_answers
from platform_app.exchange.inputs import Because, Proposed
from platform_app.exchange.inputs import Id as PostId
from platform_app.kernel.inputs import Input

noun = Noun("proposals", "Accepted answers, and what becomes of them.")
WHY = "已写入案例。"


class Accepted(Input):
    """Which post."""

    post_id: PostId


class ProposalId(Asked):
    """Which proposal."""

    id: Id


class WaitingQuery(Asked):
    """Which proposals."""

    kind: Literal["lesson", "faq"] | None = None


class FaqQuery(ListQuery):
    """Which frequent questions."""

    field: Word | None = None


@noun.operation(
    "PUT",
    "/threads/<int:id>/acceptance",
    Note(ThreadShape, example.THREAD, refusals=(403, 404, 409, 422), writes=True, sends={"post_id": 88}),
)
def accept(actor: Actor, path: ThreadId, body: Accepted) -> Answer:
    """Say which answer solved your question; coordinators of your organisation can say it too."""
    service_answers.accept(actor, path.id, body.post_id)
    return told(actor, path.id)


@noun.operation("DELETE", "/threads/<int:id>/acceptance", Note(None, status=204, refusals=(403, 404, 409), writes=True))
def unaccept(actor: Actor, path: ThreadId) -> Answer:
    """Say that it is not solved after all."""
    service_answers.unaccept(actor, path.id)
    return Answer(None, 204)


@noun.operation(
    "POST",
    "/threads/<int:id>/proposals",
    Note(
        ProposalShape,
        example.PROPOSAL,
        201,
        (403, 404, 409, 422),
        writes=True,
        sends={"kind": "lesson", "case_id": 7, "text": example.POST["text"]},
    ),
)
def propose(actor: Actor, path: ThreadId, body: Proposed) -> Answer:
    """Propose the accepted answer as a lesson of a case, or as a frequent question."""
    made = service_answers.propose(actor, path.id, body)
    return created(shapes_exchange.proposal(actor, made), address("proposals.show", id=made.id))


@noun.operation(
    "GET",
    "/threads/<int:id>/proposals",
    Note(gives=Listing[ProposalShape], example=examples.listing(example.PROPOSAL), refusals=(404,)),
)
def of_thread(actor: Actor, path: ThreadId) -> Answer:
    """What was proposed out of a thread, as far as you may see it."""
    rows = queries_answers.of_thread(actor, queries.get(actor, path.id))
    return Answer(Listing[ProposalShape](**whole([shapes_exchange.proposal(actor, row) for row in rows])))


@noun.operation(
    "GET",
    "/proposals",
    Note(gives=Listing[ProposalShape], example=examples.listing(example.PROPOSAL), refusals=(422,), needs_token=True),
)
def index(actor: Actor, query: WaitingQuery) -> Answer:
    """What waits for your decision."""
    rows = queries_answers.waiting(actor, kind=query.kind)
    return Answer(Listing[ProposalShape](**whole([shapes_exchange.proposal(actor, row) for row in rows])))


@noun.operation("GET", "/proposals/<int:id>", Note(gives=ProposalShape, example=example.PROPOSAL, refusals=(404,)))
def show(actor: Actor, path: ProposalId) -> Answer:
    """One proposal."""
    return _told(actor, path.id)


@noun.operation(
    "POST",
    "/proposals/<int:id>/taking",
    Note(ProposalShape, example.PROPOSAL, refusals=(403, 404, 409, 422), writes=True),
)
def take(actor: Actor, path: ProposalId) -> Answer:
    """Take it: a lesson goes into the newest revision of its case, which the coordinator publishes."""
    lessons.take(actor, path.id)
    return _told(actor, path.id)


@noun.operation(
    "POST",
    "/proposals/<int:id>/declining",
    Note(ProposalShape, example.PROPOSAL, refusals=(403, 404, 409, 422), writes=True, sends={"reason": WHY}),
)
def decline(actor: Actor, path: ProposalId, body: Because) -> Answer:
    """Decline it with a reason that its author reads."""
    service_answers.decline(actor, path.id, reason=body.reason)
    return _told(actor, path.id)


@noun.operation(
    "POST",
    "/proposals/<int:id>/withdrawal",
    Note(ProposalShape, example.PROPOSAL, refusals=(403, 404, 409, 422), writes=True, sends={"reason": WHY}),
)
def withdraw(actor: Actor, path: ProposalId, body: Because) -> Answer:
    """Take a frequent question out again."""
    service_answers.withdraw_faq(actor, path.id, reason=body.reason)
    return _told(actor, path.id)


@noun.operation(
    "GET", "/faq", Note(gives=Listing[ProposalShape], example=examples.listing(example.PROPOSAL), refusals=(422,))
)
def faq(actor: Actor, query: FaqQuery) -> Answer:
    """Frequent questions with the answers that were accepted, the newest first."""
    page = queries_answers.faq(actor, query.page, field=query.field)
    return part(page, [shapes_exchange.proposal(actor, row) for row in page.items], Listing[ProposalShape])


def _told(actor: Actor, proposal_id: int) -> Answer:
    return Answer(shapes_exchange.proposal(actor, queries_answers.proposal(actor, proposal_id)))
