"""Turns what the database knows of a thing into a Document, or into None where readers may not find it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from platform_app.access.actor import ANONYMOUS
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.cases.inputs import SECTIONS
from platform_app.cases.models import Case, CaseRevision
from platform_app.coordination.models import RequestAnswer
from platform_app.exchange.models import Thread
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import Resolution
from platform_app.search import (
    attachments,
    documents_decided,
    documents_interpretations,
    documents_minutes,
    documents_threads,
)
from platform_app.search.attachments import FileText
from platform_app.search.bare_words import bare
from platform_app.search.documents_decided import microseconds
from platform_app.search.engine import Document
from platform_app.search.places import names, province
from platform_app.standards.models import Standard

KINDS = ("case", "organisation", "standard", "thread", "interpretation", "minutes", "resolution")
LANGUAGES = ("zh", "en")
AT_ONCE = 200

_SHORT = ("mandate", "minimum_cost", "staff", "time_needed", "legal_basis", "standards_none_because", "standards_note")
_NAMES = ("lead_body", "department")


def key(kind: str, id: int) -> str:
    """The name of a thing in the index."""
    return f"{kind}:{id}"


def ref(key: str) -> SubjectRef:
    """What a name in the index stands for."""
    kind, _, id = key.partition(":")
    return SubjectRef(kind, int(id))


def of(refs: Iterable[SubjectRef]) -> dict[str, Document | None]:
    """The documents of some things, a statement or two for each kind; None = remove from the index."""
    ids: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        ids[ref.kind].append(ref.id)
    found: dict[str, Document | None] = {key(kind, id): None for kind in ids for id in ids[kind]}
    with _reading() as session:
        for kind, wanted in ids.items():
            found.update({document.key: document for document in _MAKERS[kind](session, wanted)})
    return found


def every() -> Iterator[Document]:
    """Everything that can be found, for a rebuild."""
    with _reading() as session:
        for kind, model, public in _sources():
            ids = session.scalars(select(model.id).where(*public).order_by(model.id)).all()
            for at in range(0, len(ids), AT_ONCE):
                yield from _MAKERS[kind](session, ids[at : at + AT_ONCE])
                session.expunge_all()  # twenty thousand cases need not stay in memory


def stamps() -> dict[str, int]:
    """What should be in the index: key → moment of the last change."""
    found: dict[str, int] = {}
    with _reading() as session:
        for kind, model, public in _sources():
            rows = session.execute(select(model.id, model.updated_at).where(*public))
            found.update({key(kind, id): microseconds(at) for id, at in rows})
    return found


def case_texts(content: Mapping[str, Any]) -> dict[str, str]:
    """The plain text of a case by language, in the order in which it is read; for the index and for snippets."""
    texts: dict[str, str] = {}
    sections = [name for name in SECTIONS if not (name == "difficulties" and content.get("difficulties_for_members"))]
    for language in LANGUAGES:
        found = [_of(content.get(name), language) for name in (*sections, *_SHORT, *_NAMES)]
        found.append(_of((content.get("place") or {}).get("name"), language))
        for indicator in content.get("indicators") or ():
            found += [_of(indicator.get(name), language) for name in ("name", "definition", "method")]
        found += (content.get("tags") or {}).get(language) or []
        for many, name in (
            ("partners", "name"),
            ("key_dates", "what"),
            ("standards", "note"),
            ("sources", "gist"),
            ("files", "alt"),
            ("files", "caption"),
        ):
            found += [_of(each.get(name), language) for each in content.get(many) or ()]
        texts[language] = bare("\n".join(text for text in found if text))
    return texts


def _cases(session: Session, ids: Sequence[int]) -> Iterator[Document]:
    query = (
        select(Case, CaseRevision.content)
        .join(CaseRevision, (CaseRevision.case_id == Case.id) & (CaseRevision.no == Case.published_no))
        .where(Case.id.in_(ids), *_public_case())
        .options(joinedload(Case.organisation))
    )
    files = attachments.of_cases(session, ids)
    for case, content in session.execute(query):
        yield _case(case, content, files.get(case.id, ()))


def _case(case: Case, content: Mapping[str, Any], files: Sequence[FileText]) -> Document:
    return Document(
        key=key("case", case.id),
        kind="case",
        id=case.id,
        url=f"/cases/{case.id}",
        titles=_both(content.get("title")),
        results=_both(content.get("result")),
        texts={language: text for language, text in case_texts(content).items() if text},
        files=tuple(f"{file.name}\n{file.text}" for file in files),
        standards=tuple(dict.fromkeys(each["number"] for each in content.get("standards") or ())),
        organisations=names(case.organisation),
        field=case.field_slug or "",
        fields=tuple(content.get("secondary_fields") or ()),
        level=case.level or "",
        province=case.province_code or "",
        stage=case.stage or "",
        languages=tuple(language for language in case.languages.split(",") if language),
        featured=case.featured_at is not None,
        announced=case.announced_at is not None,
        difficulties=case.tells_difficulties,
        difficulties_inside=case.tells_members_difficulties,
        year=(case.started_on or "")[:4],
        updated=microseconds(case.updated_at),
        newest=microseconds(case.published_at or case.updated_at),
    )


def _organisations(session: Session, ids: Sequence[int]) -> Iterator[Document]:
    query = select(Organisation).where(Organisation.id.in_(ids)).options(joinedload(Organisation.parent))
    for organisation in session.scalars(query):
        yield Document(
            key=key("organisation", organisation.id),
            kind="organisation",
            id=organisation.id,
            url=f"/organisations/{organisation.code}",
            titles={"zh": organisation.name_zh, "en": organisation.name_en},
            organisations=names(organisation),
            province=province(organisation),
            updated=microseconds(organisation.updated_at),
        )


def _standards(session: Session, ids: Sequence[int]) -> Iterator[Document]:
    for standard in session.scalars(select(Standard).where(Standard.id.in_(ids))):
        yield Document(
            key=key("standard", standard.id),
            kind="standard",
            id=standard.id,
            url=f"/standards/{standard.id}",
            titles={"zh": standard.title_zh, "en": standard.title_en},
            tags=(standard.body,),
            standards=(standard.number,),
            field=standard.field_slug or "",
            year=str(standard.year or ""),
            updated=microseconds(standard.updated_at),
        )


def _threads(session: Session, ids: Sequence[int]) -> Iterator[Document]:
    files = attachments.of_threads(session, ids)
    for thread, texts in documents_threads.found(session, ids):
        yield Document(
            key=key("thread", thread.id),
            kind="thread",
            id=thread.id,
            url=f"/threads/{thread.id}",
            titles=documents_threads.titles(thread),
            texts={language: bare(text) for language, text in texts.items()},
            files=tuple(f"{file.name}\n{file.text}" for file in files.get(thread.id, ())),
            tags=tuple(thread.tags),
            organisations=names(thread.organisation) if thread.organisation else (),
            field=thread.field_slug or "",
            updated=microseconds(thread.updated_at),
            newest=microseconds(thread.active_at),
            audience=documents_threads.audience(thread),
        )


_MAKERS = {
    "case": _cases,
    "organisation": _organisations,
    "standard": _standards,
    "thread": _threads,
    "interpretation": documents_decided.interpretations,
    "minutes": documents_decided.minutes,
    "resolution": documents_decided.resolutions,
}


def _sources() -> list[tuple[str, Any, tuple[ColumnElement[bool], ...]]]:
    return [
        ("case", Case, _public_case()),
        ("organisation", Organisation, ()),
        ("standard", Standard, ()),
        ("thread", Thread, (Thread.status == "open",)),
        ("interpretation", RequestAnswer, documents_interpretations.public()),
        ("minutes", Meeting, (documents_minutes.approved(),)),
        ("resolution", Resolution, (documents_minutes.adopted(),)),
    ]


def _reading() -> Session:
    """A session of its own: what a request has read stays as it is, and what is read here is the newest."""
    return Session(db.engine)


def _public_case() -> tuple[ColumnElement[bool], ...]:
    """What everybody may read, without the tombstones of what is put away."""
    return visible(ANONYMOUS, P.CASE_SEE, Case), Case.status == "published"


def _both(text: Mapping[str, Any] | None) -> dict[str, str]:
    return {language: own for language in LANGUAGES if (own := _of(text, language))}


def _of(text: Mapping[str, Any] | None, language: str) -> str:
    return (text or {}).get(language) or ""
