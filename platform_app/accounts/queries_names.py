"""Organisations by what people type and programs send: a code, or a name in either language."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.accounts.queries import question
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg


def organisations(codes: Sequence[str], field: str) -> list[Organisation]:
    """The organisations of some codes, in their order.

    Raises:
        Invalid: there is none with one of them; the field is named.
    """
    rows = db.session.scalars(select(Organisation).where(Organisation.code.in_(codes)))
    known = {row.code: row for row in rows}
    if unknown := [code for code in codes if code not in known]:
        raise Invalid.one(field, msg("There is no organisation with the code {code}.", code=unknown[0]))
    return [known[code] for code in codes]


def codes_named(actor: Actor, typed: Sequence[str], field: str) -> list[str]:
    """The codes of organisations that are called just so: by code, Chinese name, short name or English name.

    Raises:
        Invalid: nobody is called so, or several are.
    """
    return [_code(each, field) for each in typed]


def _code(typed: str, field: str) -> str:
    wanted = question(typed)
    names = (Organisation.name_en, Organisation.name_zh, Organisation.short_zh)
    called = or_(Organisation.code == wanted, *(func.lower(name) == wanted.lower() for name in names))
    found = db.session.scalars(select(Organisation).where(called).order_by(Organisation.code).limit(9)).all()
    exactly = [row for row in found if wanted in (row.code, row.name_zh)] or found
    if not exactly:
        raise Invalid.one(field, msg("There is no organisation called “{name}”.", name=wanted))
    if len(exactly) > 1:
        codes = ", ".join(row.code for row in exactly)
        raise Invalid.one(field, msg("Several are called “{name}”. Write the code: {codes}.", name=wanted, codes=codes))
    return exactly[0].code
