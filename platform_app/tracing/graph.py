"""Nodes and edges of a chain, and which of them hang together. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from platform_app.kernel.subjects import SubjectRef

# In the order of the chain; an edge goes from the earlier to the later.
KINDS = ("request", "thread", "agenda_item", "meeting", "resolution", "action", "case", "standard", "indicator")
PLACE = {kind: place for place, kind in enumerate(KINDS)}
HUBS = ("meeting", "indicator")  # everything hangs on them; they are walked through only where one starts there


@dataclass(frozen=True)
class Party:
    """An organisation that is asked by a request, and how it stands there."""

    name_zh: str
    name_en: str
    status: str


@dataclass(frozen=True)
class Node:
    """A thing on the chain, as its reader may see it."""

    ref: SubjectRef
    title_zh: str
    title_en: str
    status: str | None = None
    number: str | None = None  # of a resolution, an agenda item, a standard, a target
    parties: tuple[Party, ...] = ()
    parent: int | None = None  # of an agenda item: its meeting


@dataclass(frozen=True)
class Edge:
    """That one thing led to another; `role` is `about`, `came_from`, `evidence`, `supersedes` or `follows`."""

    source: SubjectRef
    target: SubjectRef
    role: str = "follows"


@dataclass(frozen=True)
class Chain:
    """What hangs together with a thing; `is_cut` = there is more than is shown."""

    start: SubjectRef
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    is_cut: bool = False


def directed(one: SubjectRef, other: SubjectRef, role: str) -> Edge:
    """An edge in the direction of the chain; between two of a kind, as it was made."""
    forwards = PLACE[one.kind] <= PLACE[other.kind]
    return Edge(one, other, role) if forwards else Edge(other, one, role)


def connected(start: SubjectRef, seen: Iterable[SubjectRef], edges: Iterable[Edge]) -> set[SubjectRef]:
    """What can be reached from the start by edges between things that may be seen, hubs being walked to only."""
    allowed = set(seen)
    beside: dict[SubjectRef, set[SubjectRef]] = {}
    for edge in edges:
        beside.setdefault(edge.source, set()).add(edge.target)
        beside.setdefault(edge.target, set()).add(edge.source)
    found, waiting = {start} & allowed, [start] if start in allowed else []
    while waiting:
        ref = waiting.pop()
        if ref.kind in HUBS and ref != start:
            continue
        news = (beside.get(ref, set()) & allowed) - found
        found |= news
        waiting += news
    return found


def ordered(nodes: Iterable[Node]) -> list[Node]:
    """In the order of the chain, then of their making."""
    return sorted(nodes, key=lambda node: (PLACE[node.ref.kind], node.ref.id))
