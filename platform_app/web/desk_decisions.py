"""One page for one decision: the text, what changed since it was last seen, the checklist, the acts, and the next."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.cases import completeness
from platform_app.cases import files as case_files
from platform_app.cases import queries as cases
from platform_app.cases.queries import CaseReading
from platform_app.cases.reasons import LONGEST
from platform_app.desk import claims, queries, service
from platform_app.desk.deeds import WITH_REASON
from platform_app.desk.inputs import Decision, DeskFilter
from platform_app.desk.queues import CHECKS, QUEUES, Queue
from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.search.labels import labels
from platform_app.web.case_files import PageFile
from platform_app.web.case_page import CasePage
from platform_app.web.comparison import compare
from platform_app.web.desk_queues import since, wanted
from platform_app.web.desk_words import DECISIONS, age
from platform_app.web.errors import STATUS
from platform_app.web.session import current_actor
from platform_app.wording import EVIDENCE_LEVELS, said

blueprint = Blueprint("decisions", __name__, url_prefix="/desk/queues/<key>/<int:case_id>")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """A desk belongs to somebody."""


@blueprint.get("")
def show(key: str, case_id: int) -> ResponseReturnValue:
    """Everything for one decision, in one request."""
    narrowed = wanted(key)
    return _page(narrowed, case_id, {})


@blueprint.post("")
def decide(key: str, case_id: int) -> ResponseReturnValue:
    """Decide, and go on to the next case of the queue; refused, the page comes again with what was typed."""
    actor, narrowed = current_actor(), wanted(key)
    case = cases.get(actor, case_id)
    behind = queries.next_after(actor, narrowed, case)
    try:
        service.decide(actor, case_id, _decision(key))
    except (Invalid, Conflict, Stale) as error:
        errors = error.errors if isinstance(error, Invalid) else {"": [error.message]}
        return _page(narrowed, case_id, errors), next(code for kind, code in STATUS.items() if isinstance(error, kind))
    flash(said(DECISIONS[request.form["act"]].done), "success")
    return _on(narrowed, behind)


@blueprint.get("/next")
def skip(key: str, case_id: int) -> ResponseReturnValue:
    """Leave it for later, and go on to the next."""
    actor, narrowed = current_actor(), wanted(key)
    return _on(narrowed, queries.next_after(actor, narrowed, cases.get(actor, case_id)))


@blueprint.post("/claim")
def claim(key: str, case_id: int) -> ResponseReturnValue:
    """Be on it, or on it no longer."""
    actor, narrowed = current_actor(), wanted(key)
    try:
        if request.form.get("end"):
            claims.end_claim(actor, case_id)
        else:
            claims.claim(actor, case_id, queue=narrowed.queue)
    except (Conflict, NotFound) as refused:
        flash(said(refused.message), "error")
    return redirect(url_for("decisions.show", key=key, case_id=case_id, **narrowed.narrowed()))


def _decision(key: str) -> Decision:
    form = request.form
    given = {"queue": key, "act": form.get("act", ""), "words": form.get("words", ""), "ticked": form.getlist("ticked")}
    optional = {name: form[name] for name in ("canned", "level", "revision") if form.get(name)}
    return read(Decision, {**given, **optional})


def _on(narrowed: DeskFilter, case_id: int | None) -> ResponseReturnValue:
    if case_id is None:
        return redirect(url_for("queues.show", key=narrowed.queue, **narrowed.narrowed()))
    return redirect(url_for("decisions.show", key=narrowed.queue, case_id=case_id, **narrowed.narrowed()))


def _page(narrowed: DeskFilter, case_id: int, errors: Any) -> str:
    actor, queue = current_actor(), QUEUES[narrowed.queue]
    case = cases.get(actor, case_id)
    require(actor, queue.permission, case)
    reading = cases.read(actor, case_id, latest=queue.acts[0] == "publish")
    looked = queries.last_look(actor, queue, case)
    catalogue = cases.cited_standards(actor, case)
    files = [PageFile.of(shown) for shown in case_files.of_reading(actor, reading)]
    return render_template(
        "desk/decision.html",
        queue=queue,
        wanted=narrowed,
        case=reading.case,
        content=reading.content,
        organisation=reading.organisation,
        revision=reading.revision,
        page=CasePage(reading, catalogue, files),
        fields=labels().get("field", {}),
        looked=looked,
        differences=_differences(actor, reading, looked.revision_no if looked else _published(queue, reading)),
        claim=queries.claims(actor, [case.id]).get(case.id),
        evidence=cases.evidence_claim(actor, case) if narrowed.queue == "evidence" else None,
        levels=EVIDENCE_LEVELS,
        missing=_missing(queue, reading),
        waits=queries.is_waiting(actor, queue, case.id),
        left=queries.count(actor, narrowed),
        waits_since=since(narrowed.queue, reading.case),
        age=age,
        checks=CHECKS,
        decisions=DECISIONS,
        with_reason=WITH_REASON,
        reasons=queries.reasons(actor, queue.acts),
        limit=LONGEST,
        typed=request.form,
        ticked=request.form.getlist("ticked"),
        errors=errors,
    )


def _published(queue: Queue, reading: CaseReading) -> int | None:
    """What readers see while a newer text waits to be published."""
    return reading.case.published_no if queue.acts[0] == "publish" else None


def _differences(actor: Actor, reading: CaseReading, before: int | None) -> Any:
    if before is None or before == reading.revision.no:
        return None
    try:
        return compare(cases.read(actor, reading.case.id, no=before), reading)
    except DomainError:  # she may not read that revision
        return None


def _missing(queue: Queue, reading: CaseReading) -> list[completeness.Need]:
    """What is missing for what the queue is for: for signing off, or, where a province speaks for it, later on."""
    if queue.acts[0] == "publish":
        return completeness.missing(reading.content)
    return completeness.missing_for_announcement(reading.content) if queue.key == "to_recommend" else []
