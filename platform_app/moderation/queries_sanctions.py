"""Reading sanctions: one's own, those in one's part of the country, appeals that wait."""

from typing import Any

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require, visible
from platform_app.access.permissions import P
from platform_app.accounts import links
from platform_app.accounts.keys import APPEAL
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.moderation.models_sanctions import Sanction


def own(actor: Actor, page: PageRequest) -> Page[Sanction]:
    """What met her, the newest first, counted."""
    return _page(select(Sanction).where(Sanction.person_id == (actor.id or 0)), page)


def sanctions(actor: Actor, page: PageRequest, *, appeals: bool = False) -> Page[Sanction]:
    """What she may see, the newest first, counted; with `appeals`, those whose appeal waits for her alone."""
    query = select(Sanction).where(visible(actor, P.SANCTION_SEE, Sanction))
    if appeals:
        query = query.where(Sanction.appeal_state == "open", visible(actor, P.SANCTION_JUDGE, Sanction))
    return _page(query, page)


def sanction(actor: Actor, sanction_id: int) -> Sanction:
    """One sanction.

    Raises:
        NotFound: there is none, or it is not hers to see.
    """
    return _seen(actor, db.session.get(Sanction, sanction_id) if can_be_id(sanction_id) else None)


def suspension_behind(actor: Actor, secret: str) -> Sanction:
    """The suspension that the link of a letter is about.

    Raises:
        Conflict: the link does not work, or the suspension stands no longer.
    """
    require(actor, P.ACCOUNT_ENTER)
    person = links.person_behind(APPEAL, secret)
    query = select(Sanction).where(Sanction.person_id == person.id, Sanction.kind == "suspend")
    found = db.session.scalar(query.where(Sanction.lifted_at.is_(None)).order_by(Sanction.id.desc()).limit(1))
    if found is None:
        raise Conflict(msg("This stands no longer, so there is nothing to appeal against."), "not_standing")
    return found


def sanction_for_change(actor: Actor, sanction_id: int) -> Sanction:
    """The same, locked until the transaction ends."""
    query = select(Sanction).where(Sanction.id == sanction_id).with_for_update()
    fresh = query.execution_options(populate_existing=True)
    return _seen(actor, db.session.scalar(fresh) if can_be_id(sanction_id) else None)


def _page(query: Any, page: PageRequest) -> Page[Sanction]:
    total = db.session.scalar(select(func.count()).select_from(query.with_only_columns(Sanction.id).subquery()))
    if page.cursor:
        query = query.where(after_keys([Sanction.id], decode_cursor(page.cursor, 1), descending=True))
    rows = db.session.scalars(query.order_by(Sanction.id.desc()).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.id], total)


def _seen(actor: Actor, found: Sanction | None) -> Sanction:
    if found is None or not allows(actor, P.SANCTION_SEE, found):
        raise NotFound
    return found
