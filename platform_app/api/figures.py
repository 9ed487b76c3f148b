"""How much there is, and how far the plan has come: each figure counted from the records by a rule with a name."""

from datetime import date

from pydantic import Field

from platform_app import overview
from platform_app.access.actor import Actor
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Shape
from platform_app.selection import queries
from platform_app.wording import said

noun = Noun("figures", "How much there is to read, and how far the plan has come.")


class PlanFigure(Shape):
    """A number that the plan asks for."""

    name: str = Field(description="Of the rule")
    rule: str = Field(description="What is counted")
    count: int
    target: int
    until: date


class FiguresShape(Shape):
    """Counted now, from the records."""

    cases: int
    cities: int = Field(description="Organisations with a published case")
    organisations: int
    standards: int
    plan: list[PlanFigure]


PLAN = {
    "name": "announced_typical_cases",
    "rule": "Published cases whose announcement as a typical case stands.",
    "count": 4,
    "target": 30,
    "until": "2027-12-31",
}
EXAMPLE = {"cases": 48, "cities": 31, "organisations": 386, "standards": 270, "plan": [PLAN]}


@noun.operation("GET", "/figures", Note(FiguresShape, EXAMPLE))
def show(actor: Actor) -> Answer:
    """How much is public, and how many typical cases were announced of those the plan asks for."""
    found, announced = overview.figures(actor), queries.announced_cases(actor)
    plan = PlanFigure(
        name=announced.name,
        rule=said(announced.rule),
        count=announced.count,
        target=announced.target,
        until=announced.until,
    )
    counts = {name: getattr(found, name) for name in FiguresShape.model_fields if name != "plan"}
    return Answer(FiguresShape(**counts, plan=[plan]))
