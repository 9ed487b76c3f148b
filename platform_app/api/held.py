"""First posts of new accounts that wait: reading them, showing them, declining them."""

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_exchange
from platform_app.api import examples_exchange as example
from platform_app.api.answers import Answer, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery
from platform_app.api.shapes import Listing
from platform_app.api.shapes_exchange import PostShape
from platform_app.exchange import queries_posts
from platform_app.exchange.inputs import Because
from platform_app.exchange.queries_posts import ShownPost
from platform_app.moderation import queries_held, service_held

noun = Noun("held", "First posts of new accounts that wait until a moderator has looked at them.")
HELD = {**example.POST, "status": "held"}


class PostId(Asked):
    """Which post."""

    post_id: Id


@noun.operation("GET", "/held", Note(Listing[PostShape], examples.listing(HELD), refusals=(422,), needs_token=True))
def index(actor: Actor, query: ListQuery) -> Answer:
    """Posts that wait and that you may show, the oldest first."""
    page = queries_held.held(actor, query.page)
    return part(page, [shapes_exchange.post(actor, ShownPost(row, True)) for row in page.items], Listing[PostShape])


@noun.operation(
    "POST",
    "/held/<int:post_id>/release",
    Note(PostShape, example.POST, refusals=(403, 404, 409), writes=True),
)
def release(actor: Actor, path: PostId) -> Answer:
    """Show it, and with a first post its thread; now those who follow are told."""
    service_held.release(actor, path.post_id)
    return Answer(shapes_exchange.post(actor, queries_posts.read(actor, path.post_id)[1]))


@noun.operation(
    "POST",
    "/held/<int:post_id>/refusal",
    Note(
        PostShape,
        {**example.POST, "status": "hidden", "hidden_because": "与标准化工作无关。"},
        refusals=(403, 404, 409, 422),
        writes=True,
        sends={"reason": "与标准化工作无关。"},
    ),
)
def decline(actor: Actor, path: PostId, body: Because) -> Answer:
    """Hide it with a reason; its author can appeal once."""
    service_held.decline(actor, path.post_id, body)
    return Answer(shapes_exchange.post(actor, queries_posts.read(actor, path.post_id)[1]))
