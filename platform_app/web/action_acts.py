"""Acts on an action item, each on a page of its own that says what will happen before it is done."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import msg
from platform_app.meetings import queries_actions, service_action_end, service_actions
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_actions import ActionNote, ActionReopening, ActionWords, Completion
from platform_app.web.action_words import ACTS, evidence_typed
from platform_app.web.actions import version_seen
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("action_acts", __name__)


@blueprint.get("/actions/<int:action_id>/acts/<act>")
@login_required
def ask(action_id: int, act: str) -> str:
    """What an act will bring about, and what it needs."""
    return render_template("actions/act.html", errors={}, typed={}, **_about(action_id, act))


@blueprint.post("/actions/<int:action_id>/acts/<act>")
@login_required
def do(action_id: int, act: str) -> ResponseReturnValue:
    """Do it, unless somebody has acted on it in the meantime; what was typed stays."""
    if act not in ACTS:
        abort(404)
    actor = current_actor()
    try:
        made = _DOING[act](actor, action_id)
        service_actions.at_version(actor, action_id, version_seen(), made)
    except DomainError as error:
        return again("actions/act.html", error, **_about(action_id, act))
    flash(said(msg("Done. It stands in the log, and those concerned are told.")), "success")
    return redirect(f"/actions/{action_id}", 303)


def _about(action_id: int, act: str) -> dict[str, Any]:
    if act not in ACTS:
        abort(404)
    return {"row": queries_actions.read(current_actor(), action_id), "act": act, "words": ACTS[act]}


def _start(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(ActionWords)
    return lambda: service_actions.start(actor, id, new)


def _note(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(ActionNote)
    return lambda: service_actions.note(actor, id, new)


def _complete(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(Completion, evidence=evidence_typed(request.form.get("evidence", "")))
    return lambda: service_action_end.complete(actor, id, new)


def _confirm(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(ActionWords)
    return lambda: service_action_end.confirm(actor, id, new)


def _reopen(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(ActionReopening)
    return lambda: service_action_end.reopen(actor, id, new)


def _drop(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(WithReason)
    return lambda: service_action_end.drop(actor, id, new)


_DOING: Mapping[str, Callable[[Actor, int], Callable[[], object]]] = {
    "start": _start,
    "note": _note,
    "complete": _complete,
    "confirm": _confirm,
    "reopen": _reopen,
    "drop": _drop,
}
