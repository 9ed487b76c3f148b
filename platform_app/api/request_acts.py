"""What those concerned do with a request: each act with a POST of its own; If-Match is obeyed."""

from collections.abc import Callable
from typing import Any

from platform_app.access.actor import Actor
from platform_app.api import shapes_requests
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.requests import RequestId
from platform_app.api.shapes_requests import REQUEST, RequestShape
from platform_app.coordination import queries, service, service_answering, service_asking, service_publishing
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

noun = Noun("request-acts", "Acts on requests between levels.")
REASON = {"reason": "需要补充材料。"}


def acting(sends: Any = None) -> Note:
    """An act that a POST makes."""
    refusals = (403, 404, 409, 412, 422)
    return Note(RequestShape, REQUEST, 201, refusals, writes=True, match="heeded", sends=sends)


@noun.operation("POST", "/requests/<int:id>/acknowledgement", acting())
def acknowledge(actor: Actor, path: RequestId, body: Acknowledgement, version: int | None) -> Answer:
    """Take note of a request, for the organisation that is asked."""
    return _done(actor, path.id, version, lambda: service_answering.acknowledge(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/start", acting())
def start(actor: Actor, path: RequestId, body: Acknowledgement, version: int | None) -> Answer:
    """Say that the answer is being worked on."""
    return _done(actor, path.id, version, lambda: service_answering.start(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/answer", acting({"text": "按台计算。"}))
def answer(actor: Actor, path: RequestId, body: RequestReply, version: int | None) -> Answer:
    """Answer for an organisation that is asked."""
    return _done(actor, path.id, version, lambda: service_answering.answer(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/return", acting(REASON))
def send_back(actor: Actor, path: RequestId, body: RequestReason, version: int | None) -> Answer:
    """Return a request with a reason; the lower level can object to it."""
    return _done(actor, path.id, version, lambda: service_answering.return_with_reason(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/passing-down", acting({"to": ["330100"], "reason": "请提供数据。"}))
def pass_down(actor: Actor, path: RequestId, body: PassingDown, version: int | None) -> Answer:
    """Ask organisations directly below in turn; yours still answers whoever asked it."""
    return _done(actor, path.id, version, lambda: service_answering.pass_down(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/escalation", acting({**REASON, "to": "M-SAC"}))
def escalate(actor: Actor, path: RequestId, body: Escalation, version: int | None) -> Answer:
    """Send a request up with its whole history: whoever has it at any time, whoever asked once the day has passed."""
    return _done(actor, path.id, version, lambda: service_asking.escalate(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/objection", acting(REASON))
def object_to(actor: Actor, path: RequestId, body: RequestReason, version: int | None) -> Answer:
    """Object as the lower level: to an answer or a return, or to a task."""
    return _done(actor, path.id, version, lambda: service_asking.object_with_reason(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/extension", acting({**REASON, "until": "2026-12-20"}))
def ask_extension(actor: Actor, path: RequestId, body: ExtensionWish, version: int | None) -> Answer:
    """Ask for more time."""
    return _done(actor, path.id, version, lambda: service_answering.ask_extension(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/extension-decision", acting({"decision": "grant"}))
def decide_extension(actor: Actor, path: RequestId, body: ExtensionDecision, version: int | None) -> Answer:
    """Grant more time or refuse it."""
    return _done(actor, path.id, version, lambda: service_asking.decide_extension(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/acceptance", acting())
def accept(actor: Actor, path: RequestId, body: AnswerAcceptance, version: int | None) -> Answer:
    """Take an answer."""
    return _done(actor, path.id, version, lambda: service_asking.accept(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/reopening", acting(REASON))
def reopen(actor: Actor, path: RequestId, body: RequestReason, version: int | None) -> Answer:
    """Want a better answer, with a reason; what was published of it is taken off."""
    return _done(actor, path.id, version, lambda: service_asking.reopen(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/closure", acting())
def close(actor: Actor, path: RequestId, body: RequestClosing, version: int | None) -> Answer:
    """End a request for everybody."""
    return _done(actor, path.id, version, lambda: service.close(actor, path.id, body))


@noun.operation("POST", "/requests/<int:id>/publication", acting({"question": "补贴按台还是按户计算？"}))
def publish(actor: Actor, path: RequestId, body: Interpretation, version: int | None) -> Answer:
    """Make the interpretation of a standard public, under a question in words for everybody."""
    return _done(actor, path.id, version, lambda: service_publishing.publish(actor, path.id, body))


def _done(actor: Actor, request_id: int, version: int | None, act: Callable[[], object]) -> Answer:
    if version is None:
        act()
    else:
        service.at_version(actor, request_id, version, act)
    return Answer(shapes_requests.request(actor, queries.read(actor, request_id)), 201)
