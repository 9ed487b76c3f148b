"""Questions put to organisations, and who might be asked, as the API tells them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from flask import request
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.api.shapes_case import Owner, owner
from platform_app.exchange.asking import sentence
from platform_app.exchange.models_asks import Ask
from platform_app.kernel import clock
from platform_app.matching.proposals import Proposed
from platform_app.wording import said

Key = Literal[
    "on_topic", "same_standard", "same_field", "similar_population", "same_province", "answers_fast", "similar_latitude"
]


class WhyShape(Shape):
    """A reason to ask somebody, and what it rests on."""

    key: Key
    sentence: str
    values: dict[str, Any] = Field(description="A case's id and title, a standard's number, a count, …")


class AskShape(Entity):
    """A question put to an organisation."""

    thread_id: int
    thread_url: str
    page_url: str = Field(description="Where people read it")
    organisation: Owner = Field(description="Who is asked")
    status: Literal["open", "answered", "passed_on", "declined"]
    due_on: date = Field(description="Until when an answer is hoped for")
    is_overdue: bool = Field(description="Open, and the day has passed")
    reasons: list[WhyShape] = Field(description="Why it was proposed; empty if it was not")
    asked_by_name: str
    asking_organisation: Owner | None = Field(description="Null for the platform itself")
    passed_from_id: int | None = Field(description="The ask whose organisation passed it on to this one")
    post_id: int | None = Field(description="The answer")
    decided_at: datetime | None = Field(description="When it was answered, passed on or declined")
    decided_by_name: str | None
    word: str | None = Field(description="With passing on or declining; for those who asked and for its own people")


class ProposedShape(Shape):
    """An organisation that might know the answer."""

    organisation: Owner
    reasons: list[WhyShape] = Field(description="The weightiest first")
    has_people: bool = Field(description="Whether anybody there has an account")


WHY = {"key": "same_field", "sentence": "Published cases in this field: 2", "values": {"count": 2}}
PROPOSED = {"organisation": examples.OWNER, "reasons": [WHY], "has_people": True}
ASK = {
    **examples.entity("asks/7", version=1, actions=("ask.answer",)),
    "thread_id": 7,
    "thread_url": f"{examples.ROOT}/threads/7",
    "page_url": "https://cities.example/threads/7/asks",
    "organisation": examples.OWNER,
    "status": "open",
    "due_on": "2026-12-06",
    "is_overdue": False,
    "reasons": [WHY],
    "asked_by_name": "陈屿",
    "asking_organisation": {**examples.OWNER, "id": 13, "code": "350200", "name_zh": "厦门市", "name_en": "Xiamen"},
    "passed_from_id": None,
    "post_id": None,
    "decided_at": None,
    "decided_by_name": None,
    "word": None,
}


def ask(actor: Actor, row: Ask) -> AskShape:
    """One ask, with its organisations loaded."""
    names = ("id", "version", "created_at", "updated_at", "thread_id", "status", "due_on", "asked_by_name")
    more = ("passed_from_id", "post_id", "decided_at", "decided_by_name")
    return AskShape(
        **{name: getattr(row, name) for name in (*names, *more)},
        url=address("asks.show", id=row.id),
        actions=permitted(actor, (P.ASK_ANSWER,), row) if row.status == "open" else [],
        thread_url=address("threads.show", id=row.thread_id),
        page_url=f"{request.url_root}threads/{row.thread_id}/asks",
        organisation=owner(row.organisation),
        is_overdue=row.status == "open" and row.due_on < clock.today(),
        reasons=[why(each) for each in row.reasons],
        asking_organisation=owner(row.asking_organisation) if row.asking_organisation else None,
        word=row.reason if allows(actor, P.ASK_READ_WORD, row) else None,
    )


def proposed(each: Proposed) -> ProposedShape:
    """Somebody who might be asked."""
    reasons = [why(reason.as_json) for reason in each.match.reasons]
    return ProposedShape(organisation=owner(each.organisation), reasons=reasons, has_people=each.has_people)


def why(kept: Mapping[str, Any]) -> WhyShape:
    """A reason as it is kept, in the reader's language."""
    values = {name: value for name, value in kept.items() if name != "key"}
    return WhyShape(key=kept["key"], sentence=said(sentence(kept)), values=values)
