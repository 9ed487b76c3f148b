"""Who reviews what: every reviewer of the panel gets every case, but for conflicts of interest. Steps, no doors."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from platform_app.accounts.models import Membership, Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.selection.models import Batch, Candidacy, Panelist, Review


def assign(batch: Batch) -> None:
    """Give every reviewer a review of every case under review that she has none of yet."""
    seats = db.session.scalars(select(Panelist).where(Panelist.batch_id == batch.id, Panelist.ended_at.is_(None)))
    entered = select(Candidacy).where(Candidacy.batch_id == batch.id, Candidacy.status == "under_review")
    candidacies = db.session.scalars(entered.order_by(Candidacy.id)).all()
    known = set(db.session.execute(select(Review.candidacy_id, Review.person_id).where(Review.batch_id == batch.id)))
    pairs = {(candidacy, person) for candidacy, person in known}
    for seat in seats.all():
        paths = _paths(seat.person_id)
        for candidacy in candidacies:
            if (candidacy.id, seat.person_id) not in pairs:
                db.session.add(_review(candidacy, seat, stands_over(paths, candidacy.org_path)))
    db.session.flush()


def release(batch_id: int, person_id: int) -> None:
    """Take back the reviews that somebody has not given."""
    for review in _open_reviews(Review.batch_id == batch_id, Review.person_id == person_id):
        review.status = "released"
    db.session.flush()


def close(candidacy: Candidacy) -> None:
    """Nobody needs to review this case any more."""
    for review in _open_reviews(Review.candidacy_id == candidacy.id):
        review.status = "released"
    db.session.flush()


def extend(batch_id: int, person_id: int, due_on: date) -> None:
    """Give somebody more (or less) time for what she has not given."""
    for review in _open_reviews(Review.batch_id == batch_id, Review.person_id == person_id):
        review.due_on = due_on
    db.session.flush()


def open_scores(candidacy: Candidacy) -> None:
    """Let the people of the case read what the reviewers gave."""
    candidacy.opened_at = candidacy.opened_at or clock.now()
    for review in db.session.scalars(select(Review).where(Review.candidacy_id == candidacy.id)):
        review.is_opened = True
    db.session.flush()


def is_complete(candidacy_id: int) -> bool:
    """Whether at least one review was given and none is still waited for."""
    states = db.session.scalars(select(Review.status).where(Review.candidacy_id == candidacy_id)).all()
    return "given" in states and "assigned" not in states


def stands_over(paths: Iterable[str], org_path: str) -> bool:
    """Whether one of her organisations is the case's own or stands above it."""
    return any(org_path.startswith(path) for path in paths)


def _review(candidacy: Candidacy, seat: Panelist, is_conflict: bool) -> Review:
    return Review(
        candidacy_id=candidacy.id,
        batch_id=candidacy.batch_id,
        case_id=candidacy.case_id,
        person_id=seat.person_id,
        person_name=seat.person_name,
        org_id=candidacy.org_id,
        org_path=candidacy.org_path,
        chair_id=candidacy.chair_id,
        due_on=seat.due_on,
        status="conflict" if is_conflict else "assigned",
    )


def _paths(person_id: int) -> list[str]:
    query = select(Organisation.path).join(Membership, Membership.org_id == Organisation.id)
    return list(db.session.scalars(query.where(Membership.person_id == person_id).distinct()))


def _open_reviews(*conditions: object) -> list[Review]:
    query = select(Review).where(Review.status == "assigned", *conditions)  # type: ignore[arg-type]
    return list(db.session.scalars(query.with_for_update()))
