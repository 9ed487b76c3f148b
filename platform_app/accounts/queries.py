"""Reads of organisations and of who acts; people and their keys are in `queries_people`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from platform_app.access.actor import Actor, Seat
from platform_app.access.levels import Level, PlatformRole, Role
from platform_app.accounts.models import Membership, Organisation, Person, PlatformRoleGrant
from platform_app.kernel import text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor

LONGEST_QUESTION = 200
LARGEST_ID = 2**31 - 1


def actor_of(person_id: int, scope: str = "write") -> Actor | None:
    """Who acts, with seats and roles, in one statement; None when suspended, unconfirmed or unknown."""
    return _identify(scope, Person.id == person_id)


def actor_of_session(person_id: int, epoch: int) -> Actor | None:
    """The same for a session: None as well once all her sessions were ended."""
    return _identify("write", Person.id == person_id, Person.sessions_epoch == epoch)


def organisation(actor: Actor, org_id: int) -> Organisation:
    """One organisation. Organisations are public."""
    return _found(db.session.get(Organisation, org_id) if can_be_id(org_id) else None)


def organisation_by_code(actor: Actor, code: str) -> Organisation:
    """One organisation by its GB/T 2260 or own code."""
    return _found(db.session.scalar(select(Organisation).where(Organisation.code == code)))


def organisations(
    actor: Actor,
    page: PageRequest,
    *,
    level: str | None = None,
    province: str | None = None,
    q: str | None = None,
) -> Page[Organisation]:
    """The directory in order of code; `province` is the code of a province, `q` part of any name."""
    query = _filtered(select(Organisation), level, province, q)
    total = db.session.scalar(query.with_only_columns(func.count(Organisation.id)))
    query = query.order_by(Organisation.code).limit(page.limit + 1)
    if page.cursor:
        query = query.where(after_keys([Organisation.code], _text_cursor(page.cursor), descending=False))
    rows = db.session.scalars(query).all()
    return cut(rows, page.limit, lambda row: [row.code], total)


def children(actor: Actor, org_id: int) -> Sequence[Organisation]:
    """The organisations that stand directly under one, in order of code."""
    query = select(Organisation).where(Organisation.parent_id == org_id).order_by(Organisation.code)
    return db.session.scalars(query).all()


def neighbours(actor: Actor, organisation: Organisation) -> tuple[Organisation | None, Sequence[Organisation]]:
    """The organisation above one and those directly under it, in one statement."""
    near = (Organisation.id == organisation.parent_id) | (Organisation.parent_id == organisation.id)
    rows = db.session.scalars(select(Organisation).where(near).order_by(Organisation.code)).all()
    above = next((row for row in rows if row.id == organisation.parent_id), None)
    return above, [row for row in rows if row is not above]


def provinces(actor: Actor) -> Sequence[Organisation]:
    """The provincial level in order of code, for filters and maps."""
    query = select(Organisation).where(Organisation.level == Level.PROVINCIAL).order_by(Organisation.code)
    return db.session.scalars(query).all()


def ministries(actor: Actor) -> Sequence[Organisation]:
    """The ministerial level in order of code, the bodies that sign announcements."""
    query = select(Organisation).where(Organisation.level == Level.MINISTERIAL).order_by(Organisation.code)
    return db.session.scalars(query).all()


def places(actor: Actor) -> Sequence[Organisation]:
    """Every organisation that has a point on the map, in order of code."""
    query = select(Organisation).where(Organisation.latitude.is_not(None)).order_by(Organisation.code)
    return db.session.scalars(query).all()


def organisations_by_id(actor: Actor, ids: Sequence[int]) -> dict[int, Organisation]:
    """Several organisations in one statement."""
    query = select(Organisation).where(Organisation.id.in_(set(ids)))
    return {row.id: row for row in db.session.scalars(query)}


def _identify(scope: str, *conditions: ColumnElement[bool]) -> Actor | None:
    query = (
        select(Person.id, Person.name, Person.email, Person.language)
        .add_columns(PlatformRoleGrant.role, Membership.role, Organisation.id, Organisation.path)
        .add_columns(Organisation.level, Person.silenced_until)
        .outerjoin(PlatformRoleGrant, PlatformRoleGrant.person_id == Person.id)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == Membership.org_id)
        .where(Person.suspended_at.is_(None), Person.confirmed_at.is_not(None), *conditions)
    )
    return _actor(db.session.execute(query).all(), scope)


def _actor(rows: Sequence[Any], scope: str) -> Actor | None:
    if not rows:
        return None
    person_id, name, email, language = rows[0][:4]
    seats = {Seat(row[6], row[7], Level(row[8]), Role(row[5])) for row in rows if row[5]}
    return Actor(
        id=person_id,
        name=name,
        email=email,
        language=language,
        roles=frozenset(PlatformRole(row[4]) for row in rows if row[4]),
        seats=tuple(sorted(seats, key=lambda seat: (seat.org_path, seat.role))),
        scope=scope,
        silenced_until=rows[0][9],
    )


def _filtered(
    query: Select[Organisation], level: str | None, province: str | None, q: str | None
) -> Select[Organisation]:
    if level:
        query = query.where(Organisation.level == level)
    if province:
        above = aliased(Organisation)
        path = select(above.path).where(above.code == province).scalar_subquery()
        query = query.where(Organisation.path.startswith(path))
    if wanted := question(q):
        names = (Organisation.name_zh, Organisation.name_en, Organisation.name_pinyin, Organisation.short_zh)
        query = query.where(or_(*(name.icontains(wanted, autoescape=True) for name in names)))
    return query


def can_be_id(value: object) -> bool:
    """Whether a column of ids can hold it: PostgreSQL fails on a larger number instead of finding nothing."""
    return isinstance(value, int) and 0 < value <= LARGEST_ID


def question(q: str | None) -> str:
    """What was typed into a search box, cleaned and cut."""
    try:
        return text.clean(q or "")[:LONGEST_QUESTION]
    except ValueError:
        raise Invalid.one("q", msg("This has characters in it that cannot be searched for.")) from None


def _text_cursor(cursor: str) -> list[Any]:
    values = decode_cursor(cursor, 1)
    if not isinstance(values[0], str):
        raise Invalid.one("cursor", msg("This is not a cursor of this list. Start from its first page."))
    return values


def _found(row: Organisation | None) -> Organisation:
    if row is None:
        raise NotFound()
    return row
