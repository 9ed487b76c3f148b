"""Makes the Documents of what was decided: published interpretations, approved minutes, adopted resolutions."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from platform_app.search import documents_interpretations, documents_minutes
from platform_app.search.bare_words import bare
from platform_app.search.engine import Document
from platform_app.search.places import names


def interpretations(session: Session, ids: Sequence[int]) -> Iterator[Document]:
    """Published interpretations of standards."""
    for row in documents_interpretations.found(session, ids):
        standard = row.request.standard
        yield Document(
            key=f"interpretation:{row.id}",
            kind="interpretation",
            id=row.id,
            url=f"/interpretations/{row.id}",
            titles=documents_interpretations.titles(row),
            texts={language: bare(text) for language, text in documents_interpretations.texts(row).items()},
            standards=(standard.number,) if standard else (),
            organisations=names(row.organisation),
            field=(standard.field_slug or "") if standard else "",
            updated=microseconds(row.updated_at),
            newest=microseconds(row.published_at or row.updated_at),
        )


def minutes(session: Session, ids: Sequence[int]) -> Iterator[Document]:
    """Approved minutes, one document for each meeting."""
    for row, texts in documents_minutes.found_minutes(session, ids):
        yield Document(
            key=f"minutes:{row.id}",
            kind="minutes",
            id=row.id,
            url=f"/meetings/{row.id}/minutes",
            titles=documents_minutes.titles(row),
            texts={language: bare(text) for language, text in texts.items()},
            organisations=names(row.organisation),
            field=row.body.field_slug or "",
            year=str(row.starts_at.year),
            updated=microseconds(row.updated_at),
            newest=microseconds(row.approved_at or row.updated_at),
            audience=documents_minutes.audience(row),
        )


def resolutions(session: Session, ids: Sequence[int]) -> Iterator[Document]:
    """Adopted resolutions."""
    for row in session.scalars(documents_minutes.resolutions(ids)):
        yield Document(
            key=f"resolution:{row.id}",
            kind="resolution",
            id=row.id,
            url=f"/resolutions/{row.id}",
            titles=documents_minutes.titles(row),
            texts={language: bare(text) for language, text in documents_minutes.resolution_texts(row).items()},
            organisations=names(row.meeting.organisation),
            field=row.body.field_slug or "",
            year=str(row.year or ""),
            updated=microseconds(row.updated_at),
            newest=microseconds(row.adopted_at or row.updated_at),
            audience=documents_minutes.audience(row),
        )


def microseconds(moment: datetime) -> int:
    """A moment as the index keeps it."""
    return int(moment.timestamp() * 1_000_000)
