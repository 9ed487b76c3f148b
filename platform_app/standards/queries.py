"""Reading fields and standards; both are public."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.standards.models import Field, Standard
from platform_app.standards.numbers import number_key


def fields(actor: Actor) -> Sequence[Field]:
    """The twelve fields in the plan's order."""
    return db.session.scalars(select(Field).order_by(Field.position)).all()


def field(actor: Actor, slug: str) -> Field:
    """One field by its slug."""
    found = db.session.scalar(select(Field).where(Field.slug == slug))
    if found is None:
        raise NotFound
    return found


def standard(actor: Actor, standard_id: int) -> Standard:
    """One standard."""
    found = db.session.get(Standard, standard_id) if 0 < standard_id < 2**31 else None
    if found is None:
        raise NotFound
    return found


def standards(
    actor: Actor, page: PageRequest, *, type: str | None = None, field_slug: str | None = None, q: str | None = None
) -> Page[Standard]:
    """The catalogue by number, filtered; `q` is looked for in number and titles."""
    query = select(Standard)
    if type:
        query = query.where(Standard.type == type)
    if field_slug:
        query = query.where(Standard.field_slug == field_slug)
    if q:
        key = number_key(q)
        in_title = Standard.title_zh.contains(q, autoescape=True) | Standard.title_en.icontains(q, autoescape=True)
        query = query.where(in_title | Standard.number_key.contains(key, autoescape=True) if key else in_title)
    total = db.session.scalar(select(func.count()).select_from(query.subquery()))
    if page.cursor:
        query = query.where(after_keys([Standard.number], decode_cursor(page.cursor, 1), descending=False))
    rows = db.session.scalars(query.order_by(Standard.number).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.number], total)


def by_numbers(numbers: Collection[str]) -> dict[str, Standard]:
    """Catalogue entries for numbers as people write them: key of the number → entry."""
    keys = {number_key(number) for number in numbers}
    rows = db.session.scalars(select(Standard).where(Standard.number_key.in_(keys))) if keys else ()
    return {row.number_key: row for row in rows}


def by_number(actor: Actor, number: str) -> Standard:
    """One standard by its number as people write it: `gbt 36333-2018`.

    Raises:
        NotFound: there is none.
    """
    found = by_numbers([number]).get(number_key(number))
    if found is None:
        raise NotFound
    return found


def ids(actor: Actor) -> Sequence[int]:
    """All ids, for indexing."""
    return db.session.scalars(select(Standard.id).order_by(Standard.id)).all()
