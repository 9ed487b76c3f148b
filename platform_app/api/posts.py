"""Posts: those of a thread, one of them, replying, editing, taking back, signs, files."""

from platform_app.access.actor import Actor
from platform_app.api import examples, multipart, shapes_exchange
from platform_app.api import examples_exchange as example
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery
from platform_app.api.shapes import Listing, address, whole
from platform_app.api.shapes_exchange import PostRevisionShape, PostShape
from platform_app.api.threads import ThreadId
from platform_app.exchange import queries, queries_posts, service_files, service_posts
from platform_app.exchange.inputs import Alt, FileSays, NewPost, PostChange, Sign
from platform_app.kernel.inputs import Input
from platform_app.media.keeping import Upload

noun = Noun("posts", "What is said in threads.")


class PostId(Asked):
    """Which post."""

    id: Id


class SignOf(Asked):
    """Which sign of which post."""

    id: Id
    sign: Sign


class FileOf(Asked):
    """Which file of which post."""

    id: Id
    file_id: Id


class NewSign(Input):
    """A sign."""

    sign: Sign


class PostFileWords(Input):
    """What a picture shows, for those who cannot see it."""

    alt: Alt | None = None


@noun.operation(
    "GET",
    "/threads/<int:id>/posts",
    Note(gives=Listing[PostShape], example=examples.listing(example.POST), refusals=(404, 422)),
)
def of_thread(actor: Actor, path: ThreadId, query: ListQuery) -> Answer:
    """Posts of a thread from its first; what is hidden or taken back keeps its place without its words."""
    thread = queries.get(actor, path.id)
    page = queries_posts.posts(actor, thread, query.page)
    return part(page, [shapes_exchange.post(actor, shown) for shown in page.items], Listing[PostShape])


@noun.operation(
    "POST",
    "/threads/<int:id>/posts",
    Note(
        PostShape,
        example.POST,
        201,
        (403, 404, 409, 422),
        writes=True,
        sends={"text": example.POST["text"], "in_reply_to": 87},
    ),
)
def reply(actor: Actor, path: ThreadId, body: NewPost) -> Answer:
    """Reply. A thread that is locked, hidden or merged answers 409."""
    made = service_posts.reply(actor, path.id, body)
    return created(_told(actor, made.id), address("posts.show", id=made.id))


@noun.operation("GET", "/posts/<int:id>", Note(gives=PostShape, example=example.POST, refusals=(404,)))
def show(actor: Actor, path: PostId) -> Answer:
    """One post. Its ETag is what PATCH wants in If-Match."""
    return Answer(_told(actor, path.id))


@noun.operation(
    "PATCH",
    "/posts/<int:id>",
    Note(
        PostShape,
        example.POST,
        refusals=(403, 404, 409, 422),
        writes=True,
        match="needed",
        sends={"text": "每台约四十五万元。"},
    ),
)
def change(actor: Actor, path: PostId, body: PostChange, version: int | None) -> Answer:
    """Give your post another text; what it said before stays readable."""
    service_posts.edit(actor, path.id, body, version=version)
    return Answer(_told(actor, path.id))


@noun.operation("DELETE", "/posts/<int:id>", Note(None, status=204, refusals=(403, 404, 409), writes=True))
def take_back(actor: Actor, path: PostId) -> Answer:
    """Take your post back; its place stays. A first post that nobody answered takes its thread with it."""
    service_posts.take_back(actor, path.id)
    return Answer(None, 204)


@noun.operation(
    "GET",
    "/posts/<int:id>/revisions",
    Note(gives=Listing[PostRevisionShape], example=examples.listing(example.POST_REVISION), refusals=(404,)),
)
def revisions(actor: Actor, path: PostId) -> Answer:
    """What a post has said, the newest first."""
    _, rows = queries_posts.revisions(actor, path.id)
    return Answer(Listing[PostRevisionShape](**whole([shapes_exchange.revision(row) for row in rows])))


@noun.operation(
    "POST",
    "/posts/<int:id>/reactions",
    Note(PostShape, example.POST, refusals=(403, 404, 409, 422), writes=True, sends={"sign": "thanks"}),
)
def react(actor: Actor, path: PostId, body: NewSign) -> Answer:
    """Give somebody else's post a sign; twice is once."""
    service_posts.react(actor, path.id, body.sign)
    return Answer(_told(actor, path.id))


@noun.operation(
    "DELETE",
    "/posts/<int:id>/reactions/<sign>",
    Note(None, status=204, refusals=(403, 404), writes=True),
)
def take_sign_back(actor: Actor, path: SignOf) -> Answer:
    """Take your sign back."""
    service_posts.take_sign_back(actor, path.id, path.sign)
    return Answer(None, 204)


@noun.operation(
    "POST",
    "/posts/<int:id>/files",
    Note(
        PostShape,
        example.POST,
        201,
        (403, 404, 409, 422),
        writes=True,
        sends={"file": "(bytes)", "alt": "电梯外观"},
        accepted=(multipart.MEDIA_TYPE,),
    ),
)
def attach(actor: Actor, path: PostId, body: PostFileWords, upload: Upload) -> Answer:
    """Add a file to your post; the kinds and sizes are those of cases, at most 10 for a post."""
    service_files.attach(actor, path.id, upload, alt=body.alt)
    return created(_told(actor, path.id), address("posts.show", id=path.id))


@noun.operation(
    "PATCH",
    "/posts/<int:id>/files/<int:file_id>",
    Note(PostShape, example.POST, refusals=(403, 404, 409, 422), writes=True, sends={"alt": "电梯外观"}),
)
def describe(actor: Actor, path: FileOf, body: FileSays) -> Answer:
    """Say what a file of your post shows."""
    service_files.describe(actor, path.id, path.file_id, body.alt)
    return Answer(_told(actor, path.id))


@noun.operation(
    "DELETE", "/posts/<int:id>/files/<int:file_id>", Note(None, status=204, refusals=(403, 404, 409), writes=True)
)
def detach(actor: Actor, path: FileOf) -> Answer:
    """Take a file out of your post."""
    service_files.detach(actor, path.id, path.file_id)
    return Answer(None, 204)


def _told(actor: Actor, post_id: int) -> PostShape:
    _, shown = queries_posts.read(actor, post_id)
    return shapes_exchange.post(actor, shown)
