"""What members propose for an agenda: proposing, deciding, taking back; and bringing a request before a meeting."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.coordination import queries as requests
from platform_app.desk import bringing
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import msg
from platform_app.meetings import queries, queries_agenda, queries_meetings, service_proposals
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_agenda import FromRequest, Merger, NewProposal
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.quorum import VOTING
from platform_app.web.actions import choices
from platform_app.web.sent import again, numbered, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("agenda_proposals", __name__)


@blueprint.get("/meetings/<int:meeting_id>/proposals")
@login_required
def index(meeting_id: int) -> str:
    """What was proposed, and what became of it."""
    return render_template("agenda/proposals.html", errors={}, typed={}, **_page(current_actor(), meeting_id))


@blueprint.route("/meetings/<int:meeting_id>/proposals/new", methods=["GET", "POST"])
@login_required
def new(meeting_id: int) -> ResponseReturnValue:
    """Propose an item for one's organisation."""
    actor = current_actor()
    meeting = queries.get(actor, meeting_id)
    require(actor, P.AGENDA_PROPOSE, meeting)
    body = queries.body(actor, meeting.body_id)
    hers = actor.writes_for | actor.coordinates
    own = [row.organisation for row in body.members if row.org_id in hers and row.role in VOTING]
    page = {"meeting": meeting, "own": own, "expectations": choices("expected")}
    if request.method == "GET":
        typed = {"minutes": 15, "expected": "discuss"}
        return render_template("agenda/propose.html", errors={}, typed=typed, **page)
    try:
        service_proposals.propose(actor, meeting_id, sent(NewProposal))
    except DomainError as error:
        return again("agenda/propose.html", error, **page)
    flash(said(msg("Proposed. The secretariat of the body decides, and you are told.")), "success")
    return redirect(f"/meetings/{meeting_id}/proposals", 303)


@blueprint.post("/meetings/<int:meeting_id>/proposals/<int:proposal_id>")
@login_required
def decide(meeting_id: int, proposal_id: int) -> ResponseReturnValue:
    """Accept, merge, decline or take back; the button that was pressed says which."""
    actor, act = current_actor(), request.form.get("act", "")
    reason = request.form.get(f"reason-{proposal_id}", "")
    try:
        if act == "accept":
            service_proposals.accept(actor, meeting_id, proposal_id)
        elif act == "merge":
            service_proposals.merge(actor, meeting_id, proposal_id, sent(Merger, reason=reason))
        elif act == "decline":
            service_proposals.decline(actor, meeting_id, proposal_id, sent(WithReason, reason=reason))
        elif act == "withdraw":
            service_proposals.withdraw(actor, meeting_id, proposal_id)
        else:
            abort(404)
    except DomainError as error:
        page = _page(actor, meeting_id)
        return again("agenda/proposals.html", numbered(error, "reason", proposal_id), **page)
    flash(said(msg("Done. Those concerned are told.")), "success")
    return redirect(f"/meetings/{meeting_id}/proposals", 303)


@blueprint.route("/requests/<int:request_id>/agenda", methods=["GET", "POST"])
@login_required
def bring(request_id: int) -> ResponseReturnValue:
    """Bring an unresolved request before a meeting, with its history."""
    actor = current_actor()
    row = requests.read(actor, request_id)
    meetings = queries_meetings.open_for(actor)
    page = {"row": row, "meetings": meetings, "digest": bringing.digest(row)}
    if request.method == "GET":
        return render_template("agenda/bring.html", errors={}, typed={}, **page)
    try:
        made = bringing.bring(actor, request_id, sent(FromRequest))
    except DomainError as error:
        return again("agenda/bring.html", error, **page)
    if isinstance(made, AgendaItem):
        flash(said(msg("The request stands on the agenda.")), "success")
        return redirect(f"/meetings/{made.meeting_id}#item-{made.id}", 303)
    flash(said(msg("Proposed. The secretariat of the body decides, and you are told.")), "success")
    return redirect(f"/meetings/{made.meeting_id}/proposals", 303)


def _page(actor: Actor, meeting_id: int) -> dict[str, Any]:
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MEETING_SEE_PEOPLE, meeting)
    items = queries_agenda.items(meeting.id)
    return {
        "meeting": meeting,
        "proposals": queries_agenda.proposals(actor, meeting),
        "items": [(item.id, f"{item.number} {item.title_zh}") for item in items],
        "runs": allows(actor, P.MEETING_RUN, meeting),
        "may_propose": allows(actor, P.AGENDA_PROPOSE, meeting),
        "hers": actor.writes_for | actor.coordinates,
    }
