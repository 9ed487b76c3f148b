"""Help with writing a case: what is still missing, in words."""

from collections.abc import Sequence

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api.answers import Answer
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Shape
from platform_app.cases.completeness import Need
from platform_app.cases.progress import progress
from platform_app.wording import said

noun = Noun("writing", "Help with writing a case.")


class Lack(Shape):
    """Something that is missing, and where it would stand."""

    field: str
    message: str


class CompletenessShape(Shape):
    """What the newest revision of a case lacks."""

    submission: list[Lack] = Field(description="To be handed in")
    announcement: list[Lack] = Field(description="To be announced as a typical case")


COMPLETENESS = {
    "submission": [{"field": "indicators", "message": "Give at least one indicator with a result."}],
    "announcement": [{"field": "title.en", "message": "Give it an English title."}],
}


@noun.operation(
    "GET", "/cases/<int:id>/completeness", Note(gives=CompletenessShape, example=COMPLETENESS, refusals=(403, 404))
)
def completeness(actor: Actor, path: CaseId) -> Answer:
    """What the newest revision still lacks, in words; for its own people."""
    found = progress(actor, path.id)
    return Answer(CompletenessShape(submission=_told(found.submission), announcement=_told(found.announcement)))


def _told(needs: Sequence[Need]) -> list[Lack]:
    return [Lack(field=need.field, message=said(need.sentence)) for need in needs]
