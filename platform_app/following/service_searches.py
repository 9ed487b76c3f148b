"""Searches that people keep: keep, rename, let go."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from platform_app.access.actor import Actor
from platform_app.access.check import require, visible
from platform_app.access.permissions import P
from platform_app.following import queries_searches
from platform_app.following.inputs import SearchName, SearchToKeep
from platform_app.following.models import Notice
from platform_app.following.models_choices import SavedSearch
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import use_case

MOST = 30
EVERY = timedelta(days=1)


@use_case
def keep_search(actor: Actor, new: SearchToKeep) -> SavedSearch:
    """Keep a search; under a name she has already, it takes the other one's place. What is there now is not new.

    Raises:
        Conflict: she keeps as many as she may.
    """
    require(actor, P.SEARCH_KEEP)
    if actor.id is None:
        raise NotFound
    row = _named(actor, new.name)
    if row is None and _count(actor) >= MOST:
        raise Conflict(msg("You keep {most} searches already. Remove one first.", most=MOST), "too_many")
    row = row or SavedSearch(person_id=actor.id, name=new.name)
    row.request, row.looked_at, row.next_look_at = new.request(), clock.now(), clock.now() + EVERY
    db.session.add(row)
    db.session.flush()
    return row


@use_case
def rename_search(actor: Actor, search_id: int, wanted: SearchName, *, version: int | None = None) -> SavedSearch:
    """Give a kept search another name.

    Raises:
        Conflict: another one of hers has it.
        Stale: it is no longer at `version`.
    """
    row = queries_searches.saved_search(actor, search_id)
    require(actor, P.SEARCH_CHANGE, row)
    if version is not None and row.version != version:
        raise Stale(row)
    other = _named(actor, wanted.name)
    if other is not None and other.id != row.id:
        raise Conflict(msg("You keep another search under this name."), "name_taken")
    row.name = wanted.name
    db.session.flush()
    return row


@use_case
def remove_search(actor: Actor, search_id: int) -> SavedSearch:
    """Keep a search no longer; what it found and was not read goes with it. Gives what it was, for undoing."""
    row = queries_searches.saved_search(actor, search_id)
    require(actor, P.SEARCH_CHANGE, row)
    found = (Notice.person_id == row.person_id, Notice.group_key == f"search:{row.id}", Notice.read_at.is_(None))
    db.session.execute(delete(Notice).where(*found))
    db.session.delete(row)
    return row


def _named(actor: Actor, name: str) -> SavedSearch | None:
    mine = (visible(actor, P.SEARCH_CHANGE, SavedSearch), SavedSearch.name == name)
    return db.session.scalar(select(SavedSearch).where(*mine))


def _count(actor: Actor) -> int:
    mine = visible(actor, P.SEARCH_CHANGE, SavedSearch)
    return db.session.scalar(select(func.count(SavedSearch.id)).where(mine)) or 0
