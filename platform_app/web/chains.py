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
PER_LINE, LINES = 22, 2  # widths of a small letter; a Chinese character takes two


@dataclass(frozen=True)
class Drawn:
    """A box with what is written into it."""

    box: Box
    node: Node
    lines: list[str]


@blueprint.get("/chain/<kind>/<int:id>")
def show(kind: str, id: int) -> str:
    """What hangs together with a thing, as far as its reader may see."""
    chain = queries.chain(current_actor(), kind, id)
    picture = layout.draw([node.ref for node in chain.nodes], chain.edges)
    nodes = {node.ref: node for node in chain.nodes}
    drawn = [Drawn(box, nodes[box.ref], wrapped(title(nodes[box.ref]))) for box in picture.boxes]
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
    lines, line, room = [], "", PER_LINE
    for place, letter in enumerate(words):
        width = 2 if ord(letter) > 0x2E7F else 1
        if width > room:
            lines.append(line)
            line, room = "", PER_LINE
            if len(lines) == LINES:
                return [*lines[:-1], f"{lines[-1][:-1]}…"] if words[place:].strip() else lines
        line, room = line + letter, room - width
    return [*lines, line] if line.strip() else lines
