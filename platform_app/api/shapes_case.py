"""A case as the API tells it: what lists show of it, and everything it says."""

from datetime import datetime
from typing import Any, Literal

from flask import request
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.api.shapes import Entity, Shape, address
from platform_app.cases import completeness, desk
from platform_app.cases.inputs import CaseContent, CaseLevel, EvidenceLevel, Form, Stage
from platform_app.cases.models import Case
from platform_app.cases.queries import CaseReading
from platform_app.cases.texts import Language
from platform_app.wording import said

Status = Literal["draft", "submitted", "published", "archived"]
Html = dict[str, dict[str, str]]


class Owner(Shape):
    """The organisation a case belongs to."""

    id: int
    url: str
    code: str
    level: str
    name_zh: str
    name_en: str


class Words(Shape):
    """One short text in both languages."""

    zh: str | None
    en: str | None


class CaseSummary(Entity):
    """A case in a list, or after an act: where it stands, and what lists show of it."""

    page_url: str = Field(description="Where people read it")
    slug: str | None
    organisation: Owner
    status: Status
    languages: list[Language] = Field(description="In which it can be read whole")
    latest_no: int = Field(description="Number of the newest revision")
    published_no: int | None = Field(description="Number of the revision readers see")
    published_at: datetime | None
    nominated_at: datetime | None
    recommended_at: datetime | None
    featured_at: datetime | None
    candidate_at: datetime | None = Field(description="Since when it is under review in a batch")
    announced_at: datetime | None = Field(description="Since when it is a typical case")
    confirm_by: datetime | None = Field(description="When its owner is asked whether it still runs")
    evidence_level: EvidenceLevel | None = Field(description="L1 to L5, confirmed")
    drafter: str | None = Field(
        description="Who drafts it for its organisation until that takes it over: id of a province, or `secretariat`"
    )
    returned_reason: str | None = Field(description="Why it is a draft again")
    archived_reason: str | None
    form: Form
    title: Words
    result: Words
    place: Words
    field: str | None
    stage: Stage | None
    level: CaseLevel | None
    started_on: str | None


class Gap(Shape):
    """Something its form still needs before it can be handed in."""

    field: str
    msg: str


class CaseShape(CaseSummary):
    """A case with everything it says."""

    content: CaseContent = Field(description="Everything it says; POST takes these fields, PATCH merges into them")
    revision_no: int = Field(description="Number of the revision whose text this is")
    missing: list[Gap] | None = Field(description="What it still needs to be handed in; for those who may edit it")
    html: Html | None = Field(None, description="Long texts as HTML, by section and language; with ?include=html")


def contents(content: CaseContent) -> dict[str, Any]:
    """Everything a case says, as plain JSON values."""
    return content.model_dump(mode="json")


def summary(actor: Actor, case: Case, organisation: Organisation) -> CaseSummary:
    """A case in a list, or after an act."""
    return CaseSummary(**_parts(actor, case, organisation))


def full(actor: Actor, reading: CaseReading, *, with_html: bool = False) -> CaseShape:
    """A case with the revision this reader was given."""
    return CaseShape(
        **_parts(actor, reading.case, reading.organisation),
        content=reading.content,
        revision_no=reading.revision.no,
        missing=_missing(actor, reading),
        html=reading.html if with_html else None,
    )


def owner(organisation: Organisation) -> Owner:
    """The organisation behind a case, in short."""
    return Owner(
        id=organisation.id,
        url=address("organisations.show", id=organisation.id),
        code=organisation.code,
        level=organisation.level,
        name_zh=organisation.name_zh,
        name_en=organisation.name_en,
    )


def address_of_page(case_id: int) -> str:
    """Where people read it."""
    return f"{request.url_root}cases/{case_id}"


def _parts(actor: Actor, case: Case, organisation: Organisation) -> dict[str, Any]:
    made = {
        "url": address("cases.show", id=case.id),
        "page_url": address_of_page(case.id),
        "organisation": owner(organisation),
        "languages": [language for language in case.languages.split(",") if language],
        "actions": desk.actions(actor, case) if actor.may_write else [],
        "title": Words(zh=case.title_zh, en=case.title_en),
        "result": Words(zh=case.result_zh, en=case.result_en),
        "place": Words(zh=case.place_zh, en=case.place_en),
        "field": case.field_slug,
    }
    return made | {name: getattr(case, name) for name in CaseSummary.model_fields if name not in made}


def _missing(actor: Actor, reading: CaseReading) -> list[Gap] | None:
    if not allows(actor, P.CASE_EDIT, reading.case):
        return None
    return [Gap(field=need.field, msg=said(need.sentence)) for need in completeness.missing(reading.content)]
