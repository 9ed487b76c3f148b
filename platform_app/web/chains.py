"""The chain of a thing: a simple picture of what led to it and what came of it, and the same as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template

from platform_app.kernel.subjects import SubjectRef
from platform_app.tracing import layout, queries
from platform_app.tracing.graph import Edge, Node
from platform_app.tracing.layout import Box
from platform_app.web.locale import local
from platform_app.web.session import current_actor
from platform_app.wording import word

blueprint = Blueprint("chains", __name__)
STANDING = {
    "request": "request_status",
    "resolution": "resolution_status",
    "action": "action_status",
    "meeting": "meeting_status",
    "case": "state",
    "standard": "standard_type",
}
PER_LINE, LINES = 22, 3  # widths of a small letter; a Chinese character takes two
LABEL = 27  # of the same, smaller


@dataclass(frozen=True)
class Drawn:
    """A box with what is written into it."""

    box: Box
    node: Node
    label: str
    lines: list[str]


@blueprint.get("/chain/<kind>/<int:id>")
def show(kind: str, id: int) -> str:
    """What hangs together with a thing, as far as its reader may see."""
    chain = queries.chain(current_actor(), kind, id)
    picture = layout.draw([node.ref for node in chain.nodes], chain.edges)
    nodes = {node.ref: node for node in chain.nodes}
    drawn = [Drawn(box, nodes[box.ref], label(nodes[box.ref]), wrapped(title(nodes[box.ref]))) for box in picture.boxes]
    return render_template(
        "chain/show.html",
        chain=chain,
        picture=picture,
        drawn=drawn,
        nodes=nodes,
        steps=steps(chain.edges, nodes),
        address=address,
        standing=standing,
    )


def address(node: Node) -> str:
    """The page of a thing; an agenda item stands on its meeting's."""
    if node.ref.kind == "agenda_item":
        return f"/meetings/{node.parent}#item-{node.ref.id}"
    if node.ref.kind == "indicator":
        return f"/programme/indicators/{node.number}"
    return f"/{node.ref.kind}s/{node.ref.id}"


def standing(node: Node) -> str:
    """How a thing stands, in the words of its kind; a standard by its type."""
    table = STANDING.get(node.ref.kind)
    return word(table, node.status) if table and node.status else ""


def label(node: Node) -> str:
    """What kind of thing it is and how it stands, as much of it as fits above a box's title."""
    words = " · ".join(filter(None, [word("chain_kind", node.ref.kind), standing(node)]))
    fitting = _fitting(words, LABEL)
    return words if fitting == len(words) else f"{words[: fitting - 1].rstrip()}…"


def steps(edges: Sequence[Edge], nodes: Mapping[SubjectRef, Node]) -> dict[SubjectRef, list[Node]]:
    """What each thing led to."""
    found: dict[SubjectRef, list[Node]] = {}
    for edge in edges:
        found.setdefault(edge.source, []).append(nodes[edge.target])
    return found


def title(node: Node) -> str:
    """The name of a thing, with its number where it has one."""
    return " ".join(filter(None, [node.number if node.ref.kind != "meeting" else None, str(local(node, "title"))]))


def wrapped(words: str) -> list[str]:
    """Words broken into the lines that fit into a box; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = words.strip()
    while rest and len(lines) < LINES:
        place = _break(rest)
        lines.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*lines[:-1], f"{lines[-1][:-1].rstrip()}…"] if rest else lines


def _break(words: str) -> int:
    """How many letters stand on the first line: as many as fit, without a part of an English word if that can be."""
    place = _fitting(words, PER_LINE)
    around = words[place - 1 : place + 1]
    is_inside = place < len(words) and around.isascii() and " " not in around
    return words.rfind(" ", 1, place) if is_inside and " " in words[1:place] else place


def _fitting(words: str, room: int) -> int:
    """How many letters fit into so many widths."""
    for place, letter in enumerate(words):
        room -= 2 if ord(letter) > 0x2E7F else 1
        if room < 0:
            return place
    return len(words)
