"""What accepted answers become: proposing, deciding, and the frequent questions."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.desk import lessons
from platform_app.exchange import queries, queries_answers, service_answers
from platform_app.exchange.inputs import Because, Proposed
from platform_app.exchange.queries import ThreadReading
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import msg
from platform_app.search.labels import labels
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.web.thread_words import subject_of
from platform_app.wording import said

blueprint = Blueprint("proposals", __name__)


@blueprint.get("/faq")
@remembered
def faq() -> str:
    """Frequent questions with the answers that were accepted."""
    field = request.args.get("field") or None
    page = queries_answers.faq(current_actor(), page_request(), field=field)
    known = labels().get("field", {})
    return render_template("proposals/faq.html", page=page, pager=pager(page), fields=known, asked=field)


@blueprint.get("/threads/<int:thread_id>/proposals/new")
@login_required
def new(thread_id: int) -> str:
    """The page on which the accepted answer is put into the form in which it is kept."""
    reading = queries.read(current_actor(), thread_id)
    require(current_actor(), P.ANSWER_PROPOSE, reading.thread)
    typed = {"question": reading.thread.title, "text": reading.accepted.text if reading.accepted else ""}
    return render_template("proposals/new.html", typed=typed, errors={}, **_about(reading))


@blueprint.post("/threads/<int:thread_id>/proposals")
@login_required
def propose(thread_id: int) -> ResponseReturnValue:
    """Propose it."""
    actor = current_actor()
    try:
        service_answers.propose(actor, thread_id, sent(Proposed))
    except DomainError as error:
        return again("proposals/new.html", error, **_about(queries.read(actor, thread_id)))
    flash(said(msg("Proposed. You see on the page of the thread what becomes of it.")), "success")
    return redirect(url_for("threads.show", thread_id=thread_id))


@blueprint.get("/proposals")
@login_required
def index() -> str:
    """What waits for her decision."""
    waiting = queries_answers.waiting(current_actor())
    subjects = {row.id: subject_of(current_actor(), row.thread.subject) for row in waiting if row.kind == "lesson"}
    return render_template("proposals/index.html", waiting=waiting, subjects=subjects)


@blueprint.get("/proposals/<int:proposal_id>")
@login_required
def show(proposal_id: int) -> str:
    """One proposal, with what can be decided."""
    return render_template("proposals/show.html", typed={}, errors={}, **_of(proposal_id))


@blueprint.post("/proposals/<int:proposal_id>/taking")
@login_required
def take(proposal_id: int) -> ResponseReturnValue:
    """Take it."""
    try:
        made = lessons.take(current_actor(), proposal_id)
    except DomainError as error:
        return again("proposals/show.html", error, **_of(proposal_id))
    if made.kind == "faq":
        flash(said(msg("It is among the frequent questions now.")), "success")
        return redirect(url_for("proposals.faq"))
    flash(said(msg("It stands in the newest text of your case. Readers see it once that is published.")), "success")
    return redirect(url_for("cases.show", case_id=made.subject_id, latest=1, _anchor="lessons"))


@blueprint.post("/proposals/<int:proposal_id>/declining")
@login_required
def decline(proposal_id: int) -> ResponseReturnValue:
    """Decline it with a reason."""
    try:
        service_answers.decline(current_actor(), proposal_id, reason=sent(Because).reason)
    except DomainError as error:
        return again("proposals/show.html", error, **_of(proposal_id))
    flash(said(msg("Declined. Whoever proposed it reads your reason.")), "success")
    return redirect(url_for("proposals.index"))


@blueprint.post("/proposals/<int:proposal_id>/withdrawal")
@login_required
def withdraw(proposal_id: int) -> ResponseReturnValue:
    """Take a frequent question out again."""
    try:
        service_answers.withdraw_faq(current_actor(), proposal_id, reason=sent(Because).reason)
    except DomainError as error:
        return again("proposals/show.html", error, **_of(proposal_id))
    flash(said(msg("It is no longer among the frequent questions.")), "success")
    return redirect(url_for("proposals.faq"))


def _of(proposal_id: int) -> dict[str, Any]:
    row = queries_answers.proposal(current_actor(), proposal_id)
    return {"proposal": row, "thread": row.thread, "subject": subject_of(current_actor(), row.subject)}


def _about(reading: ThreadReading) -> dict[str, Any]:
    return {"thread": reading.thread, "subject": subject_of(current_actor(), reading.thread.subject)}
