"""Batches, candidacies and reviews as the API tells them."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.selection.models import Batch, Candidacy, Review
from platform_app.selection.queries import CandidacyReading

ON_BATCHES = (P.BATCH_LEAD,)
ON_CANDIDACIES = (
    P.CANDIDACY_WITHDRAW,
    P.CANDIDACY_DECLINE,
    P.CANDIDACY_ANSWER,
    P.APPEAL_DECIDE,
    P.SCORES_OPEN,
)


class BatchShape(Entity):
    """One round of choosing typical cases."""

    number: str
    title_zh: str
    title_en: str
    rules_zh: str
    rules_en: str
    status: str = Field(description="planned, open, reviewing, announced or cancelled")
    entries_until: date = Field(description="Last day for entries, Asia/Shanghai")
    reviews_until: date
    chair_name: str
    cancelled_reason: str | None
    announcement_number: str | None = Field(description="Number of the official notice")
    announced_on: date | None


class ScoreShape(Shape):
    """Points for one criterion, and why."""

    criterion: str
    points: int
    reason: str


class ReviewShape(Entity):
    """One review, as far as it is open to you."""

    case_id: int
    batch_id: int
    reviewer: int = Field(description="Which of the reviews of this case, counted from 1")
    reviewer_name: str | None = Field(description="For the chair, the secretariat and the reviewer herself")
    status: str = Field(description="assigned, given, conflict or released")
    due_on: date
    given_at: datetime | None
    scores: list[ScoreShape]
    comment: str | None


class SpreadShape(Shape):
    """How far the reviewers lie apart on one criterion."""

    criterion: str
    mean: float
    lowest: int
    highest: int


class ConflictShape(Shape):
    """A reviewer who left the case to the others."""

    reviewer_name: str
    reason: str | None = Field(description="In her words; null where her organisations showed it")


class CandidacyShape(Entity):
    """A case in a batch."""

    case_id: int
    case_url: str
    batch_id: int
    status: str = Field(description="under_review, declined, withdrawn or announced")
    revision_no: int = Field(description="What is reviewed")
    statement: str | None
    entered_at: datetime
    opened_at: datetime | None = Field(description="Since when its people can read the reviews")
    decided_at: datetime | None
    decision_reason: str | None
    number: str | None = Field(description="Of the typical case")
    answer: str | None
    appeal: str | None
    appeal_outcome: str | None
    appeal_reason: str | None
    overall: float | None = Field(description="Mean of the reviews open to you")
    spread: list[SpreadShape]
    stepped_back: int = Field(description="Reviewers with a conflict of interest; told to everybody once announced")
    conflicts: list[ConflictShape] = Field(description="Who they are and why; for the chair and the secretariat")


BATCH = {
    **examples.entity("batches/2", id=2, version=4),
    "number": "2026-1",
    "title_zh": "第一批典型案例",
    "title_en": "First batch of typical cases",
    "rules_zh": "公开评审，按五项标准打分。",
    "rules_en": "",
    "status": "open",
    "entries_until": "2026-12-31",
    "reviews_until": "2027-02-28",
    "chair_name": "高远",
    "cancelled_reason": None,
    "announcement_number": None,
    "announced_on": None,
}
SCORE = {"criterion": "evidence", "points": 4, "reason": "前后对比数据有来源。"}
REVIEW = {
    **examples.entity("cases/7/reviews", id=5, version=2),
    "case_id": 7,
    "batch_id": 2,
    "reviewer": 1,
    "reviewer_name": None,
    "status": "given",
    "due_on": "2027-02-28",
    "given_at": examples.MOMENT,
    "scores": [SCORE],
    "comment": None,
}
CANDIDACY = {
    **examples.entity("cases/7/candidacy", id=3, version=1),
    "case_id": 7,
    "case_url": f"{examples.ROOT}/cases/7",
    "batch_id": 2,
    "status": "under_review",
    "revision_no": 2,
    "statement": None,
    "entered_at": examples.MOMENT,
    "opened_at": None,
    "decided_at": None,
    "decision_reason": None,
    "number": None,
    "answer": None,
    "appeal": None,
    "appeal_outcome": None,
    "appeal_reason": None,
    "overall": None,
    "spread": [{"criterion": "evidence", "mean": 3.5, "lowest": 3, "highest": 4}],
    "stepped_back": 1,
    "conflicts": [{"reviewer_name": "高远", "reason": "曾任项目顾问。"}],
}


def batch_shape(actor: Actor, row: Batch) -> BatchShape:
    """A batch with what the actor may do to it."""
    own = {name: getattr(row, name) for name in BatchShape.model_fields if hasattr(row, name)}
    return BatchShape(**own, url=address("batches.show", id=row.id), actions=permitted(actor, ON_BATCHES, row))


def candidacy_shape(actor: Actor, reading: CandidacyReading) -> CandidacyShape:
    """A case in a batch; what its people and the chair wrote is for those who may read its reviews."""
    row = reading.candidacy
    own = {name: getattr(row, name) for name in CandidacyShape.model_fields if hasattr(row, name)}
    if not _reads_along(actor, reading):
        own |= dict.fromkeys(("answer", "appeal", "appeal_outcome", "appeal_reason"))
    spread = [
        SpreadShape(criterion=name, mean=each.mean, lowest=each.lowest, highest=each.highest)
        for name, each in reading.spread.items()
    ]
    told = {
        "stepped_back": reading.stepped_back,
        "conflicts": [ConflictShape(reviewer_name=r.person_name, reason=r.conflict) for r in reading.conflicts],
    }
    links = {
        "url": address("candidacies.show", id=row.case_id),
        "case_url": address("cases.show", id=row.case_id),
        "actions": permitted(actor, ON_CANDIDACIES, row),
    }
    return CandidacyShape(**own, **links, **told, overall=reading.overall, spread=spread)


def review_shapes(actor: Actor, reading: CandidacyReading) -> list[ReviewShape]:
    """The reviews of a case open to the actor."""
    return [review_shape(actor, row, place) for place, row in enumerate(reading.reviews, start=1)]


def review_shape(actor: Actor, row: Review, place: int) -> ReviewShape:
    """One review; who wrote it is told to few."""
    named = row.person_id == actor.id or allows(actor, P.SCORES_OPEN, row)
    own: dict[str, Any] = {
        name: getattr(row, name) for name in ReviewShape.model_fields if name != "scores" and hasattr(row, name)
    }
    own["scores"] = [ScoreShape(criterion=s.criterion, points=s.points, reason=s.reason) for s in row.scores]
    return ReviewShape(
        **own,
        url=address("reviews.of_case", id=row.case_id),
        actions=permitted(actor, (P.REVIEW_GIVE,), row) if row.status == "assigned" else [],
        reviewer=place,
        reviewer_name=row.person_name if named else None,
    )


def _reads_along(actor: Actor, reading: CandidacyReading) -> bool:
    row: Candidacy = reading.candidacy
    insiders = (P.CANDIDACY_ANSWER, P.SCORES_OPEN, P.CANDIDACY_DECLINE)
    return row.status == "announced" or bool(reading.scores) or any(allows(actor, p, row) for p in insiders)
