"""Who comes to a meeting: the invited organisations, whom they name, and what those answer."""

from flask import Response

from platform_app.access.actor import Actor
from platform_app.api import examples, multipart, shapes_delegates
from platform_app.api.answers import Answer, created
from platform_app.api.files import STREAMS, streamed
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import CALENDAR, JSON, Asked, Id
from platform_app.api.shapes import Listing, whole
from platform_app.api.shapes_delegates import DELEGATE, DELEGATION, DelegateShape, DelegationShape
from platform_app.media.keeping import Upload
from platform_app.meetings import queries, queries_people, service_answers, service_delegates
from platform_app.meetings.inputs_people import DelegateAnswer, NewDelegate, NewSubstitute
from platform_app.meetings.models_people import Delegate

noun = Noun("delegates", "Who comes to a meeting, and what they answer.")
NEW = {"organisation": "330100", "email": "lin@hangzhou.example", "capacity": "member"}


class MeetingId(Asked):
    """Which meeting."""

    id: Id


class DelegateId(MeetingId):
    """Which delegate of which meeting."""

    delegate_id: Id


@noun.operation(
    "GET",
    "/meetings/<int:id>/delegates",
    Note(Listing[DelegationShape], examples.listing(DELEGATION), refusals=(403, 404), needs_token=True),
)
def index(actor: Actor, path: MeetingId) -> Answer:
    """Every invited organisation with who comes for it; for the organisations of its body and the secretariat."""
    meeting, rows = queries_people.delegations(actor, path.id)
    shapes = [shapes_delegates.delegation(actor, meeting, row) for row in rows]
    return Answer(Listing[DelegationShape](**whole(shapes)))


@noun.operation(
    "POST",
    "/meetings/<int:id>/delegates",
    Note(DelegateShape, DELEGATE, 201, (403, 404, 409, 422), writes=True, sends=NEW),
)
def name(actor: Actor, path: MeetingId, body: NewDelegate) -> Answer:
    """Name somebody for an invited organisation, as its coordinator; she is invited by mail.

    An observer organisation names observers, a guest guests; a substitute brings a `letter`.
    """
    made = _shape(actor, path.id, service_delegates.name(actor, path.id, body))
    return created(made, made.organisation.url)


@noun.operation(
    "POST",
    "/meetings/<int:id>/substitutes",
    Note(
        DelegateShape,
        DELEGATE,
        201,
        (403, 404, 409, 422),
        writes=True,
        sends={"file": "(bytes)", "organisation": "330100", "email": "lin@hangzhou.example", "name": "林晓"},
        accepted=(multipart.MEDIA_TYPE,),
    ),
)
def send_substitute(actor: Actor, path: MeetingId, body: NewSubstitute, upload: Upload) -> Answer:
    """Name a substitute whose letter is a file; with a letter of text, name her as a delegate."""
    new = NewDelegate(**body.model_dump(), capacity="substitute")
    made = _shape(actor, path.id, service_delegates.name(actor, path.id, new, letter=upload))
    return created(made, made.organisation.url)


@noun.operation(
    "GET",
    "/meetings/<int:id>/delegates/<int:delegate_id>/letter",
    Note(None, streams=STREAMS, refusals=(403, 404, 416), needs_token=True),
)
def letter(actor: Actor, path: DelegateId) -> Response:
    """The file of a substitute's letter, for her organisation and the secretariat."""
    return streamed(queries_people.letter(actor, path.id, path.delegate_id))


@noun.operation(
    "DELETE",
    "/meetings/<int:id>/delegates/<int:delegate_id>",
    Note(None, status=204, refusals=(403, 404, 409), writes=True),
)
def withdraw(actor: Actor, path: DelegateId) -> Answer:
    """Send somebody no longer; she is told, and her link and calendar entry hold no more."""
    service_delegates.withdraw(actor, path.id, path.delegate_id)
    return Answer(None, 204)


@noun.operation(
    "POST",
    "/meetings/<int:id>/answers",
    Note(
        DelegateShape,
        DELEGATE,
        201,
        (403, 404, 409, 422),
        writes=True,
        sends={"answer": "accepted"},
        accepted=(*JSON, CALENDAR),
    ),
)
def answer(actor: Actor, path: MeetingId, body: DelegateAnswer, calendar: bytes | None) -> Answer:
    """Say whether somebody comes: oneself, or a delegate of one's organisation.

    As JSON, or as `text/calendar`: an iTIP REPLY (RFC 5546) as calendar programs write it, which the secretariat may
    hand in too. An older answer, or one to an earlier invitation, is refused.
    """
    if calendar is not None:
        row = service_answers.take_reply(actor, calendar, meeting_id=path.id)
    else:
        row = service_answers.answer(actor, path.id, body)
    return Answer(_shape(actor, path.id, row), 201)


def _shape(actor: Actor, meeting_id: int, row: Delegate) -> DelegateShape:
    meeting = queries.get(actor, meeting_id)
    return shapes_delegates.delegate(actor, meeting, queries_people.delegate(meeting_id, row.id))
