"""Meetings: the list, one before, during and after it, planning one and changing it."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts import queries_people
from platform_app.kernel.errors import DomainError, NotAllowed
from platform_app.kernel.messages import msg
from platform_app.meetings import attending, queries, queries_agenda, queries_meetings, service, timing
from platform_app.meetings.inputs import NewMeeting
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
from platform_app.meetings.queries_meetings import MeetingFilter
from platform_app.tracing import queries as tracing
from platform_app.web import chains
from platform_app.web.actions import number, version_seen
from platform_app.web.meeting_times import hour, in_beijing, when
from platform_app.web.meeting_words import ACTS, STEPS, open_acts
from platform_app.web.notice_words import ZONES
from platform_app.web.paging import page_request, pager
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("meetings", __name__)
WHEN = ("upcoming", "past")


@blueprint.get("/meetings")
def index() -> str:
    """What is coming, or what was."""
    actor = current_actor()
    asked = request.args.get("when") or "upcoming"
    if asked not in WHEN:
        abort(404)
    wanted = MeetingFilter(body_id=number("body"), when=asked)
    page = queries_meetings.meetings(actor, wanted, page_request())
    return render_template(
        "meetings/index.html", page=page, pager=pager(page), asked=asked, body_id=wanted.body_id, when=when
    )


@blueprint.get("/meetings/<int:meeting_id>")
def show(meeting_id: int) -> str:
    """One meeting: where it stands, when and where, its agenda, its record, what can be done."""
    actor = current_actor()
    meeting = queries.get(actor, meeting_id)
    agenda = queries_agenda.agenda(actor, meeting)
    links = [link for own in agenda.links.values() for link in own]
    reader = queries.as_delegate(actor)
    inside = allows(reader, P.MEETING_SEE_PEOPLE, meeting)
    result = meeting.quorum_result
    if result is None and meeting.status == "convened" and inside:
        result = attending.quorum_of(meeting).plain()
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        agenda=agenda,
        seen=tracing.named(actor, {link.target for link in links}),
        node_address=chains.address,
        node_title=chains.title,
        starts=[hour(meeting, at) for at in timing.starts(meeting.starts_at, (item.minutes for item in agenda.items))],
        records=queries_meetings.records(actor, meeting),
        quorum=result,
        is_frozen=meeting.quorum_result is not None,
        inside=inside,
        may_join=allows(reader, P.MEETING_JOIN, meeting),
        runs=allows(actor, P.MEETING_RUN, meeting),
        may_propose=allows(actor, P.AGENDA_PROPOSE, meeting) and MEETING.can(meeting.status, "propose"),
        may_write_agenda=allows(actor, P.MEETING_RUN, meeting) and MEETING.can(meeting.status, "change_agenda"),
        may_resolve=allows(actor, P.RESOLUTION_PROPOSE, meeting) and MEETING.can(meeting.status, "propose_resolution"),
        has_minutes=allows(reader, P.MINUTES_SEE, meeting)
        and meeting.status not in ("planned", "postponed", "cancelled"),
        acts=open_acts(actor, meeting),
        act_words=ACTS,
        **_about(meeting),
    )


@blueprint.route("/bodies/<int:body_id>/meetings/new", methods=["GET", "POST"])
@login_required
def new(body_id: int) -> ResponseReturnValue:
    """Plan the next meeting of a body."""
    actor = current_actor()
    body = queries.body(actor, body_id)
    if not allows(actor, P.BODY_LEAD, body):
        raise NotAllowed(msg("Meetings are planned by the coordinators of the body's secretariat."))
    page: dict[str, Any] = {"body": body, "meeting": None, "zones": ZONES}
    if request.method == "GET":
        typed = {"is_public": body.is_public, "time_zone": "Asia/Shanghai"}
        return render_template("meetings/edit.html", errors={}, typed=typed, **page)
    try:
        meeting = service.plan(actor, body_id, sent(NewMeeting, is_public="is_public" in request.form))
    except DomainError as error:
        return again("meetings/edit.html", error, **page)
    flash(said(msg("Planned. What is left from before stands on its agenda already.")), "success")
    return redirect(f"/meetings/{meeting.id}", 303)


@blueprint.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
@login_required
def edit(meeting_id: int) -> ResponseReturnValue:
    """Change when and where it is; calendars follow."""
    actor = current_actor()
    meeting = queries.get(actor, meeting_id)
    if not allows(actor, P.MEETING_RUN, meeting):
        raise NotAllowed(msg("A meeting is changed by its secretariat."))
    page: dict[str, Any] = {"body": meeting.body, "meeting": meeting, "zones": ZONES}
    if request.method == "GET":
        return render_template("meetings/edit.html", errors={}, typed=_typed(meeting), **page)
    try:
        service.edit(actor, meeting_id, version_seen(), sent(NewMeeting, is_public="is_public" in request.form))
    except DomainError as error:
        return again("meetings/edit.html", error, **page)
    flash(said(msg("Changed. Whoever was invited is told.")), "success")
    return redirect(f"/meetings/{meeting_id}", 303)


def _about(meeting: Meeting) -> dict[str, Any]:
    steps = STEPS.index(meeting.status) if meeting.status in STEPS else -1
    return {"when": when(meeting), "beijing": in_beijing(meeting), "steps": STEPS, "step": steps}


def _typed(meeting: Meeting) -> dict[str, Any]:
    """A meeting as its form has it, in its own time zone."""
    zone = ZoneInfo(meeting.time_zone)
    same = ("title_zh", "title_en", "time_zone", "place_zh", "place_en", "conference_url", "is_public")
    typed: dict[str, Any] = {name: getattr(meeting, name) for name in same}
    for name in ("starts_at", "ends_at"):
        typed[name] = getattr(meeting, name).astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    typed["papers_due_on"] = meeting.papers_due_on.isoformat()
    typed["chair"] = queries_people.get(meeting.chair_id).email if meeting.chair_id else ""
    return typed
