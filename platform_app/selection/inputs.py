"""What callers send to plan, review and announce a batch."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from platform_app.kernel.inputs import Block, Day, Input, Line, fail

Points = Annotated[int, Field(ge=1, le=5, strict=True)]
_NUMBER = re.compile(r"[0-9]{4}-[0-9]{1,2}")
_CASE_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,28}")


def _batch_number(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise fail("batch_number")
    return value


def _case_number(value: str) -> str:
    if value and not _CASE_NUMBER.fullmatch(value):
        raise fail("case_number")
    return value


class NewBatch(Input):
    """A batch to plan. Dates are days in Asia/Shanghai and count whole; `chair` is an e-mail address."""

    number: Annotated[Line, AfterValidator(_batch_number)]
    title_zh: Annotated[Line, Field(min_length=1, max_length=60)]
    title_en: Annotated[Line, Field(max_length=120)] = ""
    rules_zh: Annotated[Block, Field(max_length=20_000)] = ""
    rules_en: Annotated[Block, Field(max_length=20_000)] = ""
    entries_until: Day
    reviews_until: Day
    chair: Annotated[Line, Field(min_length=3, max_length=254)]

    @model_validator(mode="after")
    def _reviews_follow_entries(self) -> "NewBatch":
        if self.reviews_until < self.entries_until:
            raise fail("end_before_start", at="reviews_until")
        return self


class Appointment(Input):
    """A reviewer to seat on the panel: an e-mail address, and until when her reviews are due (default: the batch's)."""

    person: Annotated[Line, Field(min_length=3, max_length=254)]
    due_on: Day | None = None


class GivenScore(Input):
    """Points for one criterion and why."""

    points: Points
    reason: Annotated[Block, Field(min_length=1, max_length=2000)]


class Scores(Input):
    """The five criteria of the rubric; every one with points and a reason."""

    evidence: GivenScore
    standards: GivenScore
    transferability: GivenScore
    durability: GivenScore
    clarity: GivenScore


class GivenReview(Input):
    """A whole review of one case."""

    scores: Scores
    comment: Annotated[Block, Field(max_length=2000)] = ""


class AnnouncedCase(Input):
    """A case to announce, with its number; an empty number is filled in order."""

    case_id: Annotated[int, Field(ge=1, le=2**31 - 1)]
    number: Annotated[Line, AfterValidator(_case_number)] = ""


class Announcement(Input):
    """The official announcement: number and date of the notice, who signs it (codes of organisations), which cases."""

    number: Annotated[Line, Field(min_length=1, max_length=60)]
    date: Day
    bodies: Annotated[list[Annotated[Line, Field(max_length=20)]], Field(min_length=1, max_length=12)]
    cases: Annotated[list[AnnouncedCase], Field(max_length=200)] = []


class AppealDecision(Input):
    """What the chair makes of an appeal, and why."""

    outcome: Literal["upheld", "dismissed"]
    reason: Annotated[Block, Field(max_length=2000)]
