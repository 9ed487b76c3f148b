"""The template of a case: one cleaned, frozen model for page, API, command line and library."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from platform_app.cases.texts import (
    Bilingual,
    Long,
    Longest,
    Medium,
    Name,
    Sentence,
    Short,
    Tags,
    Title,
    Unit,
    in_language,
)
from platform_app.kernel.inputs import Input, Line, PartialDate, fail

Form = Literal["short", "full", "compiled"]
Stage = Literal["planned", "pilot", "running", "scaled", "ended", "stopped"]
CaseLevel = Literal["national", "provincial", "city", "district", "community"]
StandardRole = Literal["applied", "drafted", "piloted", "deviated", "related"]
Support = Literal["money", "staff", "data", "technology", "space", "research", "publicity", "other"]
FileKind = Literal["image", "document", "table"]
Licence = Literal["CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0", "all rights reserved"]

MOST_FILES = 20
_URL = re.compile(r"https?://[^\s<>\"]{3,500}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{3,189}")


def _url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise fail("url_form")
    return value


def _email(value: str) -> str:
    if value and not _EMAIL.fullmatch(value):
        raise fail("email")
    return value


Url = Annotated[Line, AfterValidator(_url)]
Period = Annotated[Line, Field(max_length=40)]
Figure = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]


class Place(Input):
    """Where it happened: a name and a point in degrees (WGS 84)."""

    name: Name = Bilingual()
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> "Place":
        if (self.latitude is None) != (self.longitude is None):
            raise fail("point_half", at="longitude" if self.longitude is None else "latitude")
        return self


class Contact(Input):
    """Whom to call; shown to signed-in members only."""

    name: Annotated[Line, Field(max_length=80)] = ""
    phone: Annotated[Line, Field(max_length=40)] = ""
    email: Annotated[Line, Field(max_length=254), AfterValidator(_email)] = ""


class Partner(Input):
    """Who helped, and with what."""

    name: Name
    support: Support = "other"


class KeyDate(Input):
    """Something that happened on the way."""

    on: PartialDate
    what: Name


class Money(Input):
    """One source of money."""

    source: Name
    amount: Annotated[Figure, Field(ge=0)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "CNY"  # ISO 4217


class CitedStandard(Input):
    """A standard used, made, adapted or deviated from; `related` = linked by topic only (compiled cases)."""

    number: Annotated[Line, Field(min_length=2, max_length=60)]
    clause: Annotated[Line, Field(max_length=60)] = ""
    role: StandardRole = "applied"
    note: Short = Bilingual()


class Indicator(Input):
    """One figure before and after, with how it was measured."""

    name: Name
    definition: Short = Bilingual()
    unit: Unit = Bilingual()
    baseline: Figure | None = None
    baseline_period: Period = ""
    result: Figure | None = None
    result_period: Period = ""
    method: Short = Bilingual()
    source: Annotated[Line, Field(max_length=500)] = ""


class Reference(Input):
    """A link or a document to read on."""

    title: Annotated[Line, Field(min_length=1, max_length=200)]
    url: Url | None = None


class Source(Input):
    """A public source a compiled case rests on."""

    url: Url
    gist: Short = Bilingual()
    seen: PartialDate | None = None


class CaseFile(Input):
    """A file that the case shows: what a picture shows, or what a document is called, and what stands below it."""

    id: Annotated[int, Field(ge=1, le=2**31 - 1)]
    kind: FileKind = "image"
    alt: Name = Bilingual()
    caption: Short = Bilingual()


class FileWords(Input):
    """What is said of a file, language by language, as a multipart body carries it."""

    alt_zh: Annotated[str | None, in_language("zh", Name)] = None
    alt_en: Annotated[str | None, in_language("en", Name)] = None
    caption_zh: Annotated[str | None, in_language("zh", Short)] = None
    caption_en: Annotated[str | None, in_language("en", Short)] = None

    @property
    def alt(self) -> Bilingual:
        """In both languages."""
        return Bilingual(zh=self.alt_zh, en=self.alt_en)

    @property
    def caption(self) -> Bilingual:
        """In both languages."""
        return Bilingual(zh=self.caption_zh, en=self.caption_en)


class CaseContent(Input):
    """Everything a case says. What is needed to submit stands in `completeness`."""

    form: Form = "short"
    title: Title = Bilingual()
    result: Sentence = Bilingual()
    place: Place = Place()
    field: Annotated[Line, Field(max_length=40)] | None = None
    secondary_fields: Annotated[list[Annotated[Line, Field(max_length=40)]], Field(max_length=3)] = []
    tags: Tags = Tags()
    lead_body: Name = Bilingual()
    department: Name = Bilingual()
    contact: Contact = Contact()
    partners: Annotated[list[Partner], Field(max_length=20)] = []
    level: CaseLevel | None = None
    mandate: Short = Bilingual()
    stage: Stage | None = None
    started_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    key_dates: Annotated[list[KeyDate], Field(max_length=5)] = []
    problem: Medium = Bilingual()
    objectives: Short = Bilingual()
    actions: Longest = Bilingual()
    standards: Annotated[list[CitedStandard], Field(max_length=40)] = []
    standards_none_because: Short = Bilingual()
    money: Annotated[list[Money], Field(max_length=10)] = []
    staff: Short = Bilingual()
    time_needed: Short = Bilingual()
    legal_basis: Short = Bilingual()
    participants: Medium = Bilingual()
    indicators: Annotated[list[Indicator], Field(max_length=20)] = []
    difficulties: Long = Bilingual()
    conditions: Medium = Bilingual()
    keep: Medium = Bilingual()
    adapt: Medium = Bilingual()
    not_needed: Medium = Bilingual()
    minimum_cost: Short = Bilingual()
    first_90_days: Medium = Bilingual()
    sustaining: Medium = Bilingual()
    lessons: Long = Bilingual()
    adapted_from: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    references: Annotated[list[Reference], Field(max_length=40)] = []
    files: Annotated[list[CaseFile], Field(max_length=MOST_FILES)] = []
    licence: Licence | None = None
    personal_data_checked: bool = False
    signed_off_by: Annotated[Line, Field(max_length=80)] = ""
    signed_off_on: PartialDate | None = None
    sources: Annotated[list[Source], Field(max_length=20)] = []
    confidence: Literal["high", "medium", "low"] | None = None
    standards_note: Medium = Bilingual()
    editors_note: Medium = Bilingual()

    @model_validator(mode="after")
    def _ends_after_start(self) -> "CaseContent":
        if self.started_on and self.ended_on and self.ended_on[: len(self.started_on)] < self.started_on:
            raise fail("end_before_start", at="ended_on")
        return self


# Long Markdown texts, in the order in which a case is read.
SECTIONS = [
    "problem",
    "objectives",
    "actions",
    "participants",
    "difficulties",
    "conditions",
    "keep",
    "adapt",
    "not_needed",
    "first_90_days",
    "sustaining",
    "lessons",
]
