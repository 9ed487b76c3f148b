"""The chain of any subject: walked step by step, in a bounded number of statements, as its reader may see it."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import exists, or_, select

from platform_app.access.actor import Actor
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings.models_agenda import SubjectLink
from platform_app.tracing import edges as stored
from platform_app.tracing import nodes as things
from platform_app.tracing.graph import HUBS, KINDS, Chain, Edge, Node, connected, ordered

MOST_NODES = 200
MOST_STEPS = 6  # from a request to a target; a page has ten statements in all


def chain(actor: Actor, kind: str, id: int) -> Chain:
    """What led to a thing and what came of it, without what she may not see and what lies behind that.

    Raises:
        NotFound: there is no such thing, or it is not open to her.
    """
    if kind not in KINDS or not can_be_id(id):
        raise NotFound
    start = SubjectRef(kind, id)
    refs, walked, beyond = _walk(start)
    seen, proofs = things.seen(actor, refs)
    if start not in seen:
        raise NotFound
    kept = connected(start, seen, [*walked, *proofs])
    found = things.with_parties(ordered(node for ref, node in seen.items() if ref in kept))
    return Chain(start, found, _between(kept, [*walked, *proofs]), bool(beyond & kept))


def is_linked(actor: Actor, kind: str, id: int) -> bool:
    """Whether anything leads to a thing or from it, for the link on its page."""
    ends = or_(
        (SubjectLink.from_kind == kind) & (SubjectLink.from_id == id),
        (SubjectLink.to_kind == kind) & (SubjectLink.to_id == id),
    )
    return bool(db.session.scalar(select(exists().where(ends))))


def named(actor: Actor, refs: Collection[SubjectRef]) -> Mapping[SubjectRef, Node]:
    """Those of some things that she may see, with their titles; one statement."""
    return things.seen(actor, refs)[0] if refs else {}


def linked(actor: Actor, here: SubjectRef, role: str) -> Sequence[Node]:
    """What a thing was linked to in a role, as far as she may see it."""
    own = (SubjectLink.from_kind == here.kind, SubjectLink.from_id == here.id, SubjectLink.role == role)
    rows = db.session.execute(select(SubjectLink.to_kind, SubjectLink.to_id).where(*own).order_by(SubjectLink.id))
    refs = [SubjectRef(kind, id) for kind, id in rows]
    seen = named(actor, refs)
    return [seen[ref] for ref in refs if ref in seen]


def _walk(start: SubjectRef) -> tuple[set[SubjectRef], list[Edge], set[SubjectRef]]:
    """Breadth first, a statement for each step; things, edges, and the things behind which it was not looked."""
    found, edges, frontier = {start}, dict[Edge, None](), {start}
    for _ in range(MOST_STEPS):
        if not frontier:
            break
        news: set[SubjectRef] = set()
        for edge in stored.around(frontier):
            edges[edge] = None
            news |= {edge.source, edge.target} - found
        room = MOST_NODES - len(found)
        if len(news) > room:
            found |= set(sorted(news, key=str)[:room])
            return found, list(edges), found
        found |= news
        frontier = {ref for ref in news if ref.kind not in HUBS}
    return found, list(edges), frontier


def _between(kept: set[SubjectRef], edges: list[Edge]) -> list[Edge]:
    """Each pair once; what a person said of a link counts more than that it follows from a column."""
    pairs: dict[tuple[SubjectRef, SubjectRef], Edge] = {}
    for edge in edges:
        pair = (edge.source, edge.target)
        is_inside = {edge.source, edge.target} <= kept and edge.source != edge.target
        if is_inside and (pair not in pairs or pairs[pair].role == "follows"):
            pairs[pair] = edge
    order = {kind: no for no, kind in enumerate(KINDS)}
    return sorted(
        pairs.values(),
        key=lambda e: (order[e.source.kind], e.source.id, order[e.target.kind], e.target.id),
    )
