"""Requests between levels: what came in and went out, one of them with its history, and a new one."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.accounts.queries_names import codes_named
from platform_app.coordination import offers, queries, queries_papers, service
from platform_app.coordination.inputs import NewRequest
from platform_app.coordination.lifecycle import TICKING
from platform_app.coordination.queries import BoxFilter
from platform_app.kernel import clock
from platform_app.kernel.errors import DomainError, Invalid, NotAllowed, NotFound
from platform_app.kernel.messages import msg
from platform_app.meetings import queries_meetings
from platform_app.standards import queries as standards
from platform_app.tracing.queries import is_linked
from platform_app.web.case_files import readable_size
from platform_app.web.paging import page_request, pager
from platform_app.web.request_words import ACTS, between_names, links_typed
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import TABLES, said

blueprint = Blueprint("requests", __name__)
BOXES = ("in", "out")


@blueprint.get("/requests")
@login_required
def index() -> str:
    """The inbox or the outbox, the nearest day first."""
    actor = current_actor()
    asked = {name: request.args.get(name) or None for name in ("state", "kind")}
    box = request.args.get("box") or "in"
    known = (asked["state"] is None or asked["state"] in TABLES["request_state"]) and box in BOXES
    if not known or not (asked["kind"] is None or asked["kind"] in TABLES["request_kind"]):
        abort(404)
    page = queries.box(actor, BoxFilter(box, actor.org_ids, asked["state"], asked["kind"]), page_request())
    context = {"box": box, "asked": asked, "states": _choices("request_state"), "kinds": _choices("request_kind")}
    may_raise = bool(actor.writes_for or actor.coordinates)
    return render_template(
        "requests/index.html", page=page, pager=pager(page), may_raise=may_raise, **_calendar(), **context
    )


@blueprint.route("/requests/new", methods=["GET", "POST"])
@login_required
def new() -> ResponseReturnValue:
    """Raise a request; whom one may ask is offered."""
    actor = current_actor()
    form = _form(actor)
    if request.method == "GET":
        return render_template("requests/new.html", errors={}, typed=request.args, picked=[], **form)
    picked = request.form.getlist("asked")
    try:
        copies = codes_named(actor, between_names(request.form.get("copies", "")), "copies")
        raised = service.raise_request(
            actor,
            sent(
                NewRequest,
                asked=picked,
                copies=copies,
                standard=_standard_typed(actor),
                links=links_typed(request.form.get("links", "")),
            ),
        )
    except DomainError as error:
        return again("requests/new.html", error, picked=picked, **form)
    flash(said(msg("The request is on its way. You are told what becomes of it.")), "success")
    return redirect(f"/requests/{raised.id}", 303)


@blueprint.get("/requests/<int:request_id>")
@login_required
def show(request_id: int) -> str:
    """One request: what is asked, who has answered, what can be done, and its history."""
    actor = current_actor()
    row = queries.read(actor, request_id)
    return render_template(
        "requests/show.html",
        row=row,
        offers=offers.open_acts(actor, row),
        may_bring=bool(queries_meetings.open_for(actor)),
        papers=queries_papers.papers(actor, row),
        readable_size=readable_size,
        paper_parties=offers.paper_parties(actor, row),
        is_linked=is_linked(actor, "request", row.id),
        request_acts=ACTS,
        **_calendar(),
    )


def _calendar() -> dict[str, Any]:
    return {"today": clock.today(), "ticking": TICKING}


def _choices(table: str) -> list[tuple[str, str]]:
    return [(key, said(name)) for key, name in TABLES[table].items()]


def _form(actor: Actor) -> dict[str, Any]:
    own = offers.speaking_for(actor)
    if not own:
        raise NotAllowed(msg("Requests are raised by editors and coordinators of ministries, provinces and cities."))
    asking = _asking(own, request.values.get("organisation"))
    return {
        "own": own,
        "asking": asking,
        "askable": offers.askable(actor, asking),
        "ministries": accounts.ministries(actor) if asking.level == "city" else [],
        "kinds": _choices("request_kind"),
    }


def _asking(own: Any, code: str | None) -> Organisation:
    found: Organisation = next((each for each in own if each.code == code), own[0])
    return found


def _standard_typed(actor: Actor) -> str:
    """The standard that was typed by its number, or by the one in the address of its page."""
    typed = request.form.get("standard", "").strip()
    if not typed or typed.isdecimal():
        return typed
    try:
        return str(standards.by_number(actor, typed).id)
    except NotFound:
        raise Invalid.one("standard", msg("There is no standard with this number here.")) from None
