"""Reasons ready for use, in both languages: kept by moderators, taken and changed by whoever decides."""

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.desk import queries
from platform_app.desk.inputs import NewReason
from platform_app.desk.models import CannedReason
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


def words(actor: Actor, act: str, typed: str, code: str | None) -> str:
    """What was typed; where nothing was, the reason with this code in both languages.

    Raises:
        Invalid: there is no such reason for this act.
    """
    if typed.strip() or code is None:
        return typed
    ready = next((reason for reason in queries.reasons(actor, [act]) if reason.code == code), None)
    if ready is None:
        raise Invalid.one("canned", msg("There is no such reason for this act."))
    return f"{ready.text_zh}\n\n{ready.text_en}"


@use_case
def add_reason(actor: Actor, new: NewReason, *, code: str) -> CannedReason:
    """Add a reason under a code of its own.

    Raises:
        Conflict: the code is taken.
    """
    require(actor, P.REASON_EDIT)
    if _by_code(code):
        raise Conflict(msg("The code {code} is taken.", code=code), "code_taken")
    row = CannedReason(code=code, **new.model_dump())
    db.session.add(row)
    db.session.flush()
    record(events.ReasonEdited(row.id))
    return row


@use_case
def edit_reason(actor: Actor, reason_id: int, new: NewReason, *, version: int) -> CannedReason:
    """Change a reason; those given before stay as they were given."""
    require(actor, P.REASON_EDIT)
    row = queries.reason(actor, reason_id)
    if row.version != version:
        raise Stale
    for name, value in new.model_dump().items():
        setattr(row, name, value)
    row.is_ours = False
    db.session.flush()
    record(events.ReasonEdited(row.id))
    return row


@use_case
def remove_reason(actor: Actor, reason_id: int, *, version: int) -> None:
    """Offer a reason no longer."""
    require(actor, P.REASON_EDIT)
    row = queries.reason(actor, reason_id)
    if row.version != version:
        raise Stale
    db.session.delete(row)
    db.session.flush()
    record(events.ReasonRemoved(reason_id))


@use_case
def load_reason(actor: Actor, code: str, new: NewReason) -> CannedReason:
    """Follow the reference data, unless somebody has changed the reason on the site."""
    require(actor, P.REASON_EDIT)
    row = _by_code(code)
    values = new.model_dump()
    if row and (not row.is_ours or all(getattr(row, name) == value for name, value in values.items())):
        return row
    row = row or CannedReason(code=code, is_ours=True)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    record(events.ReasonLoaded(row.id))
    return row


def _by_code(code: str) -> CannedReason | None:
    return db.session.scalar(select(CannedReason).where(CannedReason.code == code))
