"""Resolutions on pages: lists, one of them with votes and links, a new one."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.kernel.errors import DomainError, NotFound
from platform_app.kernel.messages import msg
from platform_app.meetings import queries_minutes, queries_resolutions, service_resolutions
from platform_app.meetings.inputs_agenda import Subject
from platform_app.meetings.inputs_resolutions import NewResolution, ResolutionContent
from platform_app.meetings.queries_resolutions import ResolutionFilter
from platform_app.tracing import queries as tracing
from platform_app.web import chains
from platform_app.web.paging import page_request, pager
from platform_app.web.resolution_words import ACTS, address_of, links_typed, open_acts
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import TABLES, said

blueprint = Blueprint("resolutions", __name__)
LEVELS = ("ministerial", "provincial", "city")


@blueprint.get("/resolutions")
def index() -> str:
    """Resolutions of all bodies, the newest first."""
    actor = current_actor()
    asked = {name: request.args.get(name) or None for name in ("body", "status", "year")}
    numbers = {name: _number(asked[name]) for name in ("body", "year")}
    if asked["status"] is not None and asked["status"] not in TABLES["resolution_status"]:
        abort(404)
    wanted = ResolutionFilter(numbers["body"], asked["status"], numbers["year"])
    page = queries_resolutions.listed(actor, wanted, page_request())
    statuses = [(key, said(name)) for key, name in TABLES["resolution_status"].items()]
    bodies = queries_resolutions.bodies(actor)
    shown = {"asked": asked, "statuses": statuses, "bodies": bodies}
    return render_template("resolutions/index.html", page=page, pager=pager(page), **shown)


@blueprint.get("/meetings/<int:meeting_id>/resolutions")
def of_meeting(meeting_id: int) -> str:
    """The resolutions of a meeting, in their order."""
    meeting, rows = queries_resolutions.of_meeting(current_actor(), meeting_id)
    return render_template("resolutions/of_meeting.html", meeting=meeting, rows=rows)


@blueprint.get("/resolutions/<int:resolution_id>")
def show(resolution_id: int) -> str:
    """One resolution: both texts, how it was adopted, who voted how, what it is linked with."""
    actor = current_actor()
    row = queries_resolutions.read(actor, resolution_id)
    to, by = queries_resolutions.links(actor, row)
    seen = tracing.named(actor, {each.target for each in to} | {each.source for each in by})
    return render_template(
        "resolutions/show.html",
        row=row,
        item=queries_resolutions.item_of(actor, row),
        links=[(seen[each.target], each.role) for each in to if each.target in seen],
        links_back=[(seen[each.source], f"{each.role}_back") for each in by if each.source in seen],
        node_address=chains.address,
        node_title=chains.title,
        offers=open_acts(actor, row),
        resolution_acts=ACTS,
    )


@blueprint.route("/meetings/<int:meeting_id>/resolutions/new", methods=["GET", "POST"])
@login_required
def new(meeting_id: int) -> ResponseReturnValue:
    """Put a resolution forward at a meeting."""
    actor = current_actor()
    form = _form(actor, meeting_id)
    require(actor, P.RESOLUTION_PROPOSE, form["meeting"])
    if request.method == "GET":
        return render_template("resolutions/form.html", errors={}, typed=request.args, row=None, **form)
    try:
        made = service_resolutions.propose(actor, sent(NewResolution, meeting=meeting_id, links=_links()))
    except DomainError as error:
        return again("resolutions/form.html", error, row=None, **form)
    flash(said(msg("The resolution is put forward.")), "success")
    return redirect(f"/resolutions/{made.id}", 303)


@blueprint.route("/resolutions/<int:resolution_id>/edit", methods=["GET", "POST"])
@login_required
def edit(resolution_id: int) -> ResponseReturnValue:
    """Change a proposed resolution; over a newer text only after it was seen."""
    actor = current_actor()
    row = queries_resolutions.read(actor, resolution_id)
    require(actor, P.RESOLUTION_PROPOSE, row)
    form = _form(actor, row.meeting_id)
    if request.method == "GET":
        content = queries_resolutions.content(actor, row)
        content["links"] = "\n".join(address_of(each["kind"], each["id"]) for each in content["links"])
        return render_template("resolutions/form.html", errors={}, typed=content, row=row, **form)
    version = _number(request.form.get("version")) or -1
    try:
        service_resolutions.edit(actor, resolution_id, version, sent(ResolutionContent, links=_links()))
    except DomainError as error:
        fresh = queries_resolutions.read(actor, resolution_id)
        return again("resolutions/form.html", error, row=fresh, **_form(actor, fresh.meeting_id))
    flash(said(msg("Saved.")), "success")
    return redirect(f"/resolutions/{resolution_id}", 303)


def _links() -> list[Subject]:
    return [Subject(kind=kind, id=id) for kind, id in links_typed(request.form.get("links", ""))]


def _form(actor: Actor, meeting_id: int) -> dict[str, Any]:
    meeting, items = queries_minutes.agenda(actor, meeting_id)
    levels = [(key, said(TABLES["organisation_level"][key])) for key in LEVELS]
    return {"meeting": meeting, "items": items, "levels": levels}


def _number(typed: str | None) -> int | None:
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 9:
        raise NotFound
    return int(typed)
