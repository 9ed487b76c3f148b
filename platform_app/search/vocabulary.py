"""The glossary in memory, read again when it has changed, and what must not be found until the index follows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, null, select, union_all

from platform_app.access.actor import ANONYMOUS
from platform_app.kernel.db import UtcDateTime, db
from platform_app.search import completion, documents, glossary
from platform_app.search.index import installed
from platform_app.search.models import GlossaryTerm, QueuedChange
from platform_app.search.synonyms import Synonyms, Term

Stamp = tuple[str, Any, int, datetime | None]


@dataclass(frozen=True)
class Now:
    """What one request goes by."""

    synonyms: Synonyms
    hidden: frozenset[str]
    """Keys of what was public when it was indexed and is public no longer."""


_kept: tuple[Stamp, Synonyms] | None = None


def now() -> Now:
    """One statement; one more when the glossary has changed."""
    hides = select(QueuedChange.kind, QueuedChange.subject_id, null().cast(UtcDateTime)).where(QueuedChange.hides)
    glossary_as_is = select(literal("term"), func.count(GlossaryTerm.id), func.max(GlossaryTerm.updated_at))
    hidden: set[str] = set()
    count, changed = 0, None
    for kind, number, at in db.session.execute(union_all(hides, glossary_as_is)):
        if kind == "term":
            count, changed = number, at
        else:
            hidden.add(documents.key(kind, number))
    return Now(_synonyms((str(db.engine.url), installed(), count, changed)), frozenset(hidden))


def completing(synonyms: Synonyms, so_far: str, limit: int) -> list[str]:
    """Glossary terms that go on from what was typed."""
    found: list[str] = []
    for term in synonyms.terms:
        for name in (term.zh, term.en):
            if len(found) < limit and completion.begins(name, so_far):
                found.append(name)
    return found


def _synonyms(stamp: Stamp) -> Synonyms:
    global _kept
    if _kept is None or _kept[0] != stamp:
        rows = glossary.terms(ANONYMOUS)
        terms = [Term(row.zh, row.en, tuple(row.zh_synonyms), tuple(row.en_synonyms)) for row in rows]
        _kept = (stamp, Synonyms(terms, installed().dictionary))
    return _kept[1]
