"""Where the boxes of a chain's picture stand, and the lines between them. Pure: nodes and edges in, places out.

A row for each kind, two boxes side by side at most, so that it is read on a telephone without turning it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from platform_app.kernel.subjects import SubjectRef
from platform_app.tracing.graph import KINDS, Edge

COLUMNS = 2
WIDTH, HEIGHT = 168, 80
GAP_X, GAP_Y, GAP_ROW = 12, 34, 14
MARGIN = 6


@dataclass(frozen=True)
class Box:
    """The place of a node."""

    ref: SubjectRef
    x: int
    y: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Line:
    """The way of an edge, as the path of an SVG."""

    edge: Edge
    path: str


@dataclass(frozen=True)
class Picture:
    """All of it and how large it is."""

    boxes: Sequence[Box]
    lines: Sequence[Line]
    width: int
    height: int


def draw(refs: Sequence[SubjectRef], edges: Sequence[Edge]) -> Picture:
    """Place the things of a chain from the top down."""
    boxes: dict[SubjectRef, Box] = {}
    full = COLUMNS * WIDTH + (COLUMNS - 1) * GAP_X
    y = MARGIN
    for kind in KINDS:
        own = list(dict.fromkeys(ref for ref in refs if ref.kind == kind))
        rows = [own[start : start + COLUMNS] for start in range(0, len(own), COLUMNS)]
        for row in rows:
            width = len(row) * WIDTH + (len(row) - 1) * GAP_X
            left = MARGIN + (full - width) // 2
            for no, ref in enumerate(row):
                boxes[ref] = Box(ref, left + no * (WIDTH + GAP_X), y)
            y += HEIGHT + GAP_ROW
        if rows:
            y += GAP_Y - GAP_ROW
    lines = [
        Line(edge, _path(boxes[edge.source], boxes[edge.target]))
        for edge in edges
        if edge.source in boxes and edge.target in boxes
    ]
    return Picture(list(boxes.values()), lines, full + 2 * MARGIN, max(y - GAP_Y, MARGIN) + MARGIN)


def _path(upper: Box, lower: Box) -> str:
    """A soft curve from the foot of one box to the head of another; from side to side within a row."""
    if upper.y == lower.y:
        left, right = sorted((upper, lower), key=lambda box: box.x)
        return f"M{left.x + left.width} {left.y + left.height // 2}H{right.x}"
    if upper.y > lower.y:
        upper, lower = lower, upper
    x1, y1 = upper.x + upper.width // 2, upper.y + upper.height
    x2, y2 = lower.x + lower.width // 2, lower.y
    middle = (y1 + y2) // 2
    return f"M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}"
