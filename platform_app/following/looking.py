"""Looks once a day what is new in the searches that people keep, with the eyes of each.

Claimed, looked and noted: a worker that dies in between leaves a claim that runs out. What is new is what has become
public since the last look, and a little before it, because the index follows; nobody is told of a match twice.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Person
from platform_app.following.models import NoticeJob
from platform_app.following.models_choices import SavedSearch
from platform_app.following.putting import Draft, put
from platform_app.following.queries_searches import request_of
from platform_app.following.service_searches import EVERY
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import DomainError
from platform_app.kernel.use_case import use_case
from platform_app.search import queries as search
from platform_app.search.inputs import SearchRequest
from platform_app.search.results import SearchHit

log = logging.getLogger(__name__)
CLAIM = timedelta(minutes=10)
OVERLAP = timedelta(hours=1)
MOST_MATCHES = 100


@dataclass(frozen=True)
class Look:
    """A search that is due: whose, what it asks for, and since when something is new."""

    search_id: int
    person_id: int
    request: SearchRequest
    since: datetime
    begun_at: datetime


def look() -> int:
    """Look through every kept search that is due; says how many."""
    looked = 0
    while due := _claim(SYSTEM):
        try:
            reader = accounts.actor_of(due.person_id)
            _note(SYSTEM, due, _new_matches(reader, due) if reader else [])
            looked += 1
        except (SQLAlchemyError, DomainError, OSError):
            log.exception("the kept search %s could not be looked through; it is tried again", due.search_id)
    return looked


@use_case
def _claim(actor: Actor) -> Look | None:
    require(actor, P.NOTICE_TELL)
    now = clock.now()
    due = select(SavedSearch).where(SavedSearch.next_look_at <= now).order_by(SavedSearch.next_look_at).limit(1)
    row = db.session.scalar(due.with_for_update(skip_locked=True))
    if row is None:
        return None
    row.next_look_at = now + CLAIM
    return Look(row.id, row.person_id, request_of(row), row.looked_at - OVERLAP, now)


def _new_matches(reader: Actor, due: Look) -> list[SearchHit]:
    """The newest first, until they are no longer new."""
    asked = due.request.model_copy(update={"sort": "newest", "limit": MOST_MATCHES, "cursor": None})
    return [hit for hit in search.search(reader, asked).hits if _public_since(hit.subject) > due.since]


@use_case
def _note(actor: Actor, due: Look, matches: list[SearchHit]) -> None:
    require(actor, P.NOTICE_TELL)
    row = db.session.scalar(select(SavedSearch).where(SavedSearch.id == due.search_id).with_for_update())
    if row is None:  # removed meanwhile
        return
    row.looked_at, row.next_look_at = due.begun_at, due.begun_at + EVERY
    her = select(Person.id).where(Person.id == due.person_id)
    for hit in matches:
        occasion = f"search:{row.id}:{hit.kind}:{hit.id}"
        draft = Draft(
            "searches", "search_matched", occasion, f"search:{row.id}", hit.kind, hit.id, _mutes(hit), note=row.name
        )
        put(NoticeJob(actor_name=""), draft, her)


def _mutes(hit: SearchHit) -> tuple[tuple[str, str], ...]:
    return ((hit.kind, str(hit.id)),) if hit.kind in ("case", "organisation", "thread") else ()


def _public_since(subject: Any) -> datetime:
    """When a thing became public; what has no such day, when it was entered."""
    found: datetime = getattr(subject, "published_at", None) or subject.created_at
    return found
