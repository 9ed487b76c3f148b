"""What the index has to look at again after something happened to minutes, resolutions or a body."""

from sqlalchemy import select

from platform_app import events
from platform_app.kernel.db import db
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import Resolution
from platform_app.search import documents_minutes
from platform_app.search.models import QueuedChange

_OF_MINUTES = (events.MinutesApproved, events.MinutesAddendumMade, events.MeetingClosed)
NOTED = (events.ResolutionEvent, *_OF_MINUTES, events.BodyEdited)


def note(event: events.Event) -> None:
    """A row for each thing that is concerned."""
    if isinstance(event, events.ResolutionEvent):
        _add("resolution", event.subject_id)
    elif isinstance(event, _OF_MINUTES):
        _add("minutes", event.subject_id)
    else:
        _note_body(event.subject_id)


def _note_body(body_id: int) -> None:
    """What is kept within a body is found by its members, who may be others now."""
    held = select(Meeting.id).where(Meeting.body_id == body_id, documents_minutes.approved())
    for meeting_id in db.session.scalars(held):
        _add("minutes", meeting_id)
    adopted = select(Resolution.id).where(Resolution.body_id == body_id, documents_minutes.adopted())
    for resolution_id in db.session.scalars(adopted):
        _add("resolution", resolution_id)


def _add(kind: str, id: int) -> None:
    db.session.add(QueuedChange(kind=kind, subject_id=id, hides=False))
