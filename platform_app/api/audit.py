"""The append-only audit log, for those who may read it."""

from datetime import datetime

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import ListQuery
from platform_app.api.shapes import Listing, Shape
from platform_app.moderation import audit
from platform_app.moderation.inputs import AuditFilter

noun = Noun("audit", "Who did what, for which organisation, when, on which revision.")


class AuditQuery(AuditFilter, ListQuery):
    """Which lines."""

    model_config = ListQuery.model_config


class Line(Shape):
    """One act."""

    id: int
    at: datetime
    actor_id: int | None
    actor_name: str
    org_id: int | None
    act: str = Field(description="Name of the event")
    subject_kind: str
    subject_id: int
    revision_id: int | None


EXAMPLE = {
    "id": 901,
    "at": examples.MOMENT,
    "actor_id": 5,
    "actor_name": "林晓",
    "org_id": 12,
    "act": "CasePublished",
    "subject_kind": "case",
    "subject_id": 7,
    "revision_id": 41,
}


@noun.operation(
    "GET", "/audit", Note(gives=Listing[Line], example=examples.listing(EXAMPLE), refusals=(403, 422), needs_token=True)
)
def index(actor: Actor, query: AuditQuery) -> Answer:
    """The log, newest first; for moderators, the secretariat and administrators."""
    page = audit.lines(actor, query.page, count=True, **query.chosen())
    return part(page, [Line.model_validate(row) for row in page.items], Listing[Line])
