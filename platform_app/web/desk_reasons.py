"""The reasons ready for use, as moderators and administrators keep them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.desk import canned, queries
from platform_app.desk.inputs import NewReason
from platform_app.desk.models import CannedReason
from platform_app.kernel.errors import Conflict, DomainError, Invalid, Stale
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.web.errors import STATUS
from platform_app.web.moderation_words import READY_FOR, WITH_READY_REASONS
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("reasons", __name__, url_prefix="/desk/reasons")
ACTS = ("return", "unpublish", "archive", "withdraw_featuring", "withdraw_announcement", *READY_FOR)


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """They are kept by somebody."""


@blueprint.get("")
def index() -> str:
    """All of them, by the act they are for."""
    rows = queries.reasons(current_actor())
    by_act = {act: [row for row in rows if row.act == act] for act in ACTS}
    return render_template("desk/reasons.html", by_act=by_act, decisions=WITH_READY_REASONS)


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add one."""
    require(current_actor(), P.REASON_EDIT)
    if request.method == "GET":
        return _form(None, {"act": request.args.get("act", "return")}, {})
    try:
        row = canned.add_reason(current_actor(), read(NewReason, _typed()), code=request.form.get("code", ""))
    except (Invalid, Conflict) as error:
        return _refused(None, error)
    return _done(row)


@blueprint.route("/<int:reason_id>", methods=["GET", "POST"])
def edit(reason_id: int) -> ResponseReturnValue:
    """Change one; those given before stay as they were given."""
    actor = current_actor()
    require(actor, P.REASON_EDIT)
    row = queries.reason(actor, reason_id)
    if request.method == "GET":
        return _form(row, {name: getattr(row, name) for name in NewReason.model_fields}, {})
    try:
        row = canned.edit_reason(actor, reason_id, read(NewReason, _typed()), version=_version())
    except (Invalid, Stale) as error:
        return _refused(row, error)
    return _done(row)


@blueprint.post("/<int:reason_id>/removal")
def remove(reason_id: int) -> ResponseReturnValue:
    """Offer it no longer."""
    canned.remove_reason(current_actor(), reason_id, version=_version())
    flash(said(msg("The reason is taken out. Where it was given, it stays.")), "success")
    return redirect(url_for("reasons.index"))


def _typed() -> dict[str, Any]:
    return {name: request.form.get(name, "") for name in NewReason.model_fields}


def _version() -> int:
    typed = request.form.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _done(row: CannedReason) -> ResponseReturnValue:
    flash(said(msg("Saved.")), "success")
    return redirect(url_for("reasons.index"))


def _refused(row: CannedReason | None, error: DomainError) -> ResponseReturnValue:
    errors = error.errors if isinstance(error, Invalid) else {"": [error.message]}
    return _form(row, request.form, errors), next(code for kind, code in STATUS.items() if isinstance(error, kind))


def _form(row: CannedReason | None, typed: Any, errors: Any) -> str:
    acts = [(act, said(WITH_READY_REASONS[act].button)) for act in ACTS]
    return render_template("desk/reason.html", row=row, typed=typed, errors=errors, acts=acts)
