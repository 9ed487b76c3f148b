"""One page for each act on a case: it says what will happen, asks for reasons where they are needed, and does it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.cases import completeness, desk, queries
from platform_app.cases.queries import CaseReading
from platform_app.cases.reasons import LONGEST
from platform_app.desk.deeds import perform
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.web.acts import ACTS, FORWARD, Act, button
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("curation", __name__, url_prefix="/cases/<int:case_id>/acts")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """Nobody acts without an account."""


@blueprint.app_context_processor
def _words_of_acts() -> dict[str, Any]:
    return {"act_button": button, "acts": ACTS, "forward_acts": FORWARD}


@blueprint.get("/<act>")
def act(case_id: int, act: str) -> ResponseReturnValue:
    """What will happen, and what is still missing for it."""
    actor = current_actor()
    what = ACTS.get(act) or abort(404)
    reading = queries.read(actor, case_id, latest=_works_on_latest(actor, case_id))
    _check_possible(actor, reading, act)
    return _page(reading, act, what, _missing(reading, act), {})


@blueprint.post("/<act>")
def do(case_id: int, act: str) -> ResponseReturnValue:
    """Do it; refused, the page comes again with what was typed."""
    actor = current_actor()
    what = ACTS.get(act) or abort(404)
    words = request.form.get(what.words, "") if what.words else ""
    try:
        perform(actor, act, case_id, words)
    except Invalid as error:
        reading = queries.read(actor, case_id, latest=_works_on_latest(actor, case_id))
        errors = {name: list(messages) for name, messages in error.errors.items()}
        return _page(reading, act, what, _missing(reading, act), errors), 422
    flash(said(what.done), "success")
    return redirect(url_for("desk.show") if act == "discard" else url_for("cases.show", case_id=case_id))


def _check_possible(actor: Actor, reading: CaseReading, act: str) -> None:
    permission = desk.permission_of(act)
    if permission is not None:
        require(actor, permission, reading.case)
    if act not in desk.actions(actor, reading.case):
        raise Conflict(msg("The case is not in a state in which this can be done now."))


def _works_on_latest(actor: Actor, case_id: int) -> bool:
    """Its own people decide about the newest text, everybody else about the public one."""
    return queries.sees_drafts(actor, queries.get(actor, case_id))


def _missing(reading: CaseReading, act: str) -> list[completeness.Need]:
    return completeness.missing(reading.content) if act in ("submit", "publish") else []


def _lacking(reading: CaseReading, act: str) -> list[completeness.Need]:
    """What a province should know before it speaks for a case: what is missing for an announcement."""
    return completeness.missing_for_announcement(reading.content) if act == "recommend" else []


def _page(
    reading: CaseReading,
    act: str,
    what: Act,
    missing: list[completeness.Need],
    errors: dict[str, list[Message]],
) -> str:
    return render_template(
        "desk/act.html",
        case=reading.case,
        content=reading.content,
        organisation=reading.organisation,
        act=act,
        what=what,
        missing=missing,
        lacking=_lacking(reading, act),
        errors=errors if what.words else {},
        limit=LONGEST,
        typed=request.form,
    )
