"""Reading cases: the list, one case, its revisions and what changed between two of them."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.cases import confirmation, desk, drafting, listing, progress, queries
from platform_app.cases.models import Case
from platform_app.cases.queries import CaseReading
from platform_app.cases.words import RUNGS, SUPPORT
from platform_app.exchange import queries as threads
from platform_app.exports import citation, jsonld, papers
from platform_app.kernel import clock
from platform_app.kernel.errors import NotFound
from platform_app.kernel.subjects import SubjectRef
from platform_app.search import queries as search
from platform_app.search.labels import labels
from platform_app.web.case_files import PageFile
from platform_app.web.case_page import CasePage
from platform_app.web.comparison import compare
from platform_app.web.fields import by_slug
from platform_app.web.locale import language
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.session import current_actor
from platform_app.wording import STAGES

SIMILAR = 4
FAILURES_ASKED: dict[str, listing.Failures] = {
    "1": "difficulties",  # as links said before there were two
    "difficulties": "difficulties",
    "stopped": "stopped",
}

blueprint = Blueprint("cases", __name__)


@blueprint.get("/cases")
@remembered
def index() -> str:
    """All published cases, newest first, narrowed by field, province, stage or distinction."""
    actor = current_actor()
    asked = {name: request.args.get(name) or None for name in ("field", "province", "stage", "featured", "failures")}
    wanted = listing.CaseFilter(
        field=asked["field"],
        province=asked["province"],
        stage=asked["stage"],
        is_featured=True if asked["featured"] in ("1", "featured") else None,
        is_announced=True if asked["featured"] == "announced" else None,
        failures=FAILURES_ASKED.get(asked["failures"] or ""),
    )
    page = listing.cases(actor, wanted, page_request(), count=True)
    return render_template(
        "cases/index.html",
        page=page,
        pager=pager(page),
        asked=asked,
        fields=by_slug(actor),
        provinces=accounts.provinces(actor),
        stages=STAGES,
    )


@blueprint.get("/cases/<int:case_id>")
@remembered
def show(case_id: int) -> str:
    """One case as its readers see it; `?latest=1` shows its own people what is not published yet."""
    actor = current_actor()
    reading = queries.read(actor, case_id, latest="latest" in request.args)
    paper = papers.of_reading(actor, reading, language())
    return render_template(
        "cases/show.html",
        page=CasePage(reading, paper.catalogue, [PageFile.of(shown) for shown in paper.files]),
        facts=jsonld.facts(paper),
        citation=citation.gbt7714(paper) if paper.can_be_cited else None,
        case=reading.case,
        organisation=reading.organisation,
        content=reading.content,
        distinctions=paper.distinctions,
        adapted_from=_origin(actor, reading.content.adapted_from),
        actions=desk.actions(actor, reading.case),
        evidence=queries.confirmed_evidence(actor, reading.case) if reading.case.evidence_level else None,
        answer=next(iter(queries.confirmations(actor, reading.case)), None) if reading.case.was_distinguished else None,
        states=confirmation.STATES,
        drafted_by=drafting.begun_by(actor, reading.case),
        lacks=progress.of_content(reading.case, reading.content) if _is_latest(actor, reading) else None,
        is_overdue=confirmation.is_overdue(reading.case.confirm_by, clock.now()),
        support=SUPPORT,
        rungs=RUNGS,
        discussion=threads.of_subject(actor, SubjectRef("case", case_id)) if reading.case.status == "published" else [],
        fields=labels().get("field", {}),
    )


@blueprint.get("/cases/<int:case_id>/similar")
@remembered
def similar(case_id: int) -> str:
    """Cases like this one. A page of its own, so that reading a case does not wait for the index."""
    actor = current_actor()
    case = queries.get(actor, case_id)
    return render_template("cases/similar.html", case=case, similar=search.similar(actor, case, limit=SIMILAR))


@blueprint.get("/cases/<slug>")
def named(slug: str) -> ResponseReturnValue:
    """The stable name of a case leads to its address."""
    return redirect(url_for("cases.show", case_id=queries.by_slug(current_actor(), slug).id))


@blueprint.get("/cases/<int:case_id>/revisions")
def revisions(case_id: int) -> str:
    """Every revision open to the reader, and what changed between two of them."""
    actor = current_actor()
    case = queries.get(actor, case_id)
    known = queries.revision_list(actor, case)
    numbers = [revision.no for revision in known]
    after = request.args.get("to", type=int) or (numbers[0] if numbers else 1)
    before = request.args.get("from", type=int) or next((no for no in numbers if no < after), after)
    differences = None
    if before != after:
        older, newer = sorted((before, after))
        differences = compare(queries.read(actor, case_id, no=older), queries.read(actor, case_id, no=newer))
    return render_template(
        "cases/revisions.html",
        case=case,
        revisions=known,
        before=min(before, after),
        after=max(before, after),
        differences=differences,
        actions=desk.actions(actor, case),
    )


def _is_latest(actor: Actor, reading: CaseReading) -> bool:
    """Whether one of its own people reads the newest revision, about which there is something to do."""
    return queries.sees_drafts(actor, reading.case) and reading.revision.no == reading.case.latest_no


def _origin(actor: Actor, case_id: int | None) -> Case | None:
    """The case this one was adapted from, if the reader may see it."""
    try:
        return queries.get(actor, case_id) if case_id else None
    except NotFound:
        return None
