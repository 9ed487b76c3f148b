"""Papers of agenda items: adding one, its content, taking it off."""

from flask import Response

from platform_app.access.actor import Actor
from platform_app.api import multipart, shapes_agenda
from platform_app.api.agenda import ItemId
from platform_app.api.answers import Answer, created
from platform_app.api.files import STREAMS, streamed
from platform_app.api.meetings import MeetingId
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Id, Nothing
from platform_app.api.shapes_agenda import PAPER, AgendaPaperShape
from platform_app.media.keeping import Upload
from platform_app.meetings import queries, queries_agenda, service_agenda_papers

noun = Noun("agenda-papers", "Papers of agenda items, read by who reads the meeting.")


class PaperOfMeeting(MeetingId):
    """Which paper of which meeting."""

    file_id: Id


class PaperOfItem(ItemId):
    """Which paper of which item."""

    file_id: Id


@noun.operation(
    "POST",
    "/meetings/<int:id>/agenda-items/<int:item_id>/papers",
    Note(
        AgendaPaperShape,
        PAPER,
        201,
        (403, 404, 409, 422),
        writes=True,
        sends={"file": "(bytes)"},
        accepted=(multipart.MEDIA_TYPE,),
    ),
)
def attach(actor: Actor, path: ItemId, body: Nothing, upload: Upload) -> Answer:
    """Add a paper, which stays as it is; kinds and sizes are those of cases, at most 20 an item."""
    item = service_agenda_papers.attach(actor, path.id, path.item_id, upload)
    shape = shapes_agenda.paper(actor, queries.get(actor, path.id), item.papers[-1])
    return created(shape, shape.content_url)


@noun.operation(
    "GET",
    "/meetings/<int:id>/papers/<int:file_id>/content",
    Note(None, streams=STREAMS, refusals=(404, 416)),
)
def content(actor: Actor, path: PaperOfMeeting) -> Response:
    """A paper itself, whole or a range of its bytes."""
    return streamed(queries_agenda.paper(actor, path.id, path.file_id))


@noun.operation(
    "DELETE",
    "/meetings/<int:id>/agenda-items/<int:item_id>/papers/<int:file_id>",
    Note(None, status=204, refusals=(403, 404, 409), writes=True),
)
def detach(actor: Actor, path: PaperOfItem) -> Answer:
    """Take a paper off an item."""
    service_agenda_papers.detach(actor, path.id, path.item_id, path.file_id)
    return Answer(None, 204)
