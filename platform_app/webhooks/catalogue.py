"""What can be told: the name of each happening and the event it is. Only what everybody may read at that moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from platform_app import events
from platform_app.access.actor import ANONYMOUS
from platform_app.kernel import subjects
from platform_app.kernel.errors import NotFound
from platform_app.kernel.messages import Message, msg
from platform_app.kernel.subjects import SubjectRef

PING = "ping"


@dataclass(frozen=True)
class Happening:
    """Its name in a payload, the event that it is, and what it means."""

    name: str
    event: type[events.Event]
    meaning: Message


HAPPENINGS = (
    Happening("case.published", events.CasePublished, msg("A case was published, or a newer revision of it")),
    Happening("case.featured", events.CaseFeatured, msg("A case was featured")),
    Happening("case.announced", events.CaseAnnounced, msg("A case was announced as a typical case")),
    Happening("thread.started", events.ThreadStarted, msg("A thread was started")),
    Happening("post.written", events.PostWritten, msg("A reply was written")),
    Happening("answer.accepted", events.AnswerAccepted, msg("An answer was accepted")),
    Happening("ask.made", events.AskMade, msg("A question was put to an organisation")),
    Happening("ask.answered", events.AskAnswered, msg("An organisation answered a question that was put to it")),
)
_NEW_TO_READERS = {events.ThreadReleased: events.ThreadStarted, events.PostReleased: events.PostWritten}
_BY_EVENT = {each.event: each for each in HAPPENINGS}
BY_EVENT: Mapping[type, Happening] = {
    **_BY_EVENT,
    **{released: _BY_EVENT[written] for released, written in _NEW_TO_READERS.items()},
}
NAMES = tuple(each.name for each in HAPPENINGS)


@dataclass(frozen=True)
class Told:
    """A public happening: what it is about, and the paths of the organisations it concerns."""

    name: str
    subject: SubjectRef
    thread_id: int | None
    org_id: int | None
    paths: tuple[str, ...]


def told(event: Any) -> Told | None:
    """What is told of an event; None if not everybody may read what it is about."""
    ref = SubjectRef(event.subject_kind, event.subject_id)
    subject = public(ref)
    if subject is None:
        return None
    thread = subject if ref.kind == "thread" else getattr(subject, "thread", None)
    owners = (subject, thread, getattr(subject, "organisation", None) if ref.kind == "ask" else None)
    paths = dict.fromkeys(path for each in owners if (path := getattr(each, "org_path", None)))
    name = BY_EVENT[type(event)].name
    return Told(name, ref, thread.id if thread else None, event.org_id, tuple(paths))


def public(ref: SubjectRef) -> Any:
    """The thing itself if everybody may read it now, else None."""
    try:
        return subjects.load(ANONYMOUS, ref)
    except NotFound:
        return None
