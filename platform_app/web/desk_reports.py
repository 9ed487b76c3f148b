"""The desk of those who moderate: what was reported, first posts that wait, appeals that wait."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.desk import queries as ready
from platform_app.exchange.inputs import Because
from platform_app.kernel.errors import DomainError, NotAllowed, NotFound
from platform_app.kernel.messages import Message, msg
from platform_app.moderation import (
    deciding,
    queries_held,
    queries_matters,
    queries_sanctions,
    service_held,
    service_matters,
    service_sanctions,
    showing,
)
from platform_app.moderation.inputs_reports import AppealRuling, MatterDecision
from platform_app.moderation.models_matters import Matter
from platform_app.web.desk_words import age
from platform_app.web.moderation_words import ON_MATTERS, READY_FOR
from platform_app.web.paging import page_request, pager
from platform_app.web.sent import again, numbered, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("desk_reports", __name__, url_prefix="/desk")
STATES = ("open", "decided")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """A desk belongs to somebody."""


@blueprint.get("/reports")
def index() -> str:
    """What was reported and she decides about, the oldest first."""
    actor = _one_who_decides()
    kind, status = request.args.get("kind", ""), request.args.get("status", "open")
    kind, status = kind if kind in deciding.ACTS else "", status if status in STATES else "open"
    page = queries_matters.matters(actor, page_request(), status=status, kind=kind or None)
    return render_template(
        "desk/reports.html",
        page=page,
        pager=pager(page),
        asked={"kind": kind, "status": status},
        kinds=tuple(deciding.ACTS),
        states=STATES,
        things=showing.shown(actor, [row.subject for row in page.items]),
        reports=queries_matters.reports_of(actor, page.items),
        age=age,
    )


@blueprint.get("/reports/<int:matter_id>")
def show(matter_id: int) -> str:
    """One matter: the thing, who says what is wrong, what can be decided."""
    matter = queries_matters.matter(current_actor(), matter_id)
    return render_template("desk/report.html", typed={}, errors={}, **_page(matter))


@blueprint.post("/reports/<int:matter_id>")
def decide(matter_id: int) -> ResponseReturnValue:
    """Decide; refused, the page comes again with what was typed."""
    actor = current_actor()
    try:
        decision = sent(MatterDecision)
        service_matters.decide(actor, matter_id, decision)
    except (NotFound, NotAllowed):
        raise
    except DomainError as error:
        return again("desk/report.html", error, **_page(queries_matters.matter(actor, matter_id)))
    return _back(ON_MATTERS[decision.act].done, "desk_reports.index")


@blueprint.get("/held")
def held() -> str:
    """First posts that wait to be shown, the oldest first."""
    return render_template("desk/held.html", typed={}, errors={}, declined=None, **_held())


@blueprint.post("/held/<int:post_id>/release")
def release(post_id: int) -> ResponseReturnValue:
    """Show one."""
    service_held.release(current_actor(), post_id)
    return _back(msg("It is shown now; its author is told."), "desk_reports.held")


@blueprint.post("/held/<int:post_id>/refusal")
def decline(post_id: int) -> ResponseReturnValue:
    """Hide one, with a reason."""
    try:
        service_held.decline(current_actor(), post_id, sent(Because, reason=_reason(post_id)))
    except (NotFound, NotAllowed):
        raise
    except DomainError as error:
        return again("desk/held.html", numbered(error, "reason", post_id), declined=post_id, **_held())
    return _back(msg("Hidden. Its author reads your reason."), "desk_reports.held")


@blueprint.get("/appeals")
def appeals() -> str:
    """Appeals that wait for her."""
    return render_template("desk/appeals.html", typed={}, errors={}, ruled=None, **_appeals())


@blueprint.post("/appeals/<int:sanction_id>")
def rule(sanction_id: int) -> ResponseReturnValue:
    """Uphold or dismiss one."""
    try:
        ruling = sent(AppealRuling, reason=_reason(sanction_id))
        service_sanctions.decide_appeal(current_actor(), sanction_id, ruling)
    except (NotFound, NotAllowed):
        raise
    except DomainError as error:
        return again("desk/appeals.html", numbered(error, "reason", sanction_id), ruled=sanction_id, **_appeals())
    return _back(msg("Decided. Whoever appealed is told."), "desk_reports.appeals")


def _reason(number: int) -> str:
    """Each form of a page has a field of its own, so that each label leads to its own."""
    return request.form.get(f"reason-{number}", "")


def _one_who_decides() -> Actor:
    """Moderators, coordinators of provinces, administrators; to others the page does not exist."""
    actor = current_actor()
    if not (actor.roles or actor.provinces_coordinated):
        raise NotFound
    return actor


def _page(matter: Matter) -> dict[str, Any]:
    actor = current_actor()
    acts = deciding.acts_on(matter.subject_kind, is_somebodys=matter.author_id is not None)
    own = "ask_administrators" if allows(actor, P.PERSON_MANAGE) else "suspend"
    return {
        "matter": matter,
        "thing": showing.shown(actor, [matter.subject]).get(matter.subject),
        "reports": queries_matters.reports(actor, matter),
        "acts": [act for act in acts if act != own and not (act.startswith("ask") and matter.is_for_administrators)],
        "days": deciding.DAYS,
        "categories": deciding.CATEGORIES,
        "reasons": ready.reasons(actor, READY_FOR),
        "age": age,
    }


def _held() -> dict[str, Any]:
    page = queries_held.held(_one_who_decides(), page_request())
    return {"page": page, "pager": pager(page), "age": age}


def _appeals() -> dict[str, Any]:
    actor = _one_who_decides()
    page = queries_sanctions.sanctions(actor, page_request(), appeals=True)
    things = showing.shown(actor, [row.subject for row in page.items])
    return {"page": page, "pager": pager(page), "things": things, "age": age}


def _back(message: Message, endpoint: str) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(url_for(endpoint), 303)
