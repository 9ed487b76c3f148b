"""Requests between levels, published interpretations and holidays, as the API tells them."""

from datetime import date, datetime
from typing import Any, Literal

from flask import request as asked_for
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.api.shapes_case import Owner, owner
from platform_app.coordination.inputs import Kind
from platform_app.coordination.lifecycle import TICKING, Status
from platform_app.coordination.models import Holiday, Request, RequestAnswer, RequestRecord
from platform_app.kernel import clock

PERMISSIONS = (P.REQUEST_ANSWER, P.REQUEST_DIRECT, P.REQUEST_ESCALATE, P.REQUEST_OBJECT, P.REQUEST_JUDGE)


class LinkShape(Shape):
    """A paper or a page."""

    name: str
    url: str


class AnswerShape(Shape):
    """How a request stands at one asked organisation."""

    organisation: Owner = Field(description="Who is asked")
    asker: Owner = Field(description="Who asks it: the organisation of the request, or the one that passed it down")
    way: Literal["up", "down"]
    status: Status
    due_on: date
    is_overdue: bool
    text: str | None = Field(description="The answer, in Markdown")
    links: list[LinkShape]
    answered_at: datetime | None
    answered_by_name: str | None
    extension_until: date | None = Field(description="Asked for and not decided")
    published_at: datetime | None


class RequestRecordShape(Shape):
    """A line of the history."""

    act: str
    organisation: Owner | None = Field(description="For whom; null = the platform")
    about: Owner | None = Field(description="Whom it concerns")
    by_name: str
    words: str | None
    due_on: date | None
    at: datetime


class RequestShape(Entity):
    """A request between levels."""

    page_url: str = Field(description="Where people read it")
    kind: Kind
    organisation: Owner = Field(description="Who asks")
    title: str
    text: str = Field(description="Markdown")
    links: list[LinkShape]
    standard_id: int | None
    status: Status = Field(description="As a whole: as all stand, or by who is furthest from an end")
    due_on: date = Field(description="The nearest day of those who owe an answer")
    raised_by_name: str
    escalated_at: datetime | None
    copies: list[Owner]
    answers: list[AnswerShape] = Field(description="The table of who has answered")
    history: list[RequestRecordShape] | None = Field(description="Null in lists")


class InterpretationShape(Shape):
    """The published interpretation of a standard."""

    id: int
    page_url: str
    question: str
    answer: str = Field(description="Markdown")
    organisation: Owner = Field(description="Who gives it")
    standard_id: int | None
    published_at: datetime


class HolidayShape(Shape):
    """A day of the table that working days are counted by."""

    day: date
    name_zh: str
    name_en: str
    is_worked: bool = Field(description="A weekend that is worked instead of a holiday")
    version: int


LINK = {"name": "请示文件", "url": "https://hangzhou.example/paper.pdf"}
PROVINCE = {
    **examples.OWNER,
    "id": 4,
    "code": "330000",
    "level": "provincial",
    "name_zh": "浙江省",
    "name_en": "Zhejiang",
}
ANSWER = {
    "organisation": PROVINCE,
    "asker": examples.OWNER,
    "way": "up",
    "status": "raised",
    "due_on": "2026-12-11",
    "is_overdue": False,
    "text": None,
    "links": [],
    "answered_at": None,
    "answered_by_name": None,
    "extension_until": None,
    "published_at": None,
}
RECORD = {
    "act": "raised",
    "organisation": examples.OWNER,
    "about": PROVINCE,
    "by_name": "林晓",
    "words": None,
    "due_on": "2026-12-11",
    "at": examples.MOMENT,
}
REQUEST: dict[str, Any] = {
    **examples.entity("requests/7", version=1, actions=("request.close",)),
    "page_url": "https://cities.example/requests/7",
    "kind": "interpretation",
    "organisation": examples.OWNER,
    "title": "加装电梯的补贴口径",
    "text": "补贴按台还是按户计算？",
    "links": [LINK],
    "standard_id": None,
    "status": "raised",
    "due_on": "2026-12-11",
    "raised_by_name": "林晓",
    "escalated_at": None,
    "copies": [],
    "answers": [ANSWER],
    "history": [RECORD],
}
INTERPRETATION = {
    "id": 9,
    "page_url": "https://cities.example/interpretations/9",
    "question": "补贴按台还是按户计算？",
    "answer": "按台计算。",
    "organisation": PROVINCE,
    "standard_id": 3,
    "published_at": examples.MOMENT,
}
HOLIDAY = {"day": "2026-12-11", "name_zh": "示例假日", "name_en": "An example", "is_worked": False, "version": 1}


def request(actor: Actor, row: Request, *, in_list: bool = False) -> RequestShape:
    """One request with its answers; its history where it was read with it."""
    names = ("id", "version", "created_at", "updated_at", "kind", "title", "text", "links", "standard_id", "status")
    more = ("due_on", "raised_by_name", "escalated_at")
    mine = {name for each in row.answers for name in permitted(actor, PERMISSIONS, each)}
    closing = permitted(actor, (P.REQUEST_CLOSE,), row)
    return RequestShape(
        **{name: getattr(row, name) for name in (*names, *more)},
        url=address("requests.show", id=row.id),
        actions=[*sorted(mine), *closing],
        page_url=f"{asked_for.url_root}requests/{row.id}",
        organisation=owner(row.organisation),
        copies=[owner(each.organisation) for each in row.parties if each.role == "copied"],
        answers=[_answer(each) for each in row.answers],
        history=None if in_list else [_record(each) for each in row.records],
    )


def interpretation(actor: Actor, row: RequestAnswer) -> InterpretationShape:
    """One published answer."""
    assert row.published_at is not None, "the query asks for it"
    return InterpretationShape(
        id=row.id,
        page_url=f"{asked_for.url_root}interpretations/{row.id}",
        question=row.public_question or "",
        answer=row.text or "",
        organisation=owner(row.organisation),
        standard_id=row.request.standard_id,
        published_at=row.published_at,
    )


def holiday(row: Holiday) -> HolidayShape:
    """A day of the table."""
    return HolidayShape.model_validate(row)


def _answer(row: RequestAnswer) -> AnswerShape:
    names = ("way", "status", "due_on", "text", "links", "answered_at", "answered_by_name", "extension_until")
    return AnswerShape(
        **{name: getattr(row, name) for name in (*names, "published_at")},
        organisation=owner(row.organisation),
        asker=owner(row.asker),
        is_overdue=row.status in TICKING and row.due_on < clock.today(),
    )


def _record(row: RequestRecord) -> RequestRecordShape:
    return RequestRecordShape(
        **{name: getattr(row, name) for name in ("act", "by_name", "words", "due_on", "at")},
        organisation=owner(row.organisation) if row.organisation else None,
        about=owner(row.about) if row.about else None,
    )
