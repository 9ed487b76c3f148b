"""What reference data says of fields and standards."""

from typing import Annotated, Literal

from pydantic import Field as Limit

from platform_app.kernel.inputs import Block, Input, Line, PartialDate

Confidence = Literal["high", "medium", "low"]


class NewField(Input):
    """One of the twelve fields."""

    code: Annotated[Line, Limit(pattern=r"^F\d{2}$")]
    slug: Annotated[Line, Limit(pattern=r"^[a-z0-9-]{2,40}$")]
    position: int
    name_zh: Annotated[Line, Limit(max_length=60)]
    name_en: Annotated[Line, Limit(max_length=120)]
    short_zh: Annotated[Line, Limit(max_length=20)]
    description_zh: Annotated[Block, Limit(max_length=500)]
    description_en: Annotated[Block, Limit(max_length=500)]
    keywords: dict[str, list[str]] = {}


class NewStandard(Input):
    """A standard with where it was seen and how sure we are."""

    number: Annotated[Line, Limit(min_length=2, max_length=60)]
    title_zh: Annotated[Line, Limit(max_length=300)]
    title_en: Annotated[Line, Limit(max_length=300)]
    type: Literal["national", "industry", "local", "international", "foreign-national"]
    body: Annotated[Line, Limit(max_length=80)]
    field_slug: Annotated[Line, Limit(max_length=40)] | None = None
    year: int | None = None
    status: Literal["current", "superseded", "withdrawn", "unknown"]
    issued_on: PartialDate | None = None
    effective_on: PartialDate | None = None
    source_url: Annotated[Line, Limit(max_length=500)] | None = None
    source_kind: Annotated[Line, Limit(max_length=60)] | None = None
    confidence: Confidence
    title_zh_basis: Annotated[Line, Limit(max_length=60)] | None = None
    note: Annotated[Line, Limit(max_length=500)] | None = None
    note_zh: Annotated[Line, Limit(max_length=500)] | None = None
