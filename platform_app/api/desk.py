"""My desk: what waits for the person behind the token, queue by queue, and who is on what."""

from datetime import datetime

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer, created, linked
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery
from platform_app.api.shapes import Listing, Shape, address, whole
from platform_app.api.shapes_case import CaseSummary, summary
from platform_app.cases import desk
from platform_app.desk import claims, queries
from platform_app.desk.inputs import DeskFilter, Number, QueueKey
from platform_app.desk.models import CaseClaim
from platform_app.desk.queues import CHECKS, QUEUES
from platform_app.kernel.inputs import Input
from platform_app.kernel.pages import Page
from platform_app.wording import said

noun = Noun("desk", "What waits for you, and what you decide.")


class DeskQuery(ListQuery, DeskFilter):
    """A queue, and to what it is narrowed."""

    model_config = ListQuery.model_config

    queue: QueueKey | None = Field(None, description="Which queue `items` shows; the filters narrow it")  # type: ignore[assignment]


class CheckShape(Shape):
    """Something to look at before deciding."""

    key: str
    meaning: str


class QueueShape(Shape):
    """A queue that is yours, or in which something waits for you."""

    key: str
    title: str
    total: int
    oldest_at: datetime | None = Field(description="Since when the first waits")
    acts: list[str] = Field(description="What can be decided; the first is what the queue is for")
    checklist: list[CheckShape]


class DeskShape(Shape):
    """The queues, oldest waiting first."""

    queues: list[QueueShape]
    items: list[CaseSummary] | None = Field(description="With `queue`: what waits in it, longest first")
    total: int | None = Field(description="With `queue`: how much that is")
    next: str | None = Field(description="With `queue`: `cursor` of the next part; null at the end")
    drafts: list[CaseSummary]
    drafted_for: list[CaseSummary] = Field(description="Begun for your organisations by others")
    drafting: list[CaseSummary] = Field(description="Begun by you or your colleagues for other organisations")
    returned: list[CaseSummary]
    waiting: list[CaseSummary] = Field(description="Handed in, not yours to sign off")
    to_sign_off: list[CaseSummary]
    changes_to_publish: list[CaseSummary]
    to_nominate: list[CaseSummary]
    to_recommend: list[CaseSummary]
    to_feature: list[CaseSummary]


class DeskClaimShape(Shape):
    """Who is on a case, and until when."""

    case_id: int
    person_name: str
    at: datetime
    until: datetime


class NewClaim(Input):
    """“I am on this”."""

    case: Number
    queue: QueueKey


class ClaimId(Asked):
    """Which claim: by the id of its case."""

    id: Id


LISTS = (
    "drafted_for",
    "drafting",
    "drafts",
    "returned",
    "waiting",
    "to_sign_off",
    "changes_to_publish",
    "to_nominate",
    "to_recommend",
    "to_feature",
)
QUEUE = {
    "key": "to_feature",
    "title": "To feature",
    "total": 3,
    "oldest_at": examples.MOMENT,
    "acts": ["feature", "set_aside"],
    "checklist": [{"key": "clarity", "meaning": "The result says in one sentence what changed for whom"}],
}
EXAMPLE = {
    **{name: [] for name in LISTS},
    "queues": [QUEUE],
    "items": None,
    "total": None,
    "next": None,
    "drafts": [examples.SUMMARY],
}
CLAIM = {"case_id": 7, "person_name": "高远", "at": examples.MOMENT, "until": "2026-11-22T09:00:00Z"}


@noun.operation("GET", "/desk", Note(gives=DeskShape, example=EXAMPLE, needs_token=True, refusals=(422,)))
def show(actor: Actor, query: DeskQuery) -> Answer:
    """What waits for you: each queue with its total, and your own drafts and cases.

    `queue=` asks for one queue as `items`, those that wait longest first, narrowed by the filters.
    """
    found = desk.desk(actor)
    lists = {name: [summary(actor, case, case.organisation) for case in getattr(found, name)] for name in LISTS}
    page: Page | None = None
    if query.queue:
        narrowed = {name: getattr(query, name) for name in DeskFilter.model_fields}
        page = queries.waiting(actor, DeskFilter.model_validate(narrowed), query.page)
    items = [summary(actor, case, case.organisation) for case in page.items] if page else None
    shape = DeskShape(
        queues=[_queue(state) for state in queries.queues(actor)],
        items=items,
        total=page.total if page else None,
        next=page.next if page else None,
        **lists,
    )
    return linked(shape, page.next if page else None)


@noun.operation("GET", "/desk/claims", Note(Listing[DeskClaimShape], examples.listing(CLAIM), needs_token=True))
def claims_index(actor: Actor) -> Answer:
    """What you are on yourself, the newest first."""
    return Answer(Listing[DeskClaimShape](**whole([_claim(row) for row in queries.own_claims(actor)])))


@noun.operation(
    "POST",
    "/desk/claims",
    Note(DeskClaimShape, CLAIM, 201, (403, 404, 409, 422), writes=True, sends={"case": 7, "queue": "to_feature"}),
)
def claim(actor: Actor, body: NewClaim) -> Answer:
    """Say that you are on a case; others see it for half an hour, and are not kept from deciding."""
    made = claims.claim(actor, body.case, queue=body.queue)
    return created(_claim(made), address("desk.claims_index"))


@noun.operation("DELETE", "/desk/claims/<int:id>", Note(None, status=204, refusals=(403, 404), writes=True))
def end_claim(actor: Actor, path: ClaimId) -> Answer:
    """Be on a case no longer; by the case's id."""
    claims.end_claim(actor, path.id)
    return Answer(None, 204)


def _queue(state: queries.QueueState) -> QueueShape:
    queue = state.queue
    return QueueShape(
        key=queue.key,
        title=said(queue.title),
        total=state.total,
        oldest_at=state.oldest_at,
        acts=list(queue.acts),
        checklist=[CheckShape(key=key, meaning=said(CHECKS[key])) for key in QUEUES[queue.key].checks],
    )


def _claim(row: CaseClaim) -> DeskClaimShape:
    return DeskClaimShape(case_id=row.case_id, person_name=row.person_name, at=row.at, until=row.until)
