"""My desk: what waits for the person behind the token."""

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Shape
from platform_app.api.shapes_case import CaseSummary, summary
from platform_app.cases import desk

noun = Noun("desk", "What waits for you.")


class DeskShape(Shape):
    """The queues, oldest waiting first."""

    drafts: list[CaseSummary]
    drafted_for: list[CaseSummary] = Field(description="Begun for your organisations by others")
    drafting: list[CaseSummary] = Field(description="Begun by you or your colleagues for other organisations")
    returned: list[CaseSummary]
    waiting: list[CaseSummary] = Field(description="Handed in, not yours to sign off")
    to_sign_off: list[CaseSummary]
    changes_to_publish: list[CaseSummary]
    to_nominate: list[CaseSummary]
    to_recommend: list[CaseSummary]
    to_feature: list[CaseSummary]


EXAMPLE = {**{name: [] for name in DeskShape.model_fields}, "drafts": [examples.SUMMARY]}


@noun.operation("GET", "/desk", Note(gives=DeskShape, example=EXAMPLE, needs_token=True))
def show(actor: Actor) -> Answer:
    """Drafts, returned cases, and what you may sign off, nominate, recommend or feature."""
    found = desk.desk(actor)
    queues = {name: getattr(found, name) for name in DeskShape.model_fields}
    return Answer(
        DeskShape.model_validate(
            {name: [summary(actor, case, case.organisation) for case in queue] for name, queue in queues.items()}
        )
    )
