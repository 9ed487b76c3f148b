"""Papers of requests between levels: the list, adding one, its content, taking it out."""

from datetime import datetime

from flask import Response
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import multipart
from platform_app.api.answers import Answer, created
from platform_app.api.files import STREAMS, streamed
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Id
from platform_app.api.requests import RequestId
from platform_app.api.shapes import Listing, Shape, address, whole
from platform_app.coordination import queries, queries_papers, service_papers
from platform_app.coordination.inputs import PaperFor
from platform_app.coordination.models import Request
from platform_app.media.keeping import Upload
from platform_app.media.models import File

noun = Noun("request-papers", "Papers of requests between levels, read by who reads the request.")


class PaperOf(RequestId):
    """Which paper of which request."""

    file_id: Id


class PaperShape(Shape):
    """A paper."""

    id: int
    name: str
    media_type: str
    size: int = Field(description="Bytes")
    sha256: str
    organisation: str = Field(description="Code of the organisation that added it")
    uploaded_by: str
    created_at: datetime
    content_url: str


PAPER = {
    "id": 31,
    "name": "补贴办法.pdf",
    "media_type": "application/pdf",
    "size": 182044,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "organisation": "330100",
    "uploaded_by": "林晓",
    "created_at": "2026-11-02T03:12:00Z",
    "content_url": "/api/v1/requests/7/papers/31/content",
}
LISTED = {"items": [PAPER], "next": None, "total": 1}


@noun.operation(
    "GET", "/requests/<int:id>/papers", Note(Listing[PaperShape], LISTED, refusals=(404,), needs_token=True)
)
def index(actor: Actor, path: RequestId) -> Answer:
    """The papers of a request, the oldest first."""
    row = queries.get(actor, path.id)
    items = [_shape(row, paper) for paper in queries_papers.papers(actor, row)]
    return Answer(Listing[PaperShape](**whole(items)))


@noun.operation(
    "POST",
    "/requests/<int:id>/papers",
    Note(
        PaperShape,
        PAPER,
        201,
        (403, 404, 409, 422),
        writes=True,
        sends={"file": "(bytes)", "organisation": "330100"},
        accepted=(multipart.MEDIA_TYPE,),
    ),
)
def attach(actor: Actor, path: RequestId, body: PaperFor, upload: Upload) -> Answer:
    """Add a paper for an organisation that asks or is asked; kinds and sizes are those of cases, at most 20."""
    paper = service_papers.attach(actor, path.id, upload, organisation=body.organisation)
    shape = _shape(queries.get(actor, path.id), paper)
    return created(shape, shape.content_url)


@noun.operation(
    "GET",
    "/requests/<int:id>/papers/<int:file_id>/content",
    Note(None, streams=STREAMS, refusals=(404, 416), needs_token=True),
)
def content(actor: Actor, path: PaperOf) -> Response:
    """A paper itself, whole or a range of its bytes."""
    return streamed(queries_papers.paper(actor, path.id, path.file_id))


@noun.operation(
    "DELETE", "/requests/<int:id>/papers/<int:file_id>", Note(None, status=204, refusals=(403, 404, 409), writes=True)
)
def detach(actor: Actor, path: PaperOf) -> Answer:
    """Take a paper out; the history keeps that it was there."""
    service_papers.detach(actor, path.id, path.file_id)
    return Answer(None, 204)


def _shape(row: Request, paper: File) -> PaperShape:
    codes = {party.org_id: party.organisation.code for party in row.parties}
    return PaperShape(
        id=paper.id,
        name=paper.name,
        media_type=paper.media_type,
        size=paper.size,
        sha256=paper.sha256,
        organisation=codes[paper.org_id or 0],
        uploaded_by=paper.uploaded_by_name,
        created_at=paper.created_at,
        content_url=address("request-papers.content", id=row.id, file_id=paper.id),
    )
