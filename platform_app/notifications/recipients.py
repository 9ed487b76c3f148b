"""Who is told: people who can still sign in, each once."""

from collections.abc import Sequence

from sqlalchemy import select

from platform_app.access.levels import Role
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
