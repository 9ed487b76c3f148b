"""What the secretariat of a body does with a meeting: each act with a POST of its own; If-Match is obeyed."""

from collections.abc import Callable
from typing import Any

from platform_app.access.actor import Actor
from platform_app.api.answers import Answer
from platform_app.api.meetings import MeetingId, whole
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes_meetings import MEETING, MeetingShape
from platform_app.meetings import service, service_versions
from platform_app.meetings.inputs import Cancellation, Convocation, Holding, Postponement

noun = Noun("meeting-acts", "Acts on meetings.")
REASON = {"reason": "与其他会议冲突。"}


def acting(sends: Any = None) -> Note:
    """An act that a POST makes."""
    refusals = (403, 404, 409, 412, 422)
    return Note(MeetingShape, MEETING, 201, refusals, writes=True, match="heeded", sends=sends)


@noun.operation("POST", "/meetings/<int:id>/convocation", acting({"words": "请按期报送参会名单。"}))
def convene(actor: Actor, path: MeetingId, body: Convocation, version: int | None) -> Answer:
    """Invite the organisations of the body, with its members and its quorum as they are now."""
    return _done(actor, path.id, version, lambda: service.convene(actor, path.id, body))


@noun.operation("POST", "/meetings/<int:id>/postponement", acting(REASON))
def postpone(actor: Actor, path: MeetingId, body: Postponement, version: int | None) -> Answer:
    """Put a meeting off, with a reason; it is convened again once it has a new time."""
    return _done(actor, path.id, version, lambda: service.postpone(actor, path.id, body))


@noun.operation("POST", "/meetings/<int:id>/cancellation", acting(REASON))
def cancel(actor: Actor, path: MeetingId, body: Cancellation, version: int | None) -> Answer:
    """Call a meeting off for good, with a reason."""
    return _done(actor, path.id, version, lambda: service.cancel(actor, path.id, body))


@noun.operation("POST", "/meetings/<int:id>/holding", acting())
def hold(actor: Actor, path: MeetingId, body: Holding, version: int | None) -> Answer:
    """Say that a meeting was held; who was there and its quorum are frozen."""
    return _done(actor, path.id, version, lambda: service.hold(actor, path.id, body))


@noun.operation("POST", "/meetings/<int:id>/closure", acting())
def close(actor: Actor, path: MeetingId, version: int | None) -> Answer:
    """Put a meeting away once its minutes are approved."""
    return _done(actor, path.id, version, lambda: service.close(actor, path.id))


def _done(actor: Actor, meeting_id: int, version: int | None, act: Callable[[], object]) -> Answer:
    if version is None:
        act()
    else:
        service_versions.at_version(actor, meeting_id, version, act)
    return Answer(whole(actor, meeting_id), 201)
