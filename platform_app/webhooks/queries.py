"""Reading webhooks and what they were sent: for those who keep them; to anybody else they do not exist."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.webhooks.models import Delivery, Webhook


def webhook(actor: Actor, webhook_id: int) -> Webhook:
    """One webhook with its organisation.

    Raises:
        NotFound: there is none, or it is not hers to keep.
    """
    query = select(Webhook).where(Webhook.id == webhook_id).options(joinedload(Webhook.organisation))
    return _kept(actor, db.session.scalar(query) if can_be_id(webhook_id) else None)


def webhook_for_change(actor: Actor, webhook_id: int) -> Webhook:
    """The same, locked until the transaction ends."""
    query = select(Webhook).where(Webhook.id == webhook_id).options(joinedload(Webhook.organisation))
    fresh = query.with_for_update(of=Webhook).execution_options(populate_existing=True)
    return _kept(actor, db.session.scalar(fresh) if can_be_id(webhook_id) else None)


def webhooks(actor: Actor, *, org_id: int | None = None) -> Sequence[Webhook]:
    """Those she keeps, of one organisation or of all hers, the oldest first."""
    query = select(Webhook).where(visible(actor, P.WEBHOOK_KEEP, Webhook)).options(joinedload(Webhook.organisation))
    if org_id is not None:
        query = query.where(Webhook.org_id == org_id)
    return db.session.scalars(query.order_by(Webhook.id)).all()


def deliveries(actor: Actor, kept: Webhook, page: PageRequest) -> Page[Delivery]:
    """What a webhook that the caller has found hers was sent, the newest first."""
    query = select(Delivery).where(Delivery.webhook_id == kept.id)
    total = db.session.scalar(select(func.count()).select_from(query.subquery()))
    if page.cursor:
        query = query.where(after_keys([Delivery.id], decode_cursor(page.cursor, 1), descending=True))
    rows = db.session.scalars(query.order_by(Delivery.id.desc()).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.id], total)


def delivery(actor: Actor, webhook_id: int, delivery_id: int) -> Delivery:
    """One thing that a webhook of hers was sent."""
    kept = webhook(actor, webhook_id)
    row = db.session.get(Delivery, delivery_id) if can_be_id(delivery_id) else None
    if row is None or row.webhook_id != kept.id:
        raise NotFound
    return row


def _kept(actor: Actor, row: Webhook | None) -> Webhook:
    if row is None or not allows(actor, P.WEBHOOK_KEEP, row):
        raise NotFound
    return row
