"""What was decided about a case, and the distinctions it holds or held."""

from datetime import datetime
from typing import Any

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.answers import Answer
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Shape
from platform_app.cases import queries

noun = Noun("history", "What was decided about a case, and the distinctions it holds or held.")


class PastDecision(Shape):
    """A step of publication."""

    act: str
    at: datetime
    person_name: str | None = Field(description="For members only")
    revision_no: int
    reason: str | None


class DistinctionShape(Shape):
    """A rung of the ladder, and how it ended if it did."""

    rung: str
    at: datetime
    org_id: int | None = Field(description="For which organisation; null = the platform")
    person_name: str | None = Field(description="For members only")
    statement: str | None
    still_missing: list[str] = Field(
        description="Of a recommendation: what the case lacked for an announcement then, by the fields' names"
    )
    revision_no: int
    ended_at: datetime | None
    ended_by_name: str | None = Field(description="For members only")
    ended_reason: str | None


class History(Shape):
    """Both, as far as they are open to you."""

    decisions: list[PastDecision]
    distinctions: list[DistinctionShape]


EXAMPLE = {
    "decisions": [{"act": "publish", "at": examples.MOMENT, "person_name": "林晓", "revision_no": 1, "reason": None}],
    "distinctions": [
        {
            "rung": "nomination",
            "at": examples.MOMENT,
            "org_id": 12,
            "person_name": "林晓",
            "statement": "数据扎实，做法可复制。",
            "still_missing": [],
            "revision_no": 1,
            "ended_at": None,
            "ended_by_name": None,
            "ended_reason": None,
        }
    ],
}


@noun.operation("GET", "/cases/<int:id>/history", Note(gives=History, example=EXAMPLE, refusals=(404,)))
def show(actor: Actor, path: CaseId) -> Answer:
    """Decisions, newest first, and distinctions, oldest first. Readers outside see what concerns the public."""
    case = queries.get(actor, path.id)
    names_shown = allows(actor, P.CASE_SEE_CONTACT, case)
    decisions = [_parts(PastDecision, row, names_shown) for row in queries.decisions(actor, case)]
    distinctions = [_parts(DistinctionShape, row, names_shown) for row in queries.distinctions(actor, case)]
    return Answer(History.model_validate({"decisions": decisions, "distinctions": distinctions}))


def _parts(shape: type[Shape], row: Any, names_shown: bool) -> dict[str, Any]:
    parts = {name: getattr(row, name) for name in shape.model_fields}
    return {name: None if name.endswith("_name") and not names_shown else value for name, value in parts.items()}
