"""The agenda on its pages: items added, changed, moved and taken off, their papers, and what is proposed."""

from typing import Any, BinaryIO, cast

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.queries_names import codes_named
from platform_app.kernel.errors import DomainError, Invalid, Stale
from platform_app.kernel.messages import msg
from platform_app.media.keeping import Upload
from platform_app.media.names import FIELD
from platform_app.meetings import queries, queries_agenda, service_agenda, service_agenda_papers
from platform_app.meetings.inputs_agenda import ItemContent, Place
from platform_app.web.action_words import evidence_typed
from platform_app.web.actions import choices, version_seen
from platform_app.web.files import served
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("agenda", __name__)


@blueprint.route("/meetings/<int:meeting_id>/agenda/new", methods=["GET", "POST"])
@login_required
def new(meeting_id: int) -> ResponseReturnValue:
    """Put an item on the agenda."""
    actor = current_actor()
    page = _page(actor, meeting_id)
    if request.method == "GET":
        return render_template("agenda/edit.html", errors={}, typed={"minutes": 10, "expected": "discuss"}, **page)
    try:
        service_agenda.add(actor, meeting_id, _content(actor))
    except DomainError as error:
        return again("agenda/edit.html", error, **page)
    flash(said(msg("The item stands on the agenda.")), "success")
    return redirect(f"/meetings/{meeting_id}#agenda-title", 303)


@blueprint.route("/meetings/<int:meeting_id>/agenda/<int:item_id>/edit", methods=["GET", "POST"])
@login_required
def edit(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Change an item, and add papers to it."""
    actor = current_actor()
    page = _page(actor, meeting_id)
    item = queries_agenda.item(actor, meeting_id, item_id)
    page |= {"item": item}
    if request.method == "GET":
        links = queries_agenda.agenda(actor, page["meeting"]).links.get(item.id, ())
        typed = {name: getattr(item, name) for name in ("title_zh", "title_en", "text", "expected", "minutes")}
        typed |= {"sponsor": item.sponsor.name_zh if item.sponsor else ""}
        typed["links"] = "\n".join(f"/{link.to_kind}s/{link.to_id}" for link in links if link.role == "about")
        return render_template("agenda/edit.html", errors={}, typed=typed, **page)
    try:
        service_agenda.edit(actor, meeting_id, item_id, version_seen(), _content(actor))
    except DomainError as error:
        return again("agenda/edit.html", error, **page)
    flash(said(msg("Changed.")), "success")
    return redirect(f"/meetings/{meeting_id}#item-{item_id}", 303)


@blueprint.post("/meetings/<int:meeting_id>/agenda/<int:item_id>/move")
@login_required
def move(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Let it stand before another, or last under one."""
    service_agenda.move(current_actor(), meeting_id, item_id, sent(Place))
    return redirect(f"/meetings/{meeting_id}/agenda#item-{item_id}", 303)


@blueprint.post("/meetings/<int:meeting_id>/agenda/<int:item_id>/removal")
@login_required
def remove(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take it off, with what stands under it; what has changed meanwhile is shown first."""
    try:
        service_agenda.remove(current_actor(), meeting_id, item_id, version=version_seen())
    except Stale:
        flash(said(msg("Somebody has changed this item meanwhile. Here is how it stands now.")), "error")
        return render_order(meeting_id), 409
    flash(said(msg("The item is off the agenda.")), "success")
    return redirect(f"/meetings/{meeting_id}/agenda", 303)


@blueprint.get("/meetings/<int:meeting_id>/agenda")
@login_required
def order(meeting_id: int) -> str:
    """The order of the agenda, with a button for each step up and down."""
    return render_order(meeting_id)


def render_order(meeting_id: int) -> str:
    """That page, also under what became of an act on it."""
    actor = current_actor()
    page = _page(actor, meeting_id)
    agenda = queries_agenda.agenda(actor, page["meeting"])
    below: dict[int | None, list[int]] = {}
    for item in agenda.items:
        below.setdefault(item.parent_id, []).append(item.id)
    return render_template("agenda/order.html", agenda=agenda, siblings=below, **page)


@blueprint.post("/meetings/<int:meeting_id>/agenda/<int:item_id>/papers")
@login_required
def attach(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Add a paper, as it is now."""
    file = request.files.get(FIELD)
    upload = Upload(cast(BinaryIO, file.stream if file else request.stream), (file.filename if file else None) or "")
    try:
        service_agenda_papers.attach(current_actor(), meeting_id, item_id, upload)
        flash(said(msg("The paper is added.")), "success")
    except Invalid as error:
        flash(" ".join(said(each) for many in error.errors.values() for each in many), "error")
    return redirect(f"/meetings/{meeting_id}/agenda/{item_id}/edit#papers-title", 303)


@blueprint.post("/meetings/<int:meeting_id>/agenda/<int:item_id>/papers/<int:file_id>/removal")
@login_required
def detach(meeting_id: int, item_id: int, file_id: int) -> ResponseReturnValue:
    """Take a paper off."""
    service_agenda_papers.detach(current_actor(), meeting_id, item_id, file_id)
    flash(said(msg("The paper is taken out.")), "success")
    return redirect(f"/meetings/{meeting_id}/agenda/{item_id}/edit#papers-title", 303)


@blueprint.get("/meetings/<int:meeting_id>/papers/<int:file_id>/<name>")
def paper(meeting_id: int, file_id: int, name: str) -> Response:
    """A paper, to who reads the meeting. The name is for people, the number decides."""
    return served(queries_agenda.paper(current_actor(), meeting_id, file_id))


def _page(actor: Actor, meeting_id: int) -> dict[str, Any]:
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MEETING_RUN, meeting)
    parents = [(item.id, f"{item.number} {item.title_zh}") for item in queries_agenda.items(meeting.id)]
    return {"meeting": meeting, "item": None, "parents": parents, "expectations": choices("expected")}


def _content(actor: Actor) -> ItemContent:
    sponsor = request.form.get("sponsor", "").strip()
    code = codes_named(actor, [sponsor], "sponsor")[0] if sponsor else None
    return sent(ItemContent, sponsor=code, links=evidence_typed(request.form.get("links", ""), "links"))
