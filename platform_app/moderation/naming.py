"""The names of what the log speaks of, in one statement for a page; what the reader may not see keeps its name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, literal, select, union_all

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation, Person
from platform_app.cases.models import Case, CaseRevision
from platform_app.coordination.models import Holiday, Request
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_asks import Ask
from platform_app.exchange.models_records import Proposal
from platform_app.kernel.db import db
from platform_app.media.models import File
from platform_app.moderation.models import AuditLine
from platform_app.moderation.models_matters import Matter
from platform_app.moderation.models_sanctions import Sanction
from platform_app.selection.models import Batch
from platform_app.standards.models import Field, Standard

REVISION = "revision"
Subject = tuple[str, int]


@dataclass(frozen=True)
class Named:
    """What a subject is called. `key` is what it goes by: a code, a number, a slug."""

    name_zh: str | None
    name_en: str | None
    key: str


def names(actor: Actor, lines: Iterable[AuditLine]) -> dict[Subject, Named]:
    """The names of subjects, organisations and revisions (kind `revision`), by kind and id.

    What is gone, and drafts that the reader may not read, are missing.
    """
    wanted: dict[str, set[int]] = {}
    for line in lines:
        wanted.setdefault(line.subject_kind, set()).add(line.subject_id)
        if line.org_id is not None:
            wanted.setdefault("organisation", set()).add(line.org_id)
        if line.revision_id is not None:
            wanted.setdefault(REVISION, set()).add(line.revision_id)
    selects = [_select(actor, kind, ids) for kind, ids in wanted.items() if kind in _NAMES]
    rows = db.session.execute(union_all(*selects)).all() if selects else []
    return {(kind, number): Named(zh, en, key) for kind, number, zh, en, key in rows}


def _asked(name: Any) -> Any:
    """An ask goes by the name of who is asked; what is asked is the thread's."""
    return select(name).where(Organisation.id == Ask.org_id).scalar_subquery()


_NAMES: dict[str, tuple[Any, Any, Any, Any]] = {
    "case": (Case, Case.title_zh, Case.title_en, Case.id),
    "organisation": (Organisation, Organisation.name_zh, Organisation.name_en, Organisation.code),
    "file": (File, File.name, File.name, File.id),
    "person": (Person, Person.name, Person.name, Person.id),
    "standard": (Standard, Standard.number, Standard.number, Standard.id),
    "batch": (Batch, Batch.title_zh, Batch.title_en, Batch.id),
    "thread": (Thread, Thread.title, Thread.title, Thread.id),
    "post": (Post, Post.author_name, Post.author_name, Post.id),
    "ask": (Ask, _asked(Organisation.name_zh), _asked(Organisation.name_en), Ask.thread_id),
    "request": (Request, Request.title, Request.title, Request.id),
    "holiday": (Holiday, Holiday.name_zh, Holiday.name_en, Holiday.day),
    "proposal": (Proposal, Proposal.question, Proposal.question, Proposal.id),
    "matter": (Matter, Matter.id, Matter.id, Matter.id),
    "sanction": (Sanction, Sanction.id, Sanction.id, Sanction.id),
    "field": (Field, Field.name_zh, Field.name_en, Field.slug),
    REVISION: (CaseRevision, literal(""), literal(""), CaseRevision.no),
}

_SEEN_BY = {
    "case": P.CASE_SEE,
    "batch": P.BATCH_SEE,
    "file": P.FILE_SEE,
    "thread": P.THREAD_SEE,
    "proposal": P.PROPOSAL_SEE,
    "request": P.REQUEST_SEE,
    "matter": P.MATTER_SEE,
    "sanction": P.SANCTION_SEE,
}


def _select(actor: Actor, kind: str, ids: set[int]) -> Select[Any]:
    model, zh, en, key = _NAMES[kind]
    query = select(literal(kind), model.id, _text(zh), _text(en), _text(key)).where(model.id.in_(ids))
    if (permission := _SEEN_BY.get(kind)) is not None:
        query = query.where(visible(actor, permission, model))
    if kind == "ask":  # seen with its thread, by whose number it goes
        query = query.where(Ask.thread_id.in_(select(Thread.id).where(visible(actor, P.THREAD_SEE, Thread))))
    return query


def _text(column: Any) -> ColumnElement[str]:
    return cast(column, String)
