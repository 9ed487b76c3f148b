"""Finds and locks the rows that the services of selection change. Steps of a door, no doors."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts import queries_people
from platform_app.accounts.models import Person
from platform_app.accounts.queries import can_be_id
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.selection import queries
from platform_app.selection.models import Batch, Candidacy, Panelist, Review


def batch(actor: Actor, batch_id: int) -> Batch:
    """A batch the actor may see, locked until the transaction ends.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    query = select(Batch).where(Batch.id == batch_id).with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query) if can_be_id(batch_id) else None
    if found is None or not allows(actor, P.BATCH_SEE, found):
        raise NotFound
    return found


def newest_candidacy(actor: Actor, case_id: int) -> Candidacy:
    """The latest candidacy of a case with its batch, locked.

    Raises:
        NotFound: the case was never in a batch, or she may not know that it was.
    """
    query = select(Candidacy).where(Candidacy.case_id == case_id).order_by(Candidacy.id.desc()).limit(1)
    query = query.options(joinedload(Candidacy.batch)).with_for_update(of=Candidacy)
    found = db.session.scalar(query.execution_options(populate_existing=True)) if can_be_id(case_id) else None
    if found is None or not allows(queries.as_reviewer(actor), P.CANDIDACY_SEE, found):
        raise NotFound(msg("The case is in no batch."))
    return found


def under_review(batch_id: int) -> dict[int, tuple[Candidacy, Case]]:
    """The undecided cases of a batch by id, locked: cases before candidacies, as every act on one case does."""
    undecided = Candidacy.batch_id == batch_id, Candidacy.status == "under_review"
    ours = Case.id.in_(select(Candidacy.case_id).where(*undecided))
    fresh = {"populate_existing": True}
    cases = db.session.scalars(select(Case).where(ours).order_by(Case.id).with_for_update().execution_options(**fresh))
    by_id = {case.id: case for case in cases}
    held = select(Candidacy).where(*undecided, Candidacy.case_id.in_(by_id)).order_by(Candidacy.id).with_for_update()
    rows = db.session.scalars(held.execution_options(**fresh))
    return {candidacy.case_id: (candidacy, by_id[candidacy.case_id]) for candidacy in rows}


def review_of(actor: Actor, candidacy: Candidacy) -> Review:
    """The actor's own review of a case, locked.

    Raises:
        NotFound: none was assigned to her.
    """
    query = select(Review).where(Review.candidacy_id == candidacy.id, Review.person_id == actor.id)
    found = db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if found is None:
        raise NotFound(msg("No review of this case was assigned to you."))
    return found


def seat(batch_id: int, person_id: int) -> Panelist:
    """Somebody's present seat on a panel.

    Raises:
        NotFound: she has none.
    """
    query = select(Panelist).where(Panelist.batch_id == batch_id, Panelist.person_id == person_id)
    found = db.session.scalar(query.where(Panelist.ended_at.is_(None))) if can_be_id(person_id) else None
    if found is None:
        raise NotFound(msg("She is not on the panel of this batch."))
    return found


def person_by_address(field: str, email: str) -> Person:
    """An active account by its address.

    Raises:
        Invalid: there is none; the field is named.
    """
    person = queries_people.by_address(email)
    if person is None or person.suspended_at or not person.confirmed_at:
        raise Invalid.one(field, msg("There is no active account with this address."))
    return person
