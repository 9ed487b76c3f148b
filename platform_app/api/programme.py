"""The plan's tasks and targets, each with how far its source was read."""

from datetime import date
from typing import Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Listing, Shape, whole
from platform_app.programme import queries
from platform_app.tracing import proofs

noun = Noun("programme", "The Action Plan on Urban Standardization: its tasks and targets.")
Verified = Literal["true", "partial", "false"]


class TaskShape(Shape):
    """One of the plan's tasks."""

    id: int
    code: str
    group: str
    field_slug: str | None = Field(description="The field it is about")
    name_zh: str
    name_en: str
    verified: Verified = Field(description="`true`: its wording was read in the source; `partial`: its name was")
    source_url: str


class TargetShape(Shape):
    """A target of the plan."""

    id: int
    code: str
    name_zh: str
    name_en: str
    operator: str = Field(description="`>=`, or `qualitative` and `milestone`, which have no value")
    value: int | None
    unit_zh: str
    unit_en: str
    deadline: date
    verified: Verified
    source_url: str
    counted: int | None = Field(description="What this platform can prove; null = not counted here")


SOURCE = "https://www.sac.gov.cn/"
TASK = {
    "id": 15,
    "code": "T15",
    "group": "systematic",
    "field_slug": None,
    "name_zh": "打造城市标准化经验交流合作平台",
    "name_en": "Build a platform for exchange and cooperation on urban standardization",
    "verified": "true",
    "source_url": SOURCE,
}
INDICATOR = {
    "id": 3,
    "code": "I03",
    "name_zh": "发布城市标准化典型案例",
    "name_en": "Typical cases of urban standardization published",
    "operator": ">=",
    "value": 30,
    "unit_zh": "个",
    "unit_en": "cases",
    "deadline": "2027-12-31",
    "verified": "true",
    "source_url": SOURCE,
    "counted": 4,
}


@noun.operation("GET", "/programme/tasks", Note(Listing[TaskShape], examples.listing(TASK)))
def tasks(actor: Actor) -> Answer:
    """The sixteen tasks, in the plan's order."""
    shapes = [TaskShape.model_validate(row) for row in queries.tasks(actor)]
    return Answer(Listing[TaskShape](**whole(shapes)))


@noun.operation("GET", "/programme/indicators", Note(Listing[TargetShape], examples.listing(INDICATOR)))
def indicators(actor: Actor) -> Answer:
    """The targets, with what this platform counts where a rule exists."""
    counted = proofs.counted(actor)
    names = [name for name in TargetShape.model_fields if name != "counted"]
    shapes = [
        TargetShape(**{name: getattr(row, name) for name in names}, counted=counted.get(row.code))
        for row in queries.indicators(actor)
    ]
    return Answer(Listing[TargetShape](**whole(shapes)))
