"""Loading fields and standards; there is no other way to change them yet."""

from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import FieldLoaded, StandardLoaded
from platform_app.kernel.db import db
from platform_app.kernel.inputs import Input
from platform_app.kernel.use_case import record, use_case
from platform_app.standards.inputs import NewField, NewStandard
from platform_app.standards.models import Field, Standard
from platform_app.standards.numbers import number_key


@use_case
def put_field(actor: Actor, new: NewField) -> Field:
    """Add a field or bring it up to date; unchanged data changes nothing."""
    require(actor, P.REFERENCE_LOAD)
    field = db.session.scalar(select(Field).where(Field.slug == new.slug)) or Field()
    if _take_over(field, new):
        record(FieldLoaded(field.id))
    return field


@use_case
def put_standard(actor: Actor, new: NewStandard) -> Standard:
    """Add a standard or bring it up to date; unchanged data changes nothing."""
    require(actor, P.REFERENCE_LOAD)
    standard = db.session.scalar(select(Standard).where(Standard.number == new.number)) or Standard()
    standard.number_key = number_key(new.number)
    if _take_over(standard, new):
        record(StandardLoaded(standard.id))
    return standard


def _take_over(row: Any, new: Input) -> bool:
    for name, value in new.model_dump().items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    db.session.add(row)
    changed = row in db.session.new or db.session.is_modified(row)
    db.session.flush()
    return changed
