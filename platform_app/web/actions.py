"""Action items: the list, one of them with its log and evidence, a new one, and a change to one."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.accounts.queries_names import codes_named
from platform_app.kernel import clock
from platform_app.kernel.errors import DomainError, NotAllowed
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings import content_actions, offers_actions, queries_actions, service_actions
from platform_app.meetings.inputs_actions import ActionContent, NewAction
from platform_app.meetings.lifecycle import OWED_ACTIONS
from platform_app.meetings.queries_actions import ActionFilter
from platform_app.programme import queries as programme
from platform_app.tracing import queries as tracing
from platform_app.web.action_words import ACTS
from platform_app.web.paging import page_request, pager
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import TABLES, said

blueprint = Blueprint("actions", __name__)
ORIGINS = ("body", "meeting", "item", "resolution")


@blueprint.get("/actions")
@login_required
def index() -> str:
    """Action items one may read: overdue ones first."""
    actor = current_actor()
    status = request.args.get("status") or None
    if status is not None and status not in TABLES["action_status"]:
        abort(404)
    wanted = ActionFilter(
        mine=bool(request.args.get("mine")),
        overdue=bool(request.args.get("overdue")),
        status=status,
        body_id=number("body"),
        meeting_id=number("meeting"),
        resolution_id=number("resolution"),
    )
    page = queries_actions.listing(actor, wanted, page_request())
    context = {"asked": request.args, "statuses": choices("action_status"), **owed()}
    return render_template("actions/index.html", page=page, pager=pager(page), **context)


@blueprint.get("/actions/<int:action_id>")
@login_required
def show(action_id: int) -> str:
    """One action item: what is to be done, what shows that it is, what can be done, its log."""
    actor = current_actor()
    row = queries_actions.read(actor, action_id)
    shown = tracing.linked(actor, SubjectRef("action", row.id), "evidence")
    acts = queries_actions.open_acts(actor, row)
    return render_template("actions/show.html", row=row, evidence=shown, acts=acts, act_words=ACTS, **owed())


@blueprint.route("/actions/new", methods=["GET", "POST"])
@login_required
def new() -> ResponseReturnValue:
    """Give an organisation something to do; the address says for which body, meeting or resolution."""
    actor = current_actor()
    form: dict[str, Any] = {"row": None, "indicators": programme.indicators(actor), **_choices()}
    form["origin"] = {name: request.values[name] for name in ORIGINS if request.values.get(name)}
    if request.method == "GET":
        offers_actions.check_may_assign(actor, form["origin"])
        return render_template("actions/edit.html", errors={}, typed=request.args, **form)
    try:
        row = service_actions.assign(actor, sent(NewAction, organisation=_owner(), **form["origin"]))
    except DomainError as error:
        return again("actions/edit.html", error, **form)
    flash(said(msg("The action item is assigned. Its owner gets a letter.")), "success")
    return redirect(f"/actions/{row.id}", 303)


@blueprint.route("/actions/<int:action_id>/edit", methods=["GET", "POST"])
@login_required
def edit(action_id: int) -> ResponseReturnValue:
    """Change what is to be done, by whom or until when."""
    actor = current_actor()
    row = queries_actions.read(actor, action_id)
    if "edit" not in queries_actions.open_acts(actor, row):
        raise NotAllowed(msg("An action item is changed by its secretariat, while it is not done."))
    form: dict[str, Any] = {"row": row, "indicators": programme.indicators(actor), "origin": {}, **_choices()}
    if request.method == "GET":
        return render_template("actions/edit.html", errors={}, typed=content_actions.of(actor, action_id), **form)
    try:
        service_actions.edit(actor, action_id, version_seen(), sent(ActionContent, organisation=_owner()))
    except DomainError as error:
        return again("actions/edit.html", error, **form)
    flash(said(msg("Changed. Its owner is told.")), "success")
    return redirect(f"/actions/{action_id}", 303)


def version_seen() -> int:
    """The version a form was made on; -1 for none."""
    version = request.form.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else -1


def number(name: str) -> int | None:
    """A number in the address; what is none leads nowhere."""
    typed = request.args.get(name) or None
    if typed is None:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        abort(404)
    return int(typed)


def choices(table: str) -> list[tuple[str, str]]:
    """The values of a table with their names."""
    return [(key, said(name)) for key, name in TABLES[table].items()]


def owed() -> dict[str, Any]:
    """What templates need to say that something is overdue."""
    return {"today": clock.today(), "owed": OWED_ACTIONS}


def _choices() -> dict[str, Any]:
    return {"priorities": choices("action_priority")}


def _owner() -> str:
    """Typed as a name or a code."""
    typed = request.form.get("organisation", "").strip()
    return codes_named(current_actor(), [typed], "organisation")[0] if typed else ""
