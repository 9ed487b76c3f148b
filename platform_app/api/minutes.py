"""The minutes of a meeting: reading, writing item by item, comments, approval, addenda, files to take away."""

from hashlib import sha256

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_minutes
from platform_app.api.answers import Answer, SentFile, created
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id
from platform_app.api.shapes import Listing, address, reader_language, whole
from platform_app.api.shapes_minutes import (
    ADDENDUM,
    COMMENT,
    ITEM,
    MINUTES,
    REVISION,
    AddendumShape,
    CommentShape,
    ItemMinutesShape,
    MinutesRevisionShape,
    MinutesShape,
)
from platform_app.exports import minutes as files
from platform_app.exports.inputs import MinutesExport
from platform_app.meetings import queries_minutes, service_approval, service_comments, service_minutes
from platform_app.meetings.inputs_minutes import (
    Approval,
    Circulation,
    Disposition,
    MinutesText,
    NewAddendum,
    NewComment,
)

noun = Noun("minutes", "The minutes of meetings.")
PLAIN = "text/plain; charset=utf-8"
CANONICAL = {PLAIN: "MINUTES 1\nbody: JM\nnumber: 3\n…\nEND\n"}


class MeetingId(Asked):
    """Which meeting."""

    id: Id


class ItemId(MeetingId):
    """Which item of its agenda."""

    item: Id


class CommentId(MeetingId):
    """Which comment."""

    comment: Id


class AddendumNo(MeetingId):
    """Which addendum."""

    no: Id


def acting(sends: object) -> Note:
    """An act on the minutes as a whole."""
    return Note(MinutesShape, MINUTES, 201, (403, 404, 409, 412, 422), writes=True, match="heeded", sends=sends)


@noun.operation("GET", "/meetings/<int:id>/minutes", Note(MinutesShape, MINUTES, refusals=(404,)))
def show(actor: Actor, path: MeetingId) -> Answer:
    """Drafts are for the secretariat of the body, circulated minutes for its members, approved ones for everybody.

    Minutes of a meeting that is not public stay with its body.
    """
    return Answer(shapes_minutes.minutes(actor, queries_minutes.read(actor, path.id)))


@noun.operation("GET", "/meetings/<int:id>/minutes/<int:item>", Note(ItemMinutesShape, ITEM, refusals=(404,)))
def item(actor: Actor, path: ItemId) -> Answer:
    """The minutes of one agenda item; its ETag is what the next save needs."""
    return Answer(shapes_minutes.item(queries_minutes.item(actor, path.id, path.item)[1]))


@noun.operation(
    "PUT",
    "/meetings/<int:id>/minutes/<int:item>",
    Note(
        ItemMinutesShape,
        ITEM,
        refusals=(403, 404, 409, 412, 422, 428),
        writes=True,
        match="needed",
        sends={"text_zh": ITEM["text_zh"]},
    ),
)
def save(actor: Actor, path: ItemId, body: MinutesText, version: int | None) -> Answer:
    """Save both texts of an item over the version that you have read (0 = none yet); each save is a revision.

    Approved minutes are locked (409): an addendum corrects them.
    """
    there = queries_minutes.item(actor, path.id, path.item)[1].version if version is None else version
    service_minutes.save(actor, path.id, path.item, there, body)
    return Answer(shapes_minutes.item(queries_minutes.item(actor, path.id, path.item)[1]))


@noun.operation(
    "GET",
    "/meetings/<int:id>/minutes/<int:item>/revisions",
    Note(Listing[MinutesRevisionShape], examples.listing(REVISION), refusals=(404,), needs_token=True),
)
def revisions(actor: Actor, path: ItemId) -> Answer:
    """Every save of an item's minutes, the newest first; for the secretariat and the organisations of the body."""
    rows = queries_minutes.revisions(actor, path.id, path.item)[2]
    return Answer(Listing[MinutesRevisionShape](**whole([shapes_minutes.revision(row) for row in rows])))


@noun.operation("POST", "/meetings/<int:id>/minutes/circulation", acting({"comments_until": "2026-12-11"}))
def circulate(actor: Actor, path: MeetingId, body: Circulation, version: int | None) -> Answer:
    """Send the minutes to the members for comments until a day, that day included; they may go round again."""
    service_comments.circulate(actor, path.id, body, version)
    return _whole(actor, path.id)


@noun.operation(
    "POST",
    "/meetings/<int:id>/minutes/comments",
    Note(CommentShape, COMMENT, 201, (403, 404, 409, 422), writes=True, sends={"text": COMMENT["text"]}),
)
def comment(actor: Actor, path: MeetingId, body: NewComment) -> Answer:
    """Say for your member organisation what should change, in an item or in the whole."""
    row = service_comments.comment(actor, path.id, body)
    return created(shapes_minutes.comment(row), address("minutes.show", id=path.id))


@noun.operation(
    "POST",
    "/meetings/<int:id>/minutes/comments/<int:comment>/disposition",
    Note(
        CommentShape,
        COMMENT,
        201,
        (403, 404, 409, 412, 422),
        writes=True,
        match="heeded",
        sends={"disposition": "accepted", "words": "已补充。"},
    ),
)
def dispose(actor: Actor, path: CommentId, body: Disposition, version: int | None) -> Answer:
    """Say what becomes of a comment; it can be changed until the minutes are approved."""
    return Answer(shapes_minutes.comment(service_comments.dispose(actor, path.id, path.comment, body, version)), 201)


@noun.operation("POST", "/meetings/<int:id>/minutes/approval", acting({}))
def approve(actor: Actor, path: MeetingId, body: Approval, version: int | None) -> Answer:
    """Approve the minutes as the chair; they are locked under a SHA-256 from then on.

    Refused (409) while members may comment or a comment is not decided.
    """
    service_approval.approve(actor, path.id, body, version)
    return _whole(actor, path.id)


@noun.operation(
    "POST",
    "/meetings/<int:id>/minutes/addenda",
    Note(AddendumShape, ADDENDUM, 201, (403, 404, 409, 422), writes=True, sends={"text_zh": ADDENDUM["text_zh"]}),
)
def add_addendum(actor: Actor, path: MeetingId, body: NewAddendum) -> Answer:
    """Correct approved minutes by a dated, numbered addendum with a digest of its own."""
    row = service_approval.add_addendum(actor, path.id, body)
    return created(shapes_minutes.addendum(row), address("minutes.show", id=path.id))


@noun.operation("GET", "/meetings/<int:id>/minutes/canonical", Note(None, files=CANONICAL, refusals=(404,)))
def canonical(actor: Actor, path: MeetingId) -> SentFile:
    """The text of approved minutes that their SHA-256 is over, as `sha256sum` takes it."""
    return _plain(queries_minutes.canonical_text(actor, path.id), f"minutes-{path.id}.txt")


@noun.operation(
    "GET", "/meetings/<int:id>/minutes/addenda/<int:no>/canonical", Note(None, files=CANONICAL, refusals=(404,))
)
def canonical_addendum(actor: Actor, path: AddendumNo) -> SentFile:
    """The text of an addendum that its SHA-256 is over."""
    name = f"minutes-{path.id}-addendum-{path.no}.txt"
    return _plain(queries_minutes.canonical_addendum(actor, path.id, path.no), name)


@noun.operation(
    "GET",
    "/meetings/<int:id>/minutes/export",
    Note(None, files={form.media_type: "…" for form in files.FORMATS.values()}, refusals=(404, 422)),
)
def export(actor: Actor, path: MeetingId, query: MinutesExport) -> SentFile:
    """The minutes as Markdown, as an HTML file that prints well, or for Word, in one language."""
    made = files.export(actor, path.id, query.format, query.language or reader_language())
    return SentFile(made.body, made.media_type, made.filename, sha256(made.body).hexdigest()[:32])


def _plain(text: str, name: str) -> SentFile:
    body = text.encode()
    return SentFile(body, PLAIN, name, sha256(body).hexdigest()[:32])


def _whole(actor: Actor, meeting_id: int) -> Answer:
    return Answer(shapes_minutes.minutes(actor, queries_minutes.read(actor, meeting_id)), 201)
