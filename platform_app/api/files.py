"""Files of a case: the list, one of them, its content; whatever changes them makes a revision of the case."""

from typing import Annotated, Any, Literal

from flask import Response, request
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api import examples, multipart
from platform_app.api.answers import Answer, created
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.problems import Problem
from platform_app.api.reading import MERGE_PATCH, Asked, Id
from platform_app.api.shapes import Entity, Listing, address, reader_language, whole
from platform_app.api.shapes_case import Words
from platform_app.cases import files, queries
from platform_app.cases.files import ShownFile
from platform_app.cases.inputs import FileKind, FileWords
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.media import delivery
from platform_app.media import queries as media
from platform_app.media.addresses import page_address
from platform_app.media.images import WIDTHS
from platform_app.media.keeping import Upload
from platform_app.media.kinds import KINDS
from platform_app.media.models import File

noun = Noun("files", "Pictures and files of cases, seen by whoever sees them in their case.")

STREAMS = tuple(dict.fromkeys(kind.media_type for kind in KINDS))
Progress = Literal["none", "waiting", "done", "failed"]


class FileId(Asked):
    """Which file."""

    id: Id


class FilesQuery(Asked):
    """Of which revision."""

    revision: Literal["public", "latest"] = Field("public", description="`latest`: with changes not yet published")


class ContentQuery(Asked):
    """How large."""

    w: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        None, description=f"A picture of this width as WebP: one of {WIDTHS}; else, and until it is made, the original"
    )


class FileShape(Entity):
    """A file and what its case says of it. `version` is that of the case: the words are part of what it says."""

    case_id: int
    name: str
    media_type: str
    kind: FileKind
    size: int = Field(description="Bytes")
    width: int | None = Field(description="Pixels; pictures only")
    height: int | None
    sha256: str
    alt: Words = Field(description="What a picture shows, for those who cannot see it; the title of anything else")
    caption: Words
    position: int | None = Field(
        description="Its place in the case, from 0; null where the revision no longer shows it"
    )
    is_public: bool = Field(description="Readers see it")
    content_url: str
    page_url: str = Field(description="Where browsers find it")
    variants: Progress = Field(description="Smaller pictures")
    text: Progress = Field(description="Text for search")
    text_error: str | None = Field(description="Why there is none")
    uploaded_by: str | None = Field(description="For members only")


@noun.operation(
    "GET",
    "/cases/<int:id>/files",
    Note(gives=Listing[FileShape], example=examples.listing(examples.FILE), refusals=(404, 422)),
)
def index(actor: Actor, path: CaseId, query: FilesQuery) -> Answer:
    """Files that a case shows, in its order."""
    reading = queries.read(actor, path.id, latest=query.revision == "latest")
    rows = files.of_reading(actor, reading)
    return Answer(Listing[FileShape](**whole([shape(actor, row) for row in rows])))


@noun.operation(
    "POST",
    "/cases/<int:id>/files",
    Note(
        writes=True,
        gives=FileShape,
        status=201,
        example=examples.FILE,
        sends={"file": "(bytes)", **examples.FILE_WORDS},
        refusals=(403, 404, 409, 422),
        match="heeded",
        accepted=(multipart.MEDIA_TYPE,),
    ),
)
def attach(actor: Actor, path: CaseId, body: FileWords, upload: Upload, version: int | None) -> Answer:
    """Add a file to a case.

    PNG, JPEG, WebP, GIF, PDF, docx, xlsx, pptx or CSV, at most 20 MiB, at most 20 for a case. A picture needs `alt_zh`
    or `alt_en`, whichever is the language of the request. Readers of a published case see it once that is published.
    """
    made = files.attach(actor, path.id, upload, body, language=reader_language(), version=version)
    return created(shape(actor, made), address("files.show", id=made.file.id))


@noun.operation("GET", "/files/<int:id>", Note(gives=FileShape, example=examples.FILE, refusals=(404,)))
def show(actor: Actor, path: FileId) -> Answer:
    """One file with what its case says of it. Its ETag is what PATCH and DELETE want in If-Match."""
    return Answer(shape(actor, files.read(actor, path.id)))


@noun.operation(
    "PATCH",
    "/files/<int:id>",
    Note(
        writes=True,
        gives=FileShape,
        example=examples.FILE,
        sends={"alt_en": "The entrance before and after"},
        refusals=(403, 404, 409, 422),
        match="needed",
        accepted=MERGE_PATCH,
    ),
)
def describe(actor: Actor, path: FileId, version: int | None, patch: Any) -> Answer:
    """Change what is said of a file: `alt_zh`, `alt_en`, `caption_zh`, `caption_en`; null empties."""
    if not isinstance(patch, dict):
        raise Invalid.one("", msg("This must be an object."))
    return Answer(shape(actor, files.describe(actor, path.id, patch, version=version)))


@noun.operation(
    "DELETE",
    "/files/<int:id>",
    Note(writes=True, gives=None, status=204, refusals=(403, 404, 409, 422), match="needed"),
)
def detach(actor: Actor, path: FileId, version: int | None) -> Answer:
    """Take a file out of its case; older revisions keep it."""
    files.detach(actor, path.id, version=version)
    return Answer(None, 204)


@noun.operation("GET", "/files/<int:id>/content", Note(gives=None, streams=STREAMS, refusals=(404, 416, 422)))
def content(actor: Actor, path: FileId, query: ContentQuery) -> Response:
    """The file itself, whole or a range of its bytes; pictures also smaller."""
    return streamed(media.get(actor, path.id), width=query.w)


def streamed(file: File, *, width: int | None = None) -> Response:
    """A file that the caller may read, or the part of it that the request asks for.

    Raises:
        Problem: 416, the file has no such part.
    """
    headers = request.headers
    asked = delivery.Asked(request.method, headers.get("Range"), headers.get("If-Range"), headers.get("If-None-Match"))
    found = delivery.deliver(file, asked, width=width)
    if found.status == 416:
        sentence = msg("The header Range asks for a part that the file does not have.")
        raise Problem(416, "range", sentence, {"Content-Range": found.headers["Content-Range"]})
    answer = Response(found.blocks or (), found.status, dict(found.headers), direct_passthrough=False)
    answer.vary.update(("Authorization",))
    return answer


def shape(actor: Actor, shown: ShownFile) -> FileShape:
    """A file as this caller may know it."""
    file, case, words = shown.file, shown.case, shown.words
    same = ("id", "name", "media_type", "kind", "size", "width", "height", "sha256", "created_at", "text_error")
    return FileShape(
        **{name: getattr(file, name) for name in same},
        url=address("files.show", id=file.id),
        version=case.version,
        updated_at=case.updated_at,
        actions=_actions(actor, shown),
        case_id=case.id,
        alt=Words(zh=words.alt.zh, en=words.alt.en) if words else Words(zh=None, en=None),
        caption=Words(zh=words.caption.zh, en=words.caption.en) if words else Words(zh=None, en=None),
        position=shown.position,
        is_public=file.is_shown,
        content_url=address("files.content", id=file.id),
        page_url=_page(file),
        variants=file.variants_state,
        text=file.text_state,
        uploaded_by=file.uploaded_by_name if allows(actor, P.CASE_SEE_CONTACT, case) else None,
    )


def _page(file: File) -> str:
    return request.url_root.rstrip("/") + page_address(file.id, file.name)


def _actions(actor: Actor, shown: ShownFile) -> list[str]:
    may = actor.may_write and shown.words is not None and allows(actor, P.CASE_EDIT, shown.case)
    return ["describe", "detach"] if may else []
