"""The queue of what is to be told: one row in the transaction of the act, whoever and however many follow it."""

from platform_app.following.models import NoticeJob
from platform_app.following.telling import TELLERS
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import Recorded

_DETAILS = ("post_id", "revision_id", "answer_id", "row_id")


def is_noted(event: type) -> bool:
    """Whether anybody is told of this kind of event."""
    return event.__name__ in TELLERS


def note(recorded: Recorded) -> None:
    """Put an event into the queue, inside its transaction."""
    event = recorded.event
    db.session.add(
        NoticeJob(
            event=type(event).__name__,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            detail_id=next((getattr(event, name) for name in _DETAILS if getattr(event, name, None)), None),
            actor_id=recorded.actor.id,
            actor_name=recorded.actor.name,
            at=recorded.at,
        )
    )


def note_for(recorded: Recorded, person_id: int, about: SubjectRef, sentence: str) -> None:
    """Have one person told what moderators decided, inside the transaction of the act; `about` is hers to see.

    For handlers of events before the commit; `about` is a thread, a post, a case or the person herself. Where the
    event is wired to `worker.tell_soon` she is told at once, else in the worker's next round.
    """
    db.session.add(
        NoticeJob(
            event="Moderated",
            subject_kind=about.kind,
            subject_id=about.id,
            actor_id=recorded.actor.id,
            actor_name=recorded.actor.name,
            person_id=person_id,
            note=" ".join(sentence.split())[:500],
            at=recorded.at,
        )
    )
