"""Bodies that meet: the list, one with its members and meetings, setting one up and changing it."""

import re
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.levels import PlatformRole
from platform_app.access.permissions import P
from platform_app.accounts import queries_people
from platform_app.accounts.queries_names import codes_named
from platform_app.kernel.errors import DomainError, NotAllowed
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import PageRequest
from platform_app.meetings import queries, queries_meetings, service_bodies
from platform_app.meetings.inputs import BodyContent
from platform_app.meetings.models import Body
from platform_app.meetings.queries_meetings import MeetingFilter
from platform_app.standards import queries as standards
from platform_app.web.actions import choices, version_seen
from platform_app.web.meeting_times import when
from platform_app.web.meeting_words import quorum_words
from platform_app.web.paging import page_request, pager
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("bodies", __name__)
ROLES = ("co_convener", "member", "observer", "guest")
_BETWEEN = re.compile(r"[,，、;；\r\n]+")


@blueprint.get("/bodies")
def index() -> str:
    """Who meets."""
    actor = current_actor()
    page = queries_meetings.bodies(actor, page_request())
    return render_template("bodies/index.html", page=page, pager=pager(page), may_found=_may_found(actor))


@blueprint.get("/bodies/<int:body_id>")
def show(body_id: int) -> str:
    """One body: what it is, who belongs to it, what makes a quorum, when it meets."""
    actor = current_actor()
    body = queries.body(actor, body_id)
    meetings = queries_meetings.meetings(actor, MeetingFilter(body_id=body.id), PageRequest(20))
    by_role = [(role, [row for row in body.members if row.role == role]) for role in ("lead", *ROLES)]
    return render_template(
        "bodies/show.html",
        body=body,
        meetings=meetings,
        by_role=[(role, rows) for role, rows in by_role if rows],
        quorum=quorum_words(body.quorum),
        when=when,
        may_lead=allows(actor, P.BODY_LEAD, body) and body.ended_at is None,
    )


@blueprint.route("/bodies/new", methods=["GET", "POST"])
@login_required
def new() -> ResponseReturnValue:
    """Set a body up."""
    actor = current_actor()
    if not _may_found(actor):
        raise NotAllowed(msg("Bodies are set up by coordinators of provinces and ministries, and by the secretariat."))
    page = {"body": None, **_choices(actor)}
    if request.method == "GET":
        return render_template("bodies/edit.html", errors={}, typed={"is_public": "1"}, **page)
    try:
        body = service_bodies.found(actor, _content(actor))
    except DomainError as error:
        return again("bodies/edit.html", error, **page)
    flash(said(msg("The body is set up. Plan its first meeting.")), "success")
    return redirect(f"/bodies/{body.id}", 303)


@blueprint.route("/bodies/<int:body_id>/edit", methods=["GET", "POST"])
@login_required
def edit(body_id: int) -> ResponseReturnValue:
    """Change a body; meetings that were convened keep what they were convened with."""
    actor = current_actor()
    body = queries.body(actor, body_id)
    if not allows(actor, P.BODY_LEAD, body):
        raise NotAllowed(msg("A body is changed by the coordinators of its secretariat."))
    page = {"body": body, **_choices(actor)}
    if request.method == "GET":
        return render_template("bodies/edit.html", errors={}, typed=_typed(body), **page)
    try:
        service_bodies.edit(actor, body_id, version_seen(), _content(actor))
    except DomainError as error:
        return again("bodies/edit.html", error, **page)
    flash(said(msg("Changed. Meetings that were convened keep the members and the rule of then.")), "success")
    return redirect(f"/bodies/{body_id}", 303)


@blueprint.route("/bodies/<int:body_id>/end", methods=["GET", "POST"])
@login_required
def end(body_id: int) -> ResponseReturnValue:
    """Say that a body meets no more, after a page that says what that means."""
    actor = current_actor()
    if request.method == "GET":
        return render_template("bodies/end.html", body=queries.body(actor, body_id))
    service_bodies.end(actor, body_id)
    flash(said(msg("The body meets no more. What it decided stays.")), "success")
    return redirect(f"/bodies/{body_id}", 303)


def _may_found(actor: Actor) -> bool:
    return PlatformRole.SECRETARIAT in actor.roles or bool(actor.provinces_coordinated or actor.coordinates_a_ministry)


def _choices(actor: Actor) -> dict[str, Any]:
    fields = [(field.slug, field.name_zh, field.name_en) for field in standards.fields(actor)]
    return {"kinds": choices("body_kind"), "fields": fields, "roles": ROLES}


def _content(actor: Actor) -> BodyContent:
    """What was typed: names of organisations by role, shares and counts by level."""
    form = request.form
    members = [
        {"organisation": code, "role": role}
        for role in ROLES
        for code in codes_named(actor, _names(form.get(f"members_{role}", "")), f"members_{role}")
    ]
    levels = ("ministerial", "provincial", "city")
    rule = {
        "lead_present": "lead_present" in form,
        "may_adopt_without": "may_adopt_without" in form,
        "shares": {level: form[f"share_{level}"] for level in levels if form.get(f"share_{level}")},
        "counts": {level: form[f"count_{level}"] for level in levels if form.get(f"count_{level}")},
    }
    (lead,) = codes_named(actor, [form.get("lead", "")], "lead")
    keeper = codes_named(actor, [form["secretariat"]], "secretariat")[0] if form.get("secretariat") else None
    return sent(BodyContent, members=members, quorum=rule, lead=lead, secretariat=keeper, is_public="is_public" in form)


def _names(typed: str) -> list[str]:
    return [name for name in (each.strip() for each in _BETWEEN.split(typed)) if name]


def _typed(body: Body) -> dict[str, Any]:
    """A body as its form has it."""
    rule = body.quorum
    typed = {name: getattr(body, name) for name in ("kind", "series", "name_zh", "name_en", "about_zh", "about_en")}
    typed |= {"field": body.field_slug, "lead": body.lead.name_zh, "secretariat": body.organisation.name_zh}
    typed |= {"is_public": body.is_public, "source_url": body.source_url}
    typed |= {"lead_present": rule.get("lead_present"), "may_adopt_without": rule.get("may_adopt_without")}
    typed["chair"] = queries_people.get(body.chair_id).email if body.chair_id else ""
    for role in ROLES:
        typed[f"members_{role}"] = "\n".join(row.organisation.name_zh for row in body.members if row.role == role)
    for what, name in (("shares", "share"), ("counts", "count")):
        typed |= {f"{name}_{level}": value for level, value in rule.get(what, {}).items()}
    return typed
