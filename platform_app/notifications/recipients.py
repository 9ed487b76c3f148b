"""Who is told: people who can still sign in, each once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts import queries
from platform_app.accounts.models import Membership, Organisation, Person
from platform_app.kernel.db import db


def person(person_id: int) -> Person:
    """One person."""
    return db.session.get_one(Person, person_id)


def organisation(org_id: int | None) -> Organisation:
    """The organisation that a mail speaks of."""
    return db.session.get_one(Organisation, org_id)


def coordinators(org_id: int | None) -> Sequence[Person]:
    """The coordinators of an organisation."""
    query = select(Person).join(Membership, Membership.person_id == Person.id)
    query = query.where(Membership.org_id == org_id, Membership.role == Role.COORDINATOR)
    return db.session.scalars(query.where(Person.suspended_at.is_(None)).order_by(Person.id)).all()


def coordinator_ids(org_id: int | None) -> list[int]:
    """The same by their ids."""
    return [each.id for each in coordinators(org_id)]


def who_may(acting: Actor, permission: P, subject: Any, people: Iterable[int]) -> list[Person]:
    """Those of some people who may do or see something now, without the one who has just acted."""
    found = []
    for person_id in dict.fromkeys(people):
        actor = queries.actor_of(person_id) if person_id != acting.id else None
        if actor is not None and allows(actor, permission, subject):
            found.append(person(person_id))
    return found
