"""Reviews: what a reviewer owes and gives, and what others may read of it."""

from typing import Annotated

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.batches import BatchId
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Id
from platform_app.api.shapes import Listing, whole
from platform_app.api.shapes_selection import REVIEW, ReviewShape, review_shape, review_shapes
from platform_app.cases.reasons import LONGEST
from platform_app.kernel.errors import NotFound
from platform_app.kernel.inputs import Input
from platform_app.selection import queries, service_reviews
from platform_app.selection.inputs import GivenReview
from platform_app.selection.rubric import CRITERIA

noun = Noun("reviews", "Five scores by the public rubric, each with a written reason.")

REFUSALS = (403, 404, 409, 422)
GIVEN = {"scores": {name: {"points": 4, "reason": "有据可查。"} for name in CRITERIA}, "comment": ""}


class NewReview(GivenReview):
    """A review of one case of the batch."""

    case_id: Id


class Conflict(Input):
    """The case, and why it is better reviewed by others."""

    case_id: Id
    reason: Annotated[str, Field(max_length=LONGEST)]


@noun.operation(
    "GET",
    "/me/reviews",
    Note(Listing[ReviewShape], examples.listing({**REVIEW, "status": "assigned", "scores": []}), needs_token=True),
)
def mine(actor: Actor) -> Answer:
    """The reviews you still owe, the earliest due first."""
    rows = queries.assigned(actor)
    return Answer(Listing[ReviewShape](**whole([review_shape(actor, row, 1) for row in rows])))


@noun.operation("GET", "/cases/<int:id>/reviews", Note(Listing[ReviewShape], examples.listing(REVIEW), refusals=(404,)))
def of_case(actor: Actor, path: CaseId) -> Answer:
    """The reviews of a case that are open to you; to everybody once it is announced."""
    return Answer(Listing[ReviewShape](**whole(review_shapes(actor, queries.of_case(actor, path.id)))))


@noun.operation(
    "GET", "/batches/<int:id>/reviews", Note(Listing[ReviewShape], examples.listing(REVIEW), refusals=(404,))
)
def in_batch(actor: Actor, path: BatchId) -> Answer:
    """The reviews of a batch that are open to you, case by case."""
    found = [shape for reading in queries.in_batch(actor, path.id) for shape in review_shapes(actor, reading)]
    return Answer(Listing[ReviewShape](**whole(found)))


@noun.operation(
    "POST",
    "/batches/<int:id>/reviews",
    Note(ReviewShape, REVIEW, 201, REFUSALS, writes=True, sends={"case_id": 7, **GIVEN}),
)
def give(actor: Actor, path: BatchId, body: NewReview) -> Answer:
    """Give your review of a case of the batch. It cannot be changed afterwards."""
    _check_in_batch(actor, path.id, body.case_id)
    service_reviews.give(actor, body.case_id, GivenReview(scores=body.scores, comment=body.comment))
    return _own(actor, body.case_id)


@noun.operation(
    "POST",
    "/batches/<int:id>/conflicts",
    Note(ReviewShape, REVIEW, 201, REFUSALS, writes=True, sends={"case_id": 7, "reason": "曾参与该项目。"}),
)
def declare_conflict(actor: Actor, path: BatchId, body: Conflict) -> Answer:
    """Declare a conflict of interest; the case is left to the other reviewers."""
    _check_in_batch(actor, path.id, body.case_id)
    service_reviews.declare_conflict(actor, body.case_id, reason=body.reason)
    return _own(actor, body.case_id)


def _check_in_batch(actor: Actor, batch_id: int, case_id: int) -> None:
    if queries.of_case(actor, case_id).candidacy.batch_id != queries.batch(actor, batch_id).id:
        raise NotFound


def _own(actor: Actor, case_id: int) -> Answer:
    reading = queries.of_case(actor, case_id)
    shape = next(
        each
        for each, row in zip(review_shapes(actor, reading), reading.reviews, strict=True)
        if row.person_id == actor.id
    )
    return created(shape, shape.url)
