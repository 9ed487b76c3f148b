"""From keys to things: one statement for each kind, through the permission table, whatever the index said."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.cases.models import Case, CaseRevision
from platform_app.exchange.models import Thread
from platform_app.kernel.db import db
from platform_app.search import documents, documents_interpretations, documents_minutes, documents_threads
from platform_app.standards.models import Standard


@dataclass(frozen=True)
class Readable:
    """A thing that this reader may see, with its texts by language, the short ones first."""

    key: str
    kind: str
    id: int
    url: str
    subject: Any
    titles: Mapping[str, str]
    texts: Mapping[str, Sequence[str]]


def readable(actor: Actor, keys: Iterable[str], *, texts: bool = True) -> list[Readable]:
    """The things behind some keys, in their order, without those that she may not see."""
    ids: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        ref = documents.ref(key)
        ids[ref.kind].append(ref.id)
    found: dict[str, Readable] = {}
    for kind, wanted in ids.items():
        found.update({each.key: each for each in _LOADERS[kind](actor, wanted, texts)})
    return [found[key] for key in keys if key in found]


def _cases(actor: Actor, ids: Sequence[int], texts: bool) -> Iterable[Readable]:
    query = select(Case, *([CaseRevision.content] if texts else [])).options(joinedload(Case.organisation))
    if texts:
        query = query.join(CaseRevision, (CaseRevision.case_id == Case.id) & (CaseRevision.no == Case.published_no))
    readable = (visible(actor, P.CASE_SEE, Case), Case.status == "published")
    for row in db.session.execute(query.where(Case.id.in_(ids), *readable)):
        case = row[0]
        titles = _both(case.title_zh, case.title_en)
        results = _both(case.result_zh, case.result_en)
        bodies = documents.case_texts(row[1]) if texts else {}
        by_language = {language: [results.get(language, ""), bodies.get(language, "")] for language in ("zh", "en")}
        yield Readable(documents.key("case", case.id), "case", case.id, f"/cases/{case.id}", case, titles, by_language)


def _organisations(actor: Actor, ids: Sequence[int], texts: bool) -> Iterable[Readable]:
    for row in db.session.scalars(select(Organisation).where(Organisation.id.in_(ids))):
        titles = _both(row.name_zh, row.name_en)
        names = {"zh": [f"{row.short_zh} {row.name_pinyin}".strip()], "en": [row.name_pinyin]}
        key = documents.key("organisation", row.id)
        yield Readable(key, "organisation", row.id, f"/organisations/{row.code}", row, titles, names)


def _standards(actor: Actor, ids: Sequence[int], texts: bool) -> Iterable[Readable]:
    for row in db.session.scalars(select(Standard).where(Standard.id.in_(ids))):
        titles = {language: f"{row.number} {title}" for language, title in _both(row.title_zh, row.title_en).items()}
        key = documents.key("standard", row.id)
        body = {"zh": [row.body], "en": [row.body]}
        yield Readable(key, "standard", row.id, f"/standards/{row.id}", row, titles, body)


def _threads(actor: Actor, ids: Sequence[int], texts: bool) -> Iterable[Readable]:
    query = select(Thread).where(Thread.id.in_(ids), visible(actor, P.THREAD_SEE, Thread), Thread.status == "open")
    rows = db.session.scalars(query.options(joinedload(Thread.organisation))).all()
    said = documents_threads.texts(db.session(), [row.id for row in rows]) if texts else {}
    for row in rows:
        words = {language: [documents.bare(text)] for language, text in said.get(row.id, {}).items()}
        key = documents.key("thread", row.id)
        yield Readable(key, "thread", row.id, f"/threads/{row.id}", row, documents_threads.titles(row), words)


def _interpretations(actor: Actor, ids: Sequence[int], texts: bool) -> Iterable[Readable]:
    for row in db.session.scalars(documents_interpretations.published(actor, ids)):
        words = {language: [documents.bare(text)] for language, text in documents_interpretations.texts(row).items()}
        key, url = documents.key("interpretation", row.id), f"/interpretations/{row.id}"
        yield Readable(key, "interpretation", row.id, url, row, documents_interpretations.titles(row), words)


def _minutes(actor: Actor, ids: Sequence[int], texts: bool) -> Iterable[Readable]:
    rows = db.session.scalars(documents_minutes.readable_meetings(actor, ids)).all()
    said = documents_minutes.texts(db.session(), [row.id for row in rows]) if texts else {}
    for row in rows:
        words = {language: [documents.bare(text)] for language, text in said.get(row.id, {}).items()}
        key, url = documents.key("minutes", row.id), f"/meetings/{row.id}/minutes"
        yield Readable(key, "minutes", row.id, url, row, documents_minutes.titles(row), words)


def _resolutions(actor: Actor, ids: Sequence[int], texts: bool) -> Iterable[Readable]:
    for row in db.session.scalars(documents_minutes.readable_resolutions(actor, ids)):
        words = {language: [documents.bare(text)] for language, text in documents_minutes.resolution_texts(row).items()}
        key, url = documents.key("resolution", row.id), f"/resolutions/{row.id}"
        yield Readable(key, "resolution", row.id, url, row, documents_minutes.titles(row), words)


Loader = Callable[[Actor, Sequence[int], bool], Iterable[Readable]]
_LOADERS: Mapping[str, Loader] = {
    "case": _cases,
    "organisation": _organisations,
    "standard": _standards,
    "thread": _threads,
    "interpretation": _interpretations,
    "minutes": _minutes,
    "resolution": _resolutions,
}


def _both(zh: str | None, en: str | None) -> dict[str, str]:
    return {language: text for language, text in (("zh", zh), ("en", en)) if text}
