"""The chain of any thing on the platform, as nodes and edges."""

from typing import Literal

from flask import request as asked_for
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id
from platform_app.api.shapes import Shape
from platform_app.tracing import queries
from platform_app.tracing.graph import Edge, Node

noun = Noun("chain", "From a question to what was decided, done and counted.")
ChainKind = Literal[
    "request", "thread", "agenda_item", "meeting", "resolution", "action", "case", "standard", "indicator"
]


class ChainPlace(Asked):
    """Whose chain."""

    kind: ChainKind
    id: Id


class PartyShape(Shape):
    """An organisation that a request asks, and how it stands there."""

    name_zh: str
    name_en: str
    status: str


class NodeShape(Shape):
    """A thing on the chain."""

    kind: ChainKind
    id: int
    number: str | None
    title_zh: str
    title_en: str
    status: str | None = Field(description="In the words of its kind; of a standard its type")
    parties: list[PartyShape] = Field(description="Of a request: who is asked, escalations included")
    chain_url: str = Field(description="The picture of its own chain")


class ChainRefShape(Shape):
    """A kind and an id."""

    kind: ChainKind
    id: int


class EdgeShape(Shape):
    """That one thing led to another."""

    source: ChainRefShape
    target: ChainRefShape
    role: Literal["follows", "about", "came_from", "evidence", "supersedes", "proves"]


class ChainShape(Shape):
    """What hangs together with a thing, as you may see it."""

    start: ChainRefShape
    nodes: list[NodeShape] = Field(description="In the order of the chain")
    edges: list[EdgeShape]
    is_cut: bool = Field(description="There is more; ask for the chain of a thing further on")


ACTION = {"kind": "action", "id": 7}
CASE = {"kind": "case", "id": 12}
NODE: dict[str, object] = {"number": None, "title_en": "", "parties": []}
CHAIN = {
    "start": ACTION,
    "nodes": [
        {
            **ACTION,
            **NODE,
            "title_zh": "编制加装电梯指南",
            "status": "confirmed",
            "chain_url": "https://cities.example/chain/action/7",
        },
        {
            **CASE,
            **NODE,
            "title_zh": "社区微更新试点",
            "status": "published",
            "chain_url": "https://cities.example/chain/case/12",
        },
    ],
    "edges": [{"source": ACTION, "target": CASE, "role": "evidence"}],
    "is_cut": False,
}


@noun.operation("GET", "/chain/<kind>/<int:id>", Note(ChainShape, CHAIN, refusals=(404,)))
def show(actor: Actor, path: ChainPlace) -> Answer:
    """What led to a thing and what came of it: two hundred things at most.

    What you may not see is left out, with everything that lies behind it.
    """
    chain = queries.chain(actor, path.kind, path.id)
    return Answer(
        ChainShape(
            start=ChainRefShape.model_validate(chain.start),
            nodes=[_node(node) for node in chain.nodes],
            edges=[_edge(edge) for edge in chain.edges],
            is_cut=chain.is_cut,
        )
    )


def _node(node: Node) -> NodeShape:
    names = ("number", "title_zh", "title_en", "status")
    return NodeShape.model_validate(
        {
            **{name: getattr(node, name) for name in names},
            "kind": node.ref.kind,
            "id": node.ref.id,
            "parties": [PartyShape.model_validate(each) for each in node.parties],
            "chain_url": f"{asked_for.url_root}chain/{node.ref.kind}/{node.ref.id}",
        }
    )


def _edge(edge: Edge) -> EdgeShape:
    return EdgeShape.model_validate({"source": edge.source, "target": edge.target, "role": edge.role})
