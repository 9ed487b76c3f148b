"""Reading what answers became: proposals that wait, frequent questions."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.exchange.models import Thread
from platform_app.exchange.models_records import Proposal
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.kernel.subjects import SubjectRef


def proposal(actor: Actor, proposal_id: int) -> Proposal:
    """One proposal with its thread and post.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    query = select(Proposal).where(Proposal.id == proposal_id).options(*_WITH)
    return _seen(actor, db.session.scalar(query) if can_be_id(proposal_id) else None)


def proposal_for_change(actor: Actor, proposal_id: int) -> Proposal:
    """The same, locked until the transaction ends."""
    query = select(Proposal).where(Proposal.id == proposal_id).with_for_update(of=Proposal)
    fresh = query.execution_options(populate_existing=True)
    return _seen(actor, db.session.scalar(fresh) if can_be_id(proposal_id) else None)


def check_undecided(proposal: Proposal) -> None:
    """Refuse a second decision.

    Raises:
        Conflict: somebody has decided already.
    """
    if proposal.status != "open":
        raise Conflict(msg("This was decided already."), "decided_already")


def of_thread(actor: Actor, thread: Thread) -> Sequence[Proposal]:
    """What was proposed out of a thread, as far as she may see it, the oldest first."""
    query = select(Proposal).where(Proposal.thread_id == thread.id, visible(actor, P.PROPOSAL_SEE, Proposal))
    return db.session.scalars(query.order_by(Proposal.id)).all()


def waiting(actor: Actor, *, kind: str | None = None, subject: SubjectRef | None = None) -> Sequence[Proposal]:
    """What she may decide on, the oldest first; a hundred at most."""
    query = select(Proposal).where(Proposal.status == "open", visible(actor, P.PROPOSAL_DECIDE, Proposal))
    if kind:
        query = query.where(Proposal.kind == kind)
    if subject:
        query = query.where(Proposal.subject_kind == subject.kind, Proposal.subject_id == subject.id)
    return db.session.scalars(query.options(*_WITH).order_by(Proposal.id).limit(100)).all()


def faq(actor: Actor, page: PageRequest, *, field: str | None = None) -> Page[Proposal]:
    """The frequent questions, the newest first; their threads are loaded."""
    query = select(Proposal).where(
        Proposal.kind == "faq", Proposal.status == "taken", visible(actor, P.PROPOSAL_SEE, Proposal)
    )
    if field:
        query = query.where(Proposal.field_slug == field)
    total = db.session.scalar(select(func.count()).select_from(query.subquery()))
    if page.cursor:
        query = query.where(after_keys([Proposal.id], decode_cursor(page.cursor, 1), descending=True))
    rows = db.session.scalars(query.options(*_WITH).order_by(Proposal.id.desc()).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.id], total)


def is_proposed(thread: Thread, kind: str, case_id: int | None) -> bool:
    """Whether the accepted answer waits in the same place, or was taken there."""
    same = select(Proposal.id).where(
        Proposal.post_id == thread.accepted_post_id, Proposal.kind == kind, Proposal.status.in_(("open", "taken"))
    )
    if kind == "lesson":
        same = same.where(Proposal.subject_id == case_id)
    return db.session.scalar(same.limit(1)) is not None


_WITH = (joinedload(Proposal.thread), joinedload(Proposal.post))


def _seen(actor: Actor, row: Proposal | None) -> Proposal:
    if row is None or not allows(actor, P.PROPOSAL_SEE, row):
        raise NotFound
    return row
