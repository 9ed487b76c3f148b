"""Acts on a request, each on a page of its own that says what will happen before it is done."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.accounts.queries_names import codes_named
from platform_app.coordination import offers, queries, service, service_answering, service_asking, service_publishing
from platform_app.coordination.inputs import (
    Acknowledgement,
    AnswerAcceptance,
    Escalation,
    ExtensionDecision,
    ExtensionWish,
    Interpretation,
    PassingDown,
    RequestClosing,
    RequestReason,
    RequestReply,
)
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import msg
from platform_app.web.request_words import ACTS, between_names, links_typed
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("request_acts", __name__)


@blueprint.get("/requests/<int:request_id>/acts/<act>")
@login_required
def ask(request_id: int, act: str) -> str:
    """What an act will bring about, and what it needs."""
    return render_template("requests/act.html", errors={}, typed={}, **_about(request_id, act))


@blueprint.post("/requests/<int:request_id>/acts/<act>")
@login_required
def do(request_id: int, act: str) -> ResponseReturnValue:
    """Do it, unless somebody has acted on the request in the meantime; what was typed stays."""
    if act not in ACTS:
        abort(404)
    actor = current_actor()
    try:
        made = _DOING[act](actor, request_id)
        version = request.form.get("version", "")
        seen = int(version) if version.isdecimal() and len(version) < 10 else -1
        service.at_version(actor, request_id, seen, made)
    except DomainError as error:
        return again("requests/act.html", error, **_about(request_id, act))
    flash(said(msg("Done. It stands in the history, and those concerned are told.")), "success")
    return redirect(f"/requests/{request_id}", 303)


def _about(request_id: int, act: str) -> dict[str, Any]:
    if act not in ACTS:
        abort(404)
    actor = current_actor()
    row = queries.read(actor, request_id)
    code = request.values.get("organisation") or None
    answer = next((each for each in row.answers if each.organisation.code == code), None)
    below = offers.askable(actor, answer.organisation) if act == "pass_down" and answer is not None else []
    return {
        "row": row,
        "act": act,
        "words": ACTS[act],
        "answer": answer,
        "ministries": accounts.ministries(actor) if act == "escalate" else [],
        "below": [each for each in below if each.level != "ministerial"],
    }


def _acknowledge(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(Acknowledgement)
    return lambda: service_answering.acknowledge(actor, id, new)


def _start(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(Acknowledgement)
    return lambda: service_answering.start(actor, id, new)


def _answer(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(RequestReply, links=links_typed(request.form.get("links", "")))
    return lambda: service_answering.answer(actor, id, new)


def _return(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(RequestReason)
    return lambda: service_answering.return_with_reason(actor, id, new)


def _pass_down(actor: Actor, id: int) -> Callable[[], object]:
    typed = codes_named(actor, between_names(request.form.get("others", "")), "to")
    new = sent(PassingDown, to=[*request.form.getlist("to"), *typed])
    return lambda: service_answering.pass_down(actor, id, new)


def _ask_extension(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(ExtensionWish)
    return lambda: service_answering.ask_extension(actor, id, new)


def _decide_extension(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(ExtensionDecision)
    return lambda: service_asking.decide_extension(actor, id, new)


def _escalate(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(Escalation)
    return lambda: service_asking.escalate(actor, id, new)


def _object(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(RequestReason)
    return lambda: service_asking.object_with_reason(actor, id, new)


def _accept(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(AnswerAcceptance)
    return lambda: service_asking.accept(actor, id, new)


def _reopen(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(RequestReason)
    return lambda: service_asking.reopen(actor, id, new)


def _close(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(RequestClosing)
    return lambda: service.close(actor, id, new)


def _publish(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(Interpretation)
    return lambda: service_publishing.publish(actor, id, new)


_DOING: Mapping[str, Callable[[Actor, int], Callable[[], object]]] = {
    "acknowledge": _acknowledge,
    "start": _start,
    "answer": _answer,
    "return": _return,
    "pass_down": _pass_down,
    "ask_extension": _ask_extension,
    "decide_extension": _decide_extension,
    "escalate": _escalate,
    "object": _object,
    "accept": _accept,
    "reopen": _reopen,
    "close": _close,
    "publish": _publish,
}
