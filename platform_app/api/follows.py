"""What somebody follows and what she has muted."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, ListQuery
from platform_app.api.shapes import Listing, Shape, reader_language
from platform_app.following import listing, service, subjects
from platform_app.following.inputs import Following, FollowKind
from platform_app.following.listing import Followed

noun = Noun("follows", "What you follow, and what you want to hear nothing of.")


class FollowId(Asked):
    """What: a kind, and the id, slug, code or word."""

    kind: FollowKind = Field(description="`thread`, `case`, `field`, `organisation` or `tag`")
    id: Annotated[str, Field(min_length=1, max_length=80, description="An id; a field's slug; a code; a tag")]


class FollowsQuery(ListQuery):
    """Which kind."""

    kind: FollowKind | None = None


class FollowShape(Shape):
    """Something that you follow or have muted."""

    kind: str
    id: str
    how: str | None = Field(description="`follow`, `mute`; null = neither")
    automatic: bool = Field(description="Because it is yours or you wrote in it")
    title: str | None = Field(description="Its name; null where it is gone or not yours to see any more")
    at: datetime | None


EXAMPLE = {
    "kind": "thread",
    "id": "7",
    "how": "follow",
    "automatic": True,
    "title": "老旧小区加装电梯花了多少钱？",
    "at": examples.MOMENT,
}
ONE = {**EXAMPLE, "title": None}


@noun.operation(
    "GET", "/follows", Note(Listing[FollowShape], examples.listing(EXAMPLE), needs_token=True, refusals=(422,))
)
def index(actor: Actor, query: FollowsQuery) -> Answer:
    """What you follow and have muted, the newest first."""
    page = listing.follows(actor, query.page, kind=query.kind, count=True)
    return part(page, [_shape(each) for each in page.items], Listing[FollowShape])


@noun.operation("GET", "/follows/<kind>/<id>", Note(FollowShape, ONE, needs_token=True, refusals=(404,)))
def show(actor: Actor, path: FollowId) -> Answer:
    """Whether you follow something."""
    return _one(actor, path)


@noun.operation(
    "PUT",
    "/follows/<kind>/<id>",
    Note(FollowShape, ONE, refusals=(403, 404, 422), writes=True, sends={"how": "follow"}),
)
def put(actor: Actor, path: FollowId, body: Following) -> Answer:
    """Follow something, or mute it: `{"how": "mute"}` wins over everything you would be told of it."""
    service.follow(actor, path.kind, path.id, how=body.how)
    return _one(actor, path)


@noun.operation("DELETE", "/follows/<kind>/<id>", Note(None, status=204, refusals=(403, 404), writes=True))
def remove(actor: Actor, path: FollowId) -> Answer:
    """Neither follow nor mute something."""
    service.unfollow(actor, path.kind, path.id)
    return Answer(None, 204)


def _one(actor: Actor, path: FollowId) -> Answer:
    ref = subjects.find(actor, path.kind, path.id)
    row = listing.one(actor, path.kind, ref)
    if row is None:
        return Answer(FollowShape(kind=path.kind, id=ref, how=None, automatic=False, title=None, at=None))
    return Answer(_shape(Followed(row, None)))


def _shape(each: Followed) -> FollowShape:
    row = each.follow
    title = each.title(reader_language()) if each.subject is not None or row.kind == "tag" else None
    return FollowShape(kind=row.kind, id=row.ref, how=row.how, automatic=row.is_automatic, title=title, at=row.at)
