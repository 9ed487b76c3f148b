"""Searches that somebody keeps."""

from datetime import datetime
from typing import Any

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import MERGE_PATCH, Asked, Id
from platform_app.api.shapes import Entity, Listing, address, permitted, whole
from platform_app.exports.site import site
from platform_app.following import queries_searches, service_searches, words
from platform_app.following.inputs import SearchName, SearchToKeep
from platform_app.following.models_choices import SavedSearch
from platform_app.kernel.inputs import read

noun = Noun("saved_searches", "Searches you keep: once a day you are told what is new in them.")


class SearchId(Asked):
    """Which kept search."""

    id: Id


class SavedSearchShape(Entity):
    """A search under a name."""

    name: str
    request: dict[str, str | bool | int] = Field(description="As `GET /search` takes it")
    page: str = Field(description="Its page on the site, the newest first")
    looked_at: datetime = Field(description="What has come since is new")


KEPT = {"name": "浙江的微更新", "q": "更新", "province": "330000"}
EXAMPLE = {
    **examples.entity("saved-searches/3", id=3, version=1, actions=("search.change",)),
    "name": KEPT["name"],
    "request": {"q": "更新", "province": "330000"},
    "page": "https://cities.example/search?q=%E6%9B%B4%E6%96%B0&province=330000&sort=newest",
    "looked_at": examples.MOMENT,
}


@noun.operation("GET", "/saved-searches", Note(Listing[SavedSearchShape], examples.listing(EXAMPLE), needs_token=True))
def index(actor: Actor) -> Answer:
    """Those you keep, by name."""
    rows = queries_searches.saved_searches(actor)
    return Answer(Listing[SavedSearchShape](**whole([_shape(actor, row) for row in rows])))


@noun.operation("GET", "/saved-searches/<int:id>", Note(SavedSearchShape, EXAMPLE, needs_token=True, refusals=(404,)))
def show(actor: Actor, path: SearchId) -> Answer:
    """One of them."""
    return Answer(_shape(actor, queries_searches.saved_search(actor, path.id)))


@noun.operation(
    "POST", "/saved-searches", Note(SavedSearchShape, EXAMPLE, 201, (403, 409, 422), writes=True, sends=KEPT)
)
def keep(actor: Actor, body: SearchToKeep) -> Answer:
    """Keep a search; under a name you have, it takes the other one's place. What is there now is not new."""
    row = service_searches.keep_search(actor, body)
    return created(_shape(actor, row), address("saved_searches.show", id=row.id))


@noun.operation(
    "PATCH",
    "/saved-searches/<int:id>",
    Note(
        SavedSearchShape,
        EXAMPLE,
        refusals=(403, 404, 409, 412, 422),
        writes=True,
        match="needed",
        sends={"name": "微更新"},
        accepted=MERGE_PATCH,
    ),
)
def rename(actor: Actor, path: SearchId, version: int | None, patch: Any) -> Answer:
    """Give one another name."""
    return Answer(
        _shape(actor, service_searches.rename_search(actor, path.id, read(SearchName, patch), version=version))
    )


@noun.operation("DELETE", "/saved-searches/<int:id>", Note(None, status=204, refusals=(403, 404), writes=True))
def remove(actor: Actor, path: SearchId) -> Answer:
    """Keep one no longer; what it found and you have not read goes with it."""
    service_searches.remove_search(actor, path.id)
    return Answer(None, 204)


def _shape(actor: Actor, row: SavedSearch) -> SavedSearchShape:
    own = {name: getattr(row, name) for name in ("id", "version", "created_at", "updated_at", "name", "looked_at")}
    return SavedSearchShape(
        **own,
        url=address("saved_searches.show", id=row.id),
        actions=permitted(actor, (P.SEARCH_CHANGE,), row),
        request=row.request,
        page=site().address(words.search_path(row.request)),
    )
