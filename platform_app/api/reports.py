"""Reporting something, what became of it, and deciding about what was reported."""

from typing import Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_moderation
from platform_app.api import examples_moderation as example
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery
from platform_app.api.shapes import Listing, address
from platform_app.api.shapes_moderation import MatterShape, OwnReportShape
from platform_app.moderation import queries_matters, service_matters, service_reports
from platform_app.moderation.inputs_reports import Kind, MatterDecision, NewReport

noun = Noun("reports", "What somebody reported: posts, threads, cases and people. Reports of the same thing are one.")


class MatterId(Asked):
    """Which reported thing."""

    id: Id


class ReportsQuery(ListQuery):
    """Which of them."""

    status: Literal["open", "decided"] = "open"
    kind: Kind | None = Field(None, description="What was reported")


@noun.operation(
    "POST",
    "/reports",
    Note(OwnReportShape, example.OWN_REPORT, 201, (403, 404, 409, 422), writes=True, sends=example.REPORT),
)
def report(actor: Actor, body: NewReport) -> Answer:
    """Report something to those who moderate it. You are told what becomes of it; nobody is told that it was you."""
    made = service_reports.report(actor, body)
    own = queries_matters.own_report(actor, made.id)
    return created(shapes_moderation.own_report(own), address("reports.mine"))


@noun.operation(
    "GET",
    "/reports/mine",
    Note(Listing[OwnReportShape], examples.listing(example.OWN_REPORT), refusals=(422,), needs_token=True),
)
def mine(actor: Actor, query: ListQuery) -> Answer:
    """What you have reported and what became of it, the newest first."""
    page = queries_matters.own_reports(actor, query.page)
    return part(page, [shapes_moderation.own_report(each) for each in page.items], Listing[OwnReportShape])


@noun.operation(
    "GET",
    "/reports",
    Note(Listing[MatterShape], examples.listing(example.MATTER), refusals=(422,), needs_token=True),
)
def index(actor: Actor, query: ReportsQuery) -> Answer:
    """What was reported and you may decide about, the oldest first."""
    page = queries_matters.matters(actor, query.page, status=query.status, kind=query.kind)
    reports = queries_matters.reports_of(actor, page.items)
    items = [shapes_moderation.matter(actor, row, reports[row.id]) for row in page.items]
    return part(page, items, Listing[MatterShape])


@noun.operation("GET", "/reports/<int:id>", Note(MatterShape, example.MATTER, refusals=(404,), needs_token=True))
def show(actor: Actor, path: MatterId) -> Answer:
    """One reported thing with its reports, for those who decide about it."""
    return Answer(_told(actor, path.id))


@noun.operation(
    "POST",
    "/reports/<int:id>/decision",
    Note(
        MatterShape,
        example.MATTER,
        refusals=(403, 404, 409, 422),
        writes=True,
        sends={"act": "silence", "days": 7, "words": example.WHY},
    ),
)
def decide(actor: Actor, path: MatterId, body: MatterDecision) -> Answer:
    """Decide: nothing to do, hide, warn, silence, suspend (administrators), or ask the administrators to suspend."""
    service_matters.decide(actor, path.id, body)
    return Answer(_told(actor, path.id))


def _told(actor: Actor, matter_id: int) -> MatterShape:
    row = queries_matters.matter(actor, matter_id)
    return shapes_moderation.matter(actor, row, list(queries_matters.reports(actor, row)))
