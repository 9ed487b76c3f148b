"""Where edges stand in the database: what leads from some things to the next, in one statement for each step."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_, select, union_all

from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings.models_agenda import AgendaItem, SubjectLink
from platform_app.meetings.models_decisions import ActionItem, Resolution
from platform_app.programme.counting import CASES, PUBLIC_SINCE, STANDARDS, TYPES
from platform_app.programme.models import Indicator
from platform_app.standards.models import Standard
from platform_app.tracing.graph import KINDS, Edge, directed

Ids = Mapping[str, Collection[int]]
MOST_OF_A_SORT = 250


def around(refs: Collection[SubjectRef]) -> list[Edge]:
    """Every edge that touches one of some things; what proves a target is followed from the target only."""
    ids: Ids = {kind: sorted(ref.id for ref in refs if ref.kind == kind) for kind in KINDS}
    parts = [query.limit(MOST_OF_A_SORT).subquery() for query in _parts(ids)]
    if not parts:
        return []
    rows = db.session.execute(union_all(*(select(part) for part in parts)))
    return [directed(SubjectRef(a, b), SubjectRef(c, d), role) for a, b, c, d, role in rows if {a, c} <= set(KINDS)]


def _parts(ids: Ids) -> Iterator[Any]:
    yield from _links(ids)
    items, resolutions, actions, meetings = (ids[kind] for kind in ("agenda_item", "resolution", "action", "meeting"))
    if items or meetings:
        yield _pairs("agenda_item", AgendaItem.id, "meeting", AgendaItem.meeting_id, items, meetings)
    if items or actions:
        on_agenda = _pairs("action", AgendaItem.source_id, "agenda_item", AgendaItem.id, actions, items)
        yield on_agenda.where(AgendaItem.source == "action")
    if items or resolutions:
        yield _pairs("agenda_item", Resolution.item_id, "resolution", Resolution.id, items, resolutions)
    if meetings or resolutions:
        alone = _pairs("meeting", Resolution.meeting_id, "resolution", Resolution.id, meetings, resolutions)
        yield alone.where(Resolution.item_id.is_(None))
    if resolutions:
        yield _pairs("resolution", Resolution.id, "resolution", Resolution.superseded_by_id, resolutions, resolutions)
    yield from _of_actions(ids)
    if ids["indicator"]:
        yield from _of_targets(ids["indicator"])


def _links(ids: Ids) -> Iterator[Any]:
    """Links as people and acts have made them, from either end."""
    ends: list[ColumnElement[bool]] = []
    for kind, own in ids.items():
        if own and kind != "indicator":
            ends.append(and_(SubjectLink.from_kind == kind, SubjectLink.from_id.in_(own)))
            ends.append(and_(SubjectLink.to_kind == kind, SubjectLink.to_id.in_(own)))
    columns = (SubjectLink.from_kind, SubjectLink.from_id, SubjectLink.to_kind, SubjectLink.to_id, SubjectLink.role)
    if ends:
        yield select(*columns).where(or_(*ends))


def _of_actions(ids: Ids) -> Iterator[Any]:
    """An action item comes from the nearest of resolution, agenda item and meeting, and serves a target."""
    sources: tuple[tuple[str, Any, list[Any]], ...] = (
        ("resolution", ActionItem.resolution_id, []),
        ("agenda_item", ActionItem.item_id, [ActionItem.resolution_id.is_(None)]),
        ("meeting", ActionItem.meeting_id, [ActionItem.resolution_id.is_(None), ActionItem.item_id.is_(None)]),
    )
    for kind, column, narrowing in sources:
        if ids[kind] or ids["action"]:
            pairs = _pairs(kind, column, "action", ActionItem.id, ids[kind], ids["action"])
            yield pairs.where(*narrowing)
    if ids["action"] or ids["indicator"]:
        yield _pairs("action", ActionItem.id, "indicator", ActionItem.indicator_id, ids["action"], ids["indicator"])


def _of_targets(ids: Collection[int]) -> Iterator[Any]:
    """What proves the targets one starts from: the rules of `programme.counting`, as clauses."""
    target = (literal("indicator"), Indicator.id, literal("proves"))
    here = Indicator.id.in_(ids)
    cases = select(literal("case"), Case.id, *target).join(Indicator, (Indicator.code == CASES) & here)
    yield cases.where(Case.announced_at.is_not(None)).order_by(Case.id.desc())
    issued = (Standard.type.in_(TYPES), Standard.issued_on >= PUBLIC_SINCE)
    standards = select(literal("standard"), Standard.id, *target).join(Indicator, (Indicator.code == STANDARDS) & here)
    yield standards.where(*issued).order_by(Standard.id.desc())


def _pairs(kind: str, id: Any, other_kind: str, other_id: Any, own: Collection[int], others: Collection[int]) -> Any:
    """Pairs of which one end is among these."""
    columns = (literal(kind), id, literal(other_kind), other_id, literal("follows"))
    touching = [column.in_(values) for column, values in ((id, own), (other_id, others)) if values]
    return select(*columns).where(or_(*touching), id.is_not(None), other_id.is_not(None))
