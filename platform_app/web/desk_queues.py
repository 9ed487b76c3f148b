"""The queues of those who decide: a list with filters, acts on several at once, and views to keep."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.accounts import queries as accounts
from platform_app.cases.models import Case
from platform_app.desk import foresight, queries, service, views
from platform_app.desk.deeds import WITH_REASON
from platform_app.desk.inputs import BulkDecision, DeskFilter, NewView
from platform_app.desk.models import CannedReason, DeskView
from platform_app.desk.queues import QUEUES
from platform_app.kernel.batch import Outcome
from platform_app.kernel.errors import Conflict, DomainError, Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import Message, msg
from platform_app.web.desk_words import DECISIONS, age
from platform_app.web.errors import STATUS
from platform_app.web.fields import by_slug
from platform_app.web.locale import language
from platform_app.web.paging import page_request, pager
from platform_app.web.session import current_actor
from platform_app.wording import FORMS, STAGES, said

blueprint = Blueprint("queues", __name__, url_prefix="/desk")
# What can be done to several at once: what each case must be read for by itself is not among it.
AT_ONCE = ("publish", "recommend", "look", "feature", "set_aside", "withdraw_featuring")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """A desk belongs to somebody."""


@blueprint.app_context_processor
def _words_of_desks() -> dict[str, Any]:
    return {"query_of": query_of, "view_address": view_address, "reason_options": reason_options, "since": since}


def query_of(narrowed: DeskFilter) -> str:
    """The filters as the end of an address."""
    given = narrowed.narrowed()
    return f"?{urlencode(given)}" if given else ""


def view_address(view: DeskView) -> str:
    """Where a kept view is."""
    narrowed = views.filters_of(view)
    return url_for("queues.show", key=narrowed.queue, **narrowed.narrowed())


def reason_options(reasons: Sequence[CannedReason]) -> list[tuple[str, str]]:
    """Reasons to choose from, by their titles in the page's language."""
    return [(row.code, row.title_zh if language() == "zh" else row.title_en) for row in reasons]


def wanted(key: str) -> DeskFilter:
    """The queue of the address, narrowed as it says."""
    if key not in QUEUES:
        abort(404)
    given = {name: request.args[name] for name in DeskFilter.model_fields if request.args.get(name)}
    return read(DeskFilter, {**given, "queue": key})


@blueprint.get("/queues/<key>")
def show(key: str) -> str:
    """What waits in a queue, those that wait longest first."""
    return _page(wanted(key), {})


@blueprint.get("/queues/<key>/next")
def following(key: str) -> ResponseReturnValue:
    """The first case of a queue that nobody else is on."""
    narrowed = wanted(key)
    case_id = queries.next_after(current_actor(), narrowed, None)
    if case_id is None:
        flash(said(msg("Nothing waits here that nobody else is on.")))
        return redirect(url_for("queues.show", key=key, **narrowed.narrowed()))
    return redirect(url_for("decisions.show", key=key, case_id=case_id, **narrowed.narrowed()))


@blueprint.post("/queues/<key>/preview")
def preview(key: str) -> ResponseReturnValue:
    """What an act on several would do, case by case, before anything is done."""
    actor, narrowed = current_actor(), wanted(key)
    try:
        foreseen = foresight.foresee(actor, _bulk(key))
    except DomainError as error:
        return _refused(narrowed, error)
    return _preview(narrowed, foreseen, {})


@blueprint.post("/queues/<key>/decisions")
def decide(key: str) -> ResponseReturnValue:
    """Do it to each; what is refused is named."""
    actor, narrowed = current_actor(), wanted(key)
    try:
        bulk = _bulk(key)
        outcomes = service.decide_each(actor, bulk)
    except Invalid as error:
        return _preview(narrowed, foresight.foresee(actor, _bulk(key)), error.errors), 422
    done = [each for each in outcomes if each.refusal is None]
    flash(said(msg("Done for {done} of {count} cases.", done=len(done), count=len(outcomes))), "success")
    for each in outcomes:
        if each.refusal is not None:
            flash(said(_why_not(each)), "error")
    return redirect(url_for("queues.show", key=key, **narrowed.narrowed()))


@blueprint.post("/views")
def keep() -> ResponseReturnValue:
    """Keep the queue as it is narrowed now."""
    given = {name: request.form[name] for name in NewView.model_fields if request.form.get(name)}
    narrowed = read(DeskFilter, {name: value for name, value in given.items() if name != "name"})
    try:
        view = views.keep_view(current_actor(), read(NewView, {"name": "", **given}))
    except (Invalid, Conflict) as error:
        return _refused(narrowed, error)
    flash(said(msg("The view “{name}” is on your desk.", name=view.name)), "success")
    return redirect(url_for("queues.show", key=narrowed.queue, **narrowed.narrowed()))


@blueprint.post("/views/<int:view_id>/removal")
def remove(view_id: int) -> ResponseReturnValue:
    """Keep a view no longer; the cases in it stay where they are."""
    views.remove_view(current_actor(), view_id)
    flash(said(msg("The view is removed. The cases in it stay where they are.")), "success")
    return redirect(url_for("desk.show"))


def _bulk(key: str) -> BulkDecision:
    form = request.form
    ids = [number for number in form.getlist("case") if number.isdecimal() and len(number) < 10]
    if not ids:
        raise Invalid.one("case", msg("Choose at least one case."))
    given = {"queue": key, "act": form.get("act", ""), "words": form.get("words", ""), "cases": ids}
    return read(BulkDecision, {**given, "canned": form.get("canned") or None})


def _preview(narrowed: DeskFilter, foreseen: Any, errors: Any) -> str:
    act = request.form.get("act", "")
    return render_template(
        "desk/preview.html",
        queue=QUEUES[narrowed.queue],
        wanted=narrowed,
        foreseen=foreseen,
        act=act,
        what=DECISIONS[act],
        needs_words=act in WITH_REASON,
        reasons=queries.reasons(current_actor(), [act]),
        typed=request.form,
        errors=errors,
    )


def _refused(narrowed: DeskFilter, error: DomainError) -> ResponseReturnValue:
    """The queue again, with what was chosen and why it was refused."""
    errors = error.errors if isinstance(error, Invalid) else {"": [error.message]}
    return _page(narrowed, errors), next(code for kind, code in STATUS.items() if isinstance(error, kind))


def _page(narrowed: DeskFilter, errors: Any) -> str:
    actor = current_actor()
    page = queries.waiting(actor, narrowed, page_request())
    return render_template(
        "desk/queue.html",
        queue=QUEUES[narrowed.queue],
        wanted=narrowed,
        page=page,
        pager=pager(page),
        claims=queries.claims(actor, [case.id for case in page.items]),
        fields=by_slug(actor),
        provinces=accounts.provinces(actor),
        stages=STAGES,
        forms=FORMS,
        decisions={act: DECISIONS[act] for act in QUEUES[narrowed.queue].acts if act in AT_ONCE},
        age=age,
        typed=request.form,
        errors=errors,
    )


def _why_not(outcome: Outcome[int]) -> Message:
    refusal = outcome.refusal
    why = said(refusal.message) if refusal else ""
    return msg("Case {id}: {why}", id=outcome.item, why=why)


def since(key: str, case: Case) -> Any:
    """Since when a case waits in a queue."""
    return getattr(case, QUEUES[key].since.key)
