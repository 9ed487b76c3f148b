"""Reading batches, the cases in them and their reviews: each as the table of permissions opens it to the reader."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.cases import queries as cases
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.messages import Message, msg
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.selection import rubric
from platform_app.selection.models import AnnouncingBody, Batch, Candidacy, Panelist, Review

TARGET = 30  # typical cases, by the Action Plan on Urban Standardization (2023)
TARGET_ON = date(2027, 12, 31)


@dataclass(frozen=True)
class Figure:
    """A number of the plan, counted from records: its rule by name and in words, how many, of how many, until when."""

    name: str
    rule: Message
    count: int
    target: int
    until: date


@dataclass(frozen=True)
class Progress:
    """How far a reviewer is with a batch."""

    given: int
    owed: int


@dataclass(frozen=True)
class CandidacyReading:
    """A case in a batch with the reviews open to this reader, and how far they lie apart."""

    candidacy: Candidacy
    case: Case
    reviews: Sequence[Review]
    conflicts: Sequence[Review] = ()  # whose reviewers stepped back, for those who may read who and why
    stepped_back: int = 0  # how many did: told to these, and to everybody once the case is announced

    @property
    def scores(self) -> list[dict[str, int]]:
        """Criterion → points of every review this reader may read that was given."""
        return [{score.criterion: score.points for score in r.scores} for r in self.reviews if r.status == "given"]

    @property
    def spread(self) -> dict[str, rubric.Spread]:
        """Criterion → mean, lowest and highest of these."""
        return rubric.spread(self.scores)

    @property
    def overall(self) -> float | None:
        """The mean over all of them."""
        return rubric.overall(self.scores)


def as_reviewer(actor: Actor) -> Actor:
    """The actor with the panels she sits on and the cases she has reviewed, which open others' reviews to her."""
    if actor.id is None or actor.panels or actor.candidacies_reviewed:
        return actor
    seats = select(Panelist.batch_id, Review.candidacy_id, Review.status)
    seats = seats.outerjoin(
        Review, (Review.batch_id == Panelist.batch_id) & (Review.person_id == Panelist.person_id)
    ).where(Panelist.person_id == actor.id, Panelist.ended_at.is_(None))
    rows = db.session.execute(seats).all()
    return replace(
        actor,
        panels=frozenset(row.batch_id for row in rows),
        candidacies_reviewed=frozenset(row.candidacy_id for row in rows if row.status == "given"),
    )


def batch(actor: Actor, batch_id: int) -> Batch:
    """A batch the actor may see.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    found = db.session.get(Batch, batch_id) if can_be_id(batch_id) else None
    if found is None or not allows(actor, P.BATCH_SEE, found):
        raise NotFound
    return found


def batches(actor: Actor, page: PageRequest, *, status: str | None = None, count: bool = False) -> Page[Batch]:
    """Batches open to the actor, the latest first."""
    query = select(Batch).where(visible(actor, P.BATCH_SEE, Batch))
    if status is not None:
        query = query.where(Batch.status == status)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) if count else None
    if page.cursor:
        query = query.where(after_keys([Batch.id], decode_cursor(page.cursor, 1), descending=True))
    rows = db.session.scalars(query.order_by(Batch.id.desc()).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.id], total)


def open_batches(actor: Actor, today: date) -> Sequence[Batch]:
    """Batches into which a case can be entered today."""
    query = select(Batch).where(Batch.status == "open", Batch.entries_until >= today).order_by(Batch.id)
    return db.session.scalars(query).all()


def panel(actor: Actor, batch_id: int) -> Sequence[Panelist]:
    """The present panel of a batch, which is public with its batch."""
    query = select(Panelist).where(Panelist.batch_id == batch(actor, batch_id).id, Panelist.ended_at.is_(None))
    return db.session.scalars(query.order_by(Panelist.id)).all()


def progress(actor: Actor, batch_id: int) -> dict[int, Progress]:
    """How many reviews each of the panel has given and still owes; nothing for those who do not lead it."""
    if not allows(actor, P.PANEL_FOLLOW, batch(actor, batch_id)):
        return {}
    query = select(Review.person_id, Review.status, func.count()).where(Review.batch_id == batch_id)
    found: dict[int, Progress] = {}
    for person_id, status, count in db.session.execute(query.group_by(Review.person_id, Review.status)):
        so_far = found.get(person_id, Progress(0, 0))
        given, owed = count * (status == "given"), count * (status == "assigned")
        found[person_id] = Progress(so_far.given + given, so_far.owed + owed)
    return found


def bodies(actor: Actor, batch_id: int) -> Sequence[AnnouncingBody]:
    """Who signed the announcement of a batch, in order."""
    query = select(AnnouncingBody).where(AnnouncingBody.batch_id == batch(actor, batch_id).id)
    query = query.options(joinedload(AnnouncingBody.organisation)).order_by(AnnouncingBody.position)
    return db.session.scalars(query).all()


def in_batch(actor: Actor, batch_id: int) -> list[CandidacyReading]:
    """The cases of a batch open to the actor, in the order they were entered, with the reviews she may read."""
    reader = as_reviewer(actor)
    query = select(Candidacy).where(Candidacy.batch_id == batch(actor, batch_id).id)
    query = query.where(visible(reader, P.CANDIDACY_SEE, Candidacy)).order_by(Candidacy.id)
    found = db.session.scalars(
        query.options(joinedload(Candidacy.case).joinedload(Case.organisation), joinedload(Candidacy.batch))
    ).all()
    reviews = _reviews(reader, [candidacy.id for candidacy in found])
    return [_reading(reader, c, c.case, reviews.get(c.id, [])) for c in found]


def of_case(actor: Actor, case_id: int) -> CandidacyReading:
    """The latest candidacy of a case that is open to the actor.

    Raises:
        NotFound: the case was in no batch, or this is not open to her.
    """
    case = cases.get(actor, case_id)
    reader = as_reviewer(actor)
    query = select(Candidacy).where(Candidacy.case_id == case.id, visible(reader, P.CANDIDACY_SEE, Candidacy))
    query = query.options(joinedload(Candidacy.batch), joinedload(Candidacy.organisation))
    candidacy = db.session.scalar(query.order_by(Candidacy.id.desc()).limit(1))
    if candidacy is None:
        raise NotFound
    return _reading(reader, candidacy, case, _reviews(reader, [candidacy.id]).get(candidacy.id, []))


def assigned(actor: Actor) -> Sequence[Review]:
    """The reviews that somebody still owes, the earliest due first."""
    query = select(Review).where(Review.person_id == actor.id, Review.status == "assigned")
    query = query.order_by(Review.due_on, Review.id)
    loading = joinedload(Review.candidacy)
    query = query.options(selectinload(Review.scores), loading.joinedload(Candidacy.case).joinedload(Case.organisation))
    return db.session.scalars(query.options(loading.joinedload(Candidacy.batch))).all() if actor.id else []


def own_review(actor: Actor, case_id: int) -> Review:
    """The actor's own review in the latest batch of a case, whatever has become of it.

    Raises:
        NotFound: none was assigned to her.
    """
    reading = of_case(actor, case_id)
    own = next((review for review in reading.reviews if review.person_id == actor.id), None)
    if own is None:
        raise NotFound
    return own


def announced_cases(actor: Actor) -> Figure:
    """Rule `announced_typical_cases`: published cases whose announcement stands, counted from the records."""
    standing = select(func.count()).select_from(Case).where(Case.status == "published", Case.announced_at.is_not(None))
    rule = msg("Published cases whose announcement as a typical case stands.")
    return Figure("announced_typical_cases", rule, db.session.scalar(standing) or 0, TARGET, TARGET_ON)


def _reading(reader: Actor, candidacy: Candidacy, case: Case, found: Sequence[Review]) -> CandidacyReading:
    reviews = [row for row in found if row.status != "conflict" or allows(reader, P.REVIEW_SEE, row)]
    conflicts = [row for row in found if allows(reader, P.CONFLICT_SEE, row) and row.person_id != reader.id]
    told = [row for row in found if row.status == "conflict" and (row.is_public or row in conflicts)]
    return CandidacyReading(candidacy, case, reviews, conflicts, len(told))


def _reviews(reader: Actor, candidacy_ids: Sequence[int]) -> dict[int, list[Review]]:
    """The reviews a reader may read, by candidacy, with their scores; and those that were left to others."""
    opened = or_(visible(reader, P.REVIEW_SEE, Review), Review.status == "conflict")
    query = select(Review).where(Review.candidacy_id.in_(candidacy_ids), opened)
    found: dict[int, list[Review]] = {}
    for review in db.session.scalars(query.options(selectinload(Review.scores)).order_by(Review.id)):
        found.setdefault(review.candidacy_id, []).append(review)
    return found
