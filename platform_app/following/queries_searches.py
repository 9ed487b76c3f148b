"""Reading the searches that somebody keeps."""

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.following.models_choices import SavedSearch
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.search.inputs import SearchRequest


def saved_searches(actor: Actor) -> list[SavedSearch]:
    """Those she keeps, by name."""
    require(actor, P.SEARCH_KEEP)
    query = select(SavedSearch).where(visible(actor, P.SEARCH_CHANGE, SavedSearch))
    return list(db.session.scalars(query.order_by(SavedSearch.name, SavedSearch.id)))


def saved_search(actor: Actor, search_id: int) -> SavedSearch:
    """One of them.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    row = db.session.get(SavedSearch, search_id) if can_be_id(search_id) else None
    if row is None or not allows(actor, P.SEARCH_CHANGE, row):
        raise NotFound
    return row


def request_of(row: SavedSearch) -> SearchRequest:
    """What a kept search asks for."""
    return SearchRequest.model_validate(row.request)
