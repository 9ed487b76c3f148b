"""Deciding at the desk, one case or several, and what was decided; views that you keep."""

from datetime import datetime

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id
from platform_app.api.shapes import Listing, Shape, address, whole
from platform_app.api.shapes_case import CaseSummary, summary
from platform_app.cases import queries as cases
from platform_app.desk import foresight, queries, service, views
from platform_app.desk.inputs import BulkDecision, Decision, DeskFilter, NewView, Number
from platform_app.desk.models import CaseLook, DeskView
from platform_app.kernel.errors import DomainError
from platform_app.wording import said

noun = Noun("decisions", "Decisions at the desk, and views of it that you keep.")


class NewDecision(Decision):
    """A decision, and about which case."""

    case: Number


class OutcomeShape(Shape):
    """What becomes of one case in an act on several."""

    case_id: int
    done: bool = Field(description="In a preview: whether it can be done")
    code: str | None = Field(description="Why not, for a program")
    reason: str | None = Field(description="Why not, for a person")


class LookShape(Shape):
    """A decision at the desk."""

    id: int
    queue: str
    act: str
    revision_no: int
    ticked: list[str] = Field(description="What was checked, of the queue's checklist")
    note: str | None
    person_name: str
    at: datetime


class ViewShape(Shape):
    """A view that you keep."""

    id: int
    name: str
    filters: DeskFilter


class ViewId(Asked):
    """Which view."""

    id: Id


OUTCOMES = examples.listing({"case_id": 7, "done": True, "code": None, "reason": None})
MANY = {"queue": "to_feature", "act": "feature", "cases": [7, 9], "words": "两个案例都写得清楚。"}
LOOK = {
    "id": 3,
    "queue": "to_feature",
    "act": "feature",
    "revision_no": 2,
    "ticked": ["clarity"],
    "note": None,
    "person_name": "高远",
    "at": examples.MOMENT,
}
KEPT = {"name": "浙江，等了一周以上", "queue": "to_feature", "province": "330000", "older_than": 7}
VIEW = {"id": 2, "name": KEPT["name"], "filters": {name: own for name, own in KEPT.items() if name != "name"}}
DECIDED = {"case": 7, "queue": "to_feature", "act": "feature", "ticked": ["clarity"], "revision": 2}


@noun.operation(
    "POST",
    "/desk/decisions",
    Note(CaseSummary, examples.SUMMARY, 201, (403, 404, 409, 412, 422), writes=True, sends=DECIDED),
)
def decide(actor: Actor, body: NewDecision) -> Answer:
    """Decide about a case that waits in a queue.

    `revision` is the one you read: if another is there by now, the answer is 412 and nothing is done.
    """
    decision = Decision.model_validate(body.model_dump(exclude={"case"}))
    service.decide(actor, body.case, decision)
    case = cases.get(actor, body.case)
    return created(
        summary(actor, case, accounts.organisation(actor, case.org_id)), address("decisions.looks", id=body.case)
    )


@noun.operation(
    "POST",
    "/desk/previews",
    Note(Listing[OutcomeShape], OUTCOMES, refusals=(403, 422), writes=True, sends=MANY),
)
def preview(actor: Actor, body: BulkDecision) -> Answer:
    """What an act on several cases would do; nothing is done."""
    found = [_outcome(each.case_id, each.refusal) for each in foresight.foresee(actor, body)]
    return Answer(Listing[OutcomeShape](**whole(found)))


@noun.operation(
    "POST",
    "/desk/bulk-decisions",
    Note(Listing[OutcomeShape], OUTCOMES, refusals=(403, 409, 422), writes=True, sends=MANY),
)
def decide_each(actor: Actor, body: BulkDecision) -> Answer:
    """Do the same to several cases; what is refused is named and the rest is done."""
    found = [_outcome(each.item, each.refusal) for each in service.decide_each(actor, body)]
    return Answer(Listing[OutcomeShape](**whole(found)))


@noun.operation(
    "GET",
    "/cases/<int:id>/decisions",
    Note(Listing[LookShape], examples.listing(LOOK), needs_token=True, refusals=(403, 404)),
)
def looks(actor: Actor, path: CaseId) -> Answer:
    """What was decided about a case at the desk, newest first; for its own people and for moderators."""
    rows = [_look(row) for row in queries.looks(actor, path.id)]
    return Answer(Listing[LookShape](**whole(rows)))


@noun.operation("GET", "/desk/views", Note(Listing[ViewShape], examples.listing(VIEW), needs_token=True))
def views_index(actor: Actor) -> Answer:
    """The views that you keep, by name."""
    return Answer(Listing[ViewShape](**whole([_view(row) for row in queries.views(actor)])))


@noun.operation("POST", "/desk/views", Note(ViewShape, VIEW, 201, (403, 409, 422), writes=True, sends=KEPT))
def keep_view(actor: Actor, body: NewView) -> Answer:
    """Keep a queue with its filters under a name; under a name you have, it takes the old one's place."""
    return created(_view(views.keep_view(actor, body)), address("decisions.views_index"))


@noun.operation("DELETE", "/desk/views/<int:id>", Note(None, status=204, refusals=(403, 404), writes=True))
def remove_view(actor: Actor, path: ViewId) -> Answer:
    """Keep a view no longer."""
    views.remove_view(actor, path.id)
    return Answer(None, 204)


def _outcome(case_id: int, refusal: DomainError | None) -> OutcomeShape:
    return OutcomeShape(
        case_id=case_id,
        done=refusal is None,
        code=refusal.code if refusal else None,
        reason=said(refusal.message) if refusal else None,
    )


def _look(row: CaseLook) -> LookShape:
    return LookShape.model_validate({name: getattr(row, name) for name in LookShape.model_fields})


def _view(row: DeskView) -> ViewShape:
    return ViewShape(id=row.id, name=row.name, filters=views.filters_of(row))
