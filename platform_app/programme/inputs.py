"""What reference data says of the plan's tasks and targets."""

from typing import Annotated, Literal

from pydantic import Field

from platform_app.kernel.inputs import Day, Input, Line

Verified = Literal["true", "partial", "false"]
SourceUrl = Annotated[Line, Field(max_length=500, pattern=r"^https?://\S+$")]
Name = Annotated[Line, Field(min_length=2, max_length=120)]
NameEn = Annotated[Line, Field(min_length=2, max_length=160)]


class NewTask(Input):
    """A task of the plan, with how far it was read in its source."""

    code: Annotated[Line, Field(pattern=r"^T\d{2}$")]
    group: Literal["standards-system", "systematic"]
    field_slug: Annotated[Line, Field(max_length=40)] | None = None
    name_zh: Name
    name_en: NameEn
    verified: Verified
    source_url: SourceUrl
    note: Annotated[Line, Field(max_length=500)] | None = None


class NewIndicator(Input):
    """A target of the plan."""

    code: Annotated[Line, Field(pattern=r"^I\d{2}$")]
    name_zh: Name
    name_en: NameEn
    operator: Literal[">=", "qualitative", "milestone"]
    value: Annotated[int, Field(ge=0)] | None = None
    unit_zh: Annotated[Line, Field(max_length=40)]
    unit_en: Annotated[Line, Field(max_length=60)]
    deadline: Day
    verified: Verified
    source_url: SourceUrl
