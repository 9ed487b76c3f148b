"""Batches of typical cases: everybody reads them, the secretariat plans, opens, leads and announces them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts import queries_people
from platform_app.kernel import clock
from platform_app.kernel.errors import DomainError
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import Message, msg
from platform_app.selection import queries, service_announcing, service_batches
from platform_app.selection.inputs import Announcement, Appointment, NewBatch
from platform_app.selection.models import Batch
from platform_app.web.paging import page_request, pager
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("batches", __name__, url_prefix="/batches")


@dataclass(frozen=True)
class Step:
    """A step of a batch: the service, the state it starts from, the button, what will happen, what is said after."""

    service: Callable[..., Any]
    states: tuple[str, ...]
    button: Message
    happens: Message
    done: Message
    needs_reason: bool = False


STEPS: dict[str, Step] = {
    "open": Step(
        service_batches.open_call,
        ("planned",),
        msg("Open the call"),
        msg("Everybody sees the batch with its rules, and provinces can enter recommended cases until the last day."),
        msg("The call is open."),
    ),
    "review": Step(
        service_batches.start_review,
        ("open",),
        msg("Close the call and begin the review"),
        msg("No more cases can be entered. Every reviewer finds the cases on her desk; conflicts are left out."),
        msg("The review has begun."),
    ),
    "cancel": Step(
        service_batches.cancel,
        ("planned", "open", "reviewing"),
        msg("Call the batch off"),
        msg("Its cases are free for another batch. What reviewers have given stays on record. This cannot be undone."),
        msg("The batch is called off."),
        needs_reason=True,
    ),
}


@blueprint.get("")
def index() -> str:
    """All batches, and how many typical cases there are of those the plan asks for."""
    actor = current_actor()
    page = queries.batches(actor, page_request())
    figure = queries.announced_cases(actor)
    return render_template("batches/index.html", page=page, pager=pager(page), figure=figure)


@blueprint.get("/<int:batch_id>")
def show(batch_id: int) -> str:
    """One batch: dates, rules, panel, and the cases in it with the reviews open to the reader."""
    return render_template("batches/show.html", typed={}, errors={}, **_page(batch_id))


@blueprint.route("/new", methods=["GET", "POST"])
@login_required
def new() -> ResponseReturnValue:
    """Plan a batch."""
    actor = current_actor()
    require(actor, P.BATCH_LEAD)
    if request.method == "GET":
        return render_template("batches/edit.html", batch=None, typed={"chair": ""}, errors={})
    try:
        batch = service_batches.plan(actor, sent(NewBatch))
    except DomainError as error:
        return again("batches/edit.html", error, batch=None)
    return _back(batch, msg("The batch is planned. Seat its panel, then open the call."))


@blueprint.route("/<int:batch_id>/edit", methods=["GET", "POST"])
@login_required
def edit(batch_id: int) -> ResponseReturnValue:
    """Change a batch."""
    actor = current_actor()
    batch = queries.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    if request.method == "GET":
        return render_template("batches/edit.html", batch=batch, typed=_written(batch), errors={})
    try:
        version = request.form.get("version", type=int) or 0
        service_batches.edit(actor, batch_id, sent(NewBatch), version=version)
    except DomainError as error:
        return again("batches/edit.html", error, batch=batch, newer=_written(batch))
    return _back(batch, msg("The batch is saved."))


@blueprint.route("/<int:batch_id>/steps/<step>", methods=["GET", "POST"])
@login_required
def step(batch_id: int, step: str) -> ResponseReturnValue:
    """Say what a step will do, and do it."""
    actor = current_actor()
    what = STEPS.get(step) or abort(404)
    batch = queries.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    if request.method == "GET":
        return render_template("batches/step.html", batch=batch, step=step, what=what, typed={}, errors={})
    words = {"reason": request.form.get("reason", "")} if what.needs_reason else {}
    try:
        what.service(actor, batch_id, **words)
    except DomainError as error:
        return again("batches/step.html", error, batch=batch, step=step, what=what)
    return _back(batch, what.done)


@blueprint.post("/<int:batch_id>/reviewers")
@login_required
def appoint(batch_id: int) -> ResponseReturnValue:
    """Seat a reviewer, or give one more time."""
    actor = current_actor()
    try:
        given = {name: value for name, value in request.form.items() if name in Appointment.model_fields and value}
        seat = service_batches.appoint(actor, batch_id, read(Appointment, given))
    except DomainError as error:
        return again("batches/show.html", error, **_page(batch_id))
    return _back(queries.batch(actor, batch_id), msg("{name} is on the panel.", name=seat.person_name))


@blueprint.route("/<int:batch_id>/reviewers/<int:person_id>/release", methods=["GET", "POST"])
@login_required
def release(batch_id: int, person_id: int) -> ResponseReturnValue:
    """Let a reviewer go, with a reason."""
    actor = current_actor()
    batch = queries.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    seat = next((each for each in queries.panel(actor, batch_id) if each.person_id == person_id), None) or abort(404)
    if request.method == "GET":
        return render_template("batches/release.html", batch=batch, seat=seat, typed={}, errors={})
    try:
        service_batches.release(actor, batch_id, person_id, reason=request.form.get("reason", ""))
    except DomainError as error:
        return again("batches/release.html", error, batch=batch, seat=seat)
    return _back(batch, msg("{name} has left the panel.", name=seat.person_name))


@blueprint.route("/<int:batch_id>/announcement", methods=["GET", "POST"])
@login_required
def announce(batch_id: int) -> ResponseReturnValue:
    """Announce the typical cases of a batch: who signs, under which number, which cases."""
    actor = current_actor()
    page = _page(batch_id)
    require(actor, P.BATCH_LEAD, page["batch"])
    bodies = accounts.ministries(actor)
    if request.method == "GET":
        typed = {"date": clock.today().isoformat(), "bodies": [body.code for body in bodies]}
        return render_template("batches/announce.html", typed=typed, errors={}, bodies=bodies, **page)
    chosen = [int(value) for value in request.form.getlist("case") if value.isdecimal()]
    entries = [{"case_id": each, "number": request.form.get(f"number.{each}", "")} for each in chosen]
    try:
        notice = sent(Announcement, many=("bodies", "cases"), cases=entries)
        batch = service_announcing.announce(actor, batch_id, notice)
    except DomainError as error:
        return again("batches/announce.html", error, bodies=bodies, chosen=chosen, **page)
    return _back(batch, msg("Announced. The reasons are public from now on."))


def _page(batch_id: int) -> dict[str, Any]:
    actor = current_actor()
    batch = queries.batch(actor, batch_id)
    leads = allows(actor, P.BATCH_LEAD, batch)
    return {
        "batch": batch,
        "panel": queries.panel(actor, batch_id),
        "progress": queries.progress(actor, batch_id),
        "today": clock.today(),
        "bodies_signed": queries.bodies(actor, batch_id),
        "readings": queries.in_batch(actor, batch_id),
        "steps": {name: each for name, each in STEPS.items() if leads and batch.status in each.states},
        "leads": leads,
    }


def _written(batch: Batch) -> Mapping[str, str]:
    chair = queries_people.get(batch.chair_id)
    names = [name for name in NewBatch.model_fields if name != "chair"]
    return {**{name: str(getattr(batch, name)) for name in names}, "chair": chair.email}


def _back(batch: Batch, message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(f"/batches/{batch.id}", 303)
