"""Turns approved minutes and adopted resolutions into Documents, found by whoever may read them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.levels import PlatformRole
from platform_app.access.permissions import P
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import Resolution
from platform_app.meetings.models_minutes import MinutesAddendum, MinutesItem
from platform_app.search.engine import PUBLIC

ORGANISATION, SECRETARIAT = "organisation:", "secretariat"
MOST_CHARACTERS = 60_000
"""Of one meeting's minutes."""


def marks(actor: Actor) -> tuple[str, ...]:
    """The marks a reader holds for what is kept within a body."""
    held = [f"{ORGANISATION}{id}" for id in sorted(actor.org_ids)]
    return (*held, SECRETARIAT) if PlatformRole.SECRETARIAT in actor.roles else tuple(held)


def audience(row: Meeting | Resolution) -> tuple[str, ...]:
    """For whom it is meant: everybody, or the organisations of its body."""
    if row.is_public:
        return (PUBLIC,)
    concerned = sorted({row.org_id, *(each.org_id for each in row.members)})
    return (SECRETARIAT, *(f"{ORGANISATION}{id}" for id in concerned))


def approved() -> ColumnElement[bool]:
    """Meetings whose minutes are approved."""
    return Meeting.minutes_sha256.is_not(None)


def adopted() -> ColumnElement[bool]:
    """Resolutions that were adopted, whatever became of them."""
    return Resolution.number.is_not(None)


def meetings(ids: Sequence[int]) -> Select[Meeting]:
    """Those of some meetings that have approved minutes."""
    loading = (joinedload(Meeting.body), joinedload(Meeting.organisation), selectinload(Meeting.members))
    return select(Meeting).where(Meeting.id.in_(ids), approved()).options(*loading)


def resolutions(ids: Sequence[int]) -> Select[Resolution]:
    """Those of some resolutions that were adopted."""
    meeting = joinedload(Resolution.meeting).joinedload(Meeting.organisation)
    loading = (joinedload(Resolution.body), meeting, selectinload(Resolution.members))
    return select(Resolution).where(Resolution.id.in_(ids), adopted()).options(*loading)


def readable_meetings(actor: Actor, ids: Sequence[int]) -> Select[Meeting]:
    """The same, of those whose minutes she may read."""
    return meetings(ids).where(visible(actor, P.MINUTES_SEE, Meeting))


def readable_resolutions(actor: Actor, ids: Sequence[int]) -> Select[Resolution]:
    """The same, of those that she may read."""
    return resolutions(ids).where(visible(actor, P.RESOLUTION_SEE, Resolution))


def found_minutes(session: Session, ids: Sequence[int]) -> Iterator[tuple[Meeting, dict[str, str]]]:
    """Meetings with approved minutes and their texts by language; three statements."""
    said = texts(session, ids)
    for meeting in session.scalars(meetings(ids)):
        yield meeting, said.get(meeting.id, {})


def titles(row: Meeting | Resolution) -> dict[str, str]:
    """What it is called, by language; a resolution under its number."""
    number = f"{row.number} " if isinstance(row, Resolution) else ""
    named = {"zh": row.title_zh, "en": row.title_en}
    return {language: f"{number}{title}" for language, title in named.items() if title}


def texts(session: Session, ids: Iterable[int]) -> Mapping[int, dict[str, str]]:
    """What stands in the minutes of some meetings and in their addenda, by language."""
    parts: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for model, order in ((MinutesItem, MinutesItem.item_id), (MinutesAddendum, MinutesAddendum.no)):
        query = select(model.meeting_id, model.text_zh, model.text_en).where(model.meeting_id.in_(list(ids)))
        for meeting_id, zh, en in session.execute(query.order_by(order)):
            parts[meeting_id]["zh"].append(zh)
            parts[meeting_id]["en"].append(en)
    return {id: {code: "\n".join(own)[:MOST_CHARACTERS] for code, own in each.items()} for id, each in parts.items()}


def resolution_texts(row: Resolution) -> dict[str, str]:
    """What it says, by language."""
    return {language: text for language, text in (("zh", row.text_zh), ("en", row.text_en)) if text}
