"""The audit log as a page: who did what, for which organisation, when, to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import Message
from platform_app.kernel.pages import Page
from platform_app.moderation import audit, naming
from platform_app.moderation.acts import ACTS
from platform_app.moderation.inputs import AuditFilter
from platform_app.moderation.models import AuditLine
from platform_app.moderation.naming import Named
from platform_app.search import glossary
from platform_app.web.paging import page_request, pager
from platform_app.web.session import current_actor

ROWS = 40
KINDS = ("case", "thread", "post", "ask", "request", "organisation", "person", "standard", "field", "term")

blueprint = Blueprint("audit", __name__)


@dataclass(frozen=True)
class Entry:
    """A line with names in place of numbers; `url` only where the reader gets in."""

    line: AuditLine
    what: Message | str
    organisation: Named | None
    subject: Named | None
    url: str | None
    revision: str | None


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """The log is for people at work here."""


@blueprint.get("/audit")
def index() -> ResponseReturnValue:
    """The log, newest first, narrowed by what the address asks for."""
    actor = current_actor()
    require(actor, P.AUDIT_READ)
    asked = {name: value for name in AuditFilter.model_fields if (value := request.args.get(name, "").strip())}
    try:
        wanted = read(AuditFilter, asked)
    except Invalid as refused:
        return _page(asked, Page[AuditLine]((), None), refused.errors), 422
    return _page(asked, audit.lines(actor, page_request(ROWS), **wanted.chosen()), {})


def _page(asked: Mapping[str, str], page: Page[AuditLine], errors: Mapping[str, Any]) -> str:
    return render_template(
        "audit/index.html",
        entries=_entries(page.items),
        pager=pager(page),
        asked=asked,
        errors=errors,
        acts=ACTS,
        kinds=KINDS,
    )


def _entries(lines: Any) -> list[Entry]:
    actor = current_actor()
    names = naming.names(actor, lines) | _terms(lines)
    return [
        Entry(
            line=line,
            what=ACTS.get(line.act, line.act),
            organisation=names.get(("organisation", line.org_id)),
            subject=(subject := names.get((line.subject_kind, line.subject_id))),
            url=_address(line, subject),
            revision=revision.key if (revision := names.get((naming.REVISION, line.revision_id))) else None,
        )
        for line in lines
    ]


def _terms(lines: Any) -> dict[tuple[str, int], Named]:
    ids = [line.subject_id for line in lines if line.subject_kind == "term"]
    found = glossary.terms_by_id(current_actor(), ids) if ids else {}
    return {("term", id): Named(term.zh, term.en, term.zh) for id, term in found.items()}


def _address(line: AuditLine, subject: Named | None) -> str | None:
    """Where the subject is shown; accounts are for administrators alone."""
    if subject is None or (line.subject_kind == "person" and not allows(current_actor(), P.PERSON_MANAGE)):
        return None
    known = _ADDRESSES.get(line.subject_kind)
    return known.format(key=quote(subject.key)) if known else None


_ADDRESSES = {
    "case": "/cases/{key}",
    "thread": "/threads/{key}",
    "post": "/posts/{key}",
    "ask": "/threads/{key}/asks",
    "request": "/requests/{key}",
    "holiday": "/holidays",
    "proposal": "/proposals/{key}",
    "organisation": "/organisations/{key}",
    "person": "/people/{key}",
    "standard": "/standards/{key}",
    "field": "/fields/{key}",
    "term": "/glossary?q={key}",
    "matter": "/desk/reports/{key}",
    "batch": "/batches/{key}",
}
