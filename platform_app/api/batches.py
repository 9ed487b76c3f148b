"""Batches of typical cases: the call, the panel, the announcement."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.publication import Reason
from platform_app.api.reading import Asked, Id, ListQuery
from platform_app.api.shapes import Entity, Listing, address, whole
from platform_app.api.shapes_selection import BATCH, CANDIDACY, BatchShape, CandidacyShape, batch_shape, candidacy_shape
from platform_app.selection import queries, service_announcing, service_batches
from platform_app.selection.inputs import Announcement, Appointment, NewBatch
from platform_app.selection.models import Panelist

noun = Noun("batches", "Rounds in which typical cases are entered, reviewed by a panel and announced.")

NEW = {
    "number": "2026-1",
    "title_zh": "第一批典型案例",
    "title_en": "First batch of typical cases",
    "rules_zh": "公开评审，按五项标准打分。",
    "entries_until": "2026-12-31",
    "reviews_until": "2027-02-28",
    "chair": "chair@example.org",
}
NOTICE = {
    "number": "国标委〔2027〕3号",
    "date": "2027-03-15",
    "bodies": ["M-SAC", "M-MOHURD"],
    "cases": [{"case_id": 7, "number": "2026-1-01"}],
}
REASON = {"reason": "日程调整。"}
REFUSALS = (403, 404, 409, 422)


class BatchId(Asked):
    """Which batch."""

    id: Id


class ReviewerId(Asked):
    """Which batch, and whose seat on its panel."""

    id: Id
    person_id: Id


class BatchQuery(ListQuery):
    """Which batches."""

    status: Literal["planned", "open", "reviewing", "announced", "cancelled"] | None = None


class ReviewerShape(Entity):
    """A seat on the panel of a batch."""

    person_id: int
    name: str
    due_on: str = Field(description="Last day for her reviews, Asia/Shanghai")
    given: int | None = Field(description="How many reviews she has given; for the chair and the secretariat")
    owed: int | None = Field(description="How many she still owes; for the same")


REVIEWER = {
    **examples.entity("batches/2/reviewers", id=9, version=1),
    "person_id": 31,
    "name": "唐明",
    "due_on": "2027-02-28",
    "given": 2,
    "owed": 1,
}


@noun.operation("GET", "/batches", Note(Listing[BatchShape], examples.listing(BATCH), refusals=(422,)))
def index(actor: Actor, query: BatchQuery) -> Answer:
    """Batches whose call has been opened, the latest first; the secretariat sees planned ones too."""
    page = queries.batches(actor, query.page, status=query.status, count=True)
    return part(page, [batch_shape(actor, row) for row in page.items], Listing[BatchShape])


@noun.operation("GET", "/batches/<int:id>", Note(BatchShape, BATCH, refusals=(404,)))
def show(actor: Actor, path: BatchId) -> Answer:
    """One batch."""
    return Answer(batch_shape(actor, queries.batch(actor, path.id)))


@noun.operation("POST", "/batches", Note(BatchShape, BATCH, 201, (403, 409, 422), writes=True, sends=NEW))
def plan(actor: Actor, body: NewBatch) -> Answer:
    """Plan a batch; for the secretariat."""
    return _made(actor, service_batches.plan(actor, body).id)


@noun.operation(
    "PUT",
    "/batches/<int:id>",
    Note(BatchShape, BATCH, refusals=REFUSALS, writes=True, match="needed", sends=NEW),
)
def edit(actor: Actor, path: BatchId, version: int | None, body: NewBatch) -> Answer:
    """Change a batch; once its call is open its days can only be moved to later ones."""
    base = queries.batch(actor, path.id).version if version is None else version
    return Answer(batch_shape(actor, service_batches.edit(actor, path.id, body, version=base)))


@noun.operation("POST", "/batches/<int:id>/call", Note(BatchShape, BATCH, 201, REFUSALS, writes=True))
def open_call(actor: Actor, path: BatchId) -> Answer:
    """Open the call: cases can be entered from now on."""
    return _made(actor, service_batches.open_call(actor, path.id).id)


@noun.operation("POST", "/batches/<int:id>/review", Note(BatchShape, BATCH, 201, REFUSALS, writes=True))
def start_review(actor: Actor, path: BatchId) -> Answer:
    """Close the call and begin the review; conflicts of interest by organisation are left out by themselves."""
    return _made(actor, service_batches.start_review(actor, path.id).id)


@noun.operation(
    "POST", "/batches/<int:id>/cancellation", Note(BatchShape, BATCH, 201, REFUSALS, writes=True, sends=REASON)
)
def cancel(actor: Actor, path: BatchId, body: Reason) -> Answer:
    """Call a batch off with a reason; its cases are free for another one."""
    return _made(actor, service_batches.cancel(actor, path.id, reason=body.reason).id)


@noun.operation(
    "GET", "/batches/<int:id>/reviewers", Note(Listing[ReviewerShape], examples.listing(REVIEWER), refusals=(404,))
)
def reviewers(actor: Actor, path: BatchId) -> Answer:
    """The panel; the chair and the secretariat see how far each reviewer is."""
    seats, progress = queries.panel(actor, path.id), queries.progress(actor, path.id)
    return Answer(Listing[ReviewerShape](**whole([_reviewer(seat, progress) for seat in seats])))


@noun.operation(
    "POST",
    "/batches/<int:id>/reviewers",
    Note(ReviewerShape, REVIEWER, 201, REFUSALS, writes=True, sends={"person": "reviewer@example.org"}),
)
def appoint(actor: Actor, path: BatchId, body: Appointment) -> Answer:
    """Seat a reviewer by her e-mail address, or give one more time."""
    seat = _reviewer(service_batches.appoint(actor, path.id, body), queries.progress(actor, path.id))
    return created(seat, seat.url)


@noun.operation(
    "DELETE",
    "/batches/<int:id>/reviewers/<int:person_id>",
    Note(ReviewerShape, REVIEWER, refusals=REFUSALS, writes=True, sends=REASON),
)
def release(actor: Actor, path: ReviewerId, body: Reason) -> Answer:
    """Let a reviewer go with a reason; what she has given stays."""
    seat = service_batches.release(actor, path.id, path.person_id, reason=body.reason)
    return Answer(_reviewer(seat, queries.progress(actor, path.id)))


@noun.operation(
    "GET", "/batches/<int:id>/candidacies", Note(Listing[CandidacyShape], examples.listing(CANDIDACY), refusals=(404,))
)
def candidacies(actor: Actor, path: BatchId) -> Answer:
    """The cases of a batch that are open to you, in the order in which they were entered."""
    found = queries.in_batch(actor, path.id)
    return Answer(Listing[CandidacyShape](**whole([candidacy_shape(actor, reading) for reading in found])))


@noun.operation(
    "POST", "/batches/<int:id>/announcement", Note(BatchShape, BATCH, 201, REFUSALS, writes=True, sends=NOTICE)
)
def announce(actor: Actor, path: BatchId, body: Announcement) -> Answer:
    """Announce the typical cases of a batch and close it, all or nothing.

    What a case still lacks is listed under its place in `cases`. A case without a number gets the next.
    """
    return _made(actor, service_announcing.announce(actor, path.id, body).id)


def _made(actor: Actor, batch_id: int) -> Answer:
    shape = batch_shape(actor, queries.batch(actor, batch_id))
    return created(shape, shape.url)


def _reviewer(seat: Panelist, progress: Mapping[int, queries.Progress]) -> ReviewerShape:
    far = progress.get(seat.person_id)
    return ReviewerShape(
        id=seat.id,
        url=address("batches.reviewers", id=seat.batch_id),
        version=1,
        created_at=seat.at,
        updated_at=seat.ended_at or seat.at,
        actions=[],
        person_id=seat.person_id,
        name=seat.person_name,
        due_on=seat.due_on.isoformat(),
        given=far.given if far else None,
        owed=far.owed if far else None,
    )
