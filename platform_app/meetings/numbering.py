"""The numbers of agenda items (`2.1`): they follow from who stands under whom, and in which order."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select

from platform_app.kernel.db import db
from platform_app.meetings.models_agenda import AgendaItem


def numbers(places: Iterable[tuple[int, int | None, int]]) -> Mapping[int, str]:
    """The number of each item out of (id, parent, position). A pure rule; an item's parent stands in the list too."""
    below: dict[int | None, list[tuple[int, int]]] = {}
    for id, parent_id, position in places:
        below.setdefault(parent_id, []).append((position, id))
    found: dict[int, str] = {}

    def walk(parent: int | None, prefix: str) -> None:
        for place, (_, id) in enumerate(sorted(below.get(parent, [])), start=1):
            found[id] = f"{prefix}{place}"
            walk(id, f"{prefix}{place}.")

    walk(None, "")
    return found


Places = Sequence[tuple[int, int | None]]
"""(id, parent) of each item of one agenda."""


def below(item_id: int, places: Places) -> set[int]:
    """Everything that stands under an item, at any depth."""
    own = {id for id, parent_id in places if parent_id == item_id}
    return own.union(*(below(id, places) for id in own))


def depth(item_id: int | None, places: Places) -> int:
    """How many levels there are from the top to an item; 0 = the agenda itself."""
    parents = dict(places)
    return 0 if item_id is None else 1 + depth(parents[item_id], places)


def height(item_id: int, places: Places) -> int:
    """How many levels an item has, itself included."""
    return 1 + max((height(id, places) for id, parent_id in places if parent_id == item_id), default=0)


def number(meeting_id: int) -> None:
    """Number the items of a meeting anew."""
    rows = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)).all()
    given = numbers((row.id, row.parent_id, row.position) for row in rows)
    for row in rows:
        if row.number != given[row.id]:
            row.number = given[row.id]
    db.session.flush()


def next_position(meeting_id: int, parent_id: int | None) -> int:
    """The place after the last one under a parent."""
    last = select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting_id)
    under = AgendaItem.parent_id.is_(None) if parent_id is None else AgendaItem.parent_id == parent_id
    return (db.session.scalar(last.where(under)) or 0) + 1
