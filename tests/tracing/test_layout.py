"""The picture of a chain: nothing overlaps, nothing leaves the picture, every line joins its two boxes."""

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from platform_app.kernel.subjects import SubjectRef
from platform_app.tracing import layout
from platform_app.tracing.graph import KINDS, Edge, directed

REFS = st.builds(SubjectRef, st.sampled_from(KINDS), st.integers(1, 60))
NUMBER = re.compile(r"-?\d+")


@given(st.lists(REFS, max_size=60, unique=True), st.data())
def test_boxes_do_not_overlap_and_lines_stay_inside(refs: list[SubjectRef], data: st.DataObject) -> None:
    pairs = st.tuples(st.sampled_from(refs), st.sampled_from(refs)) if refs else st.nothing()
    drawn = data.draw(st.lists(pairs, max_size=40)) if refs else []
    edges = [directed(one, other, "about") for one, other in drawn if one != other]
    picture = layout.draw(refs, edges)
    assert {box.ref for box in picture.boxes} == set(refs)
    for box in picture.boxes:
        assert box.x >= 0 and box.x + box.width <= picture.width
        assert box.y >= 0 and box.y + box.height <= picture.height
    for one, other in combinations(picture.boxes, 2):
        beside = one.x + one.width < other.x or other.x + other.width < one.x
        above = one.y + one.height < other.y or other.y + other.height < one.y
        assert beside or above
    assert len(picture.lines) == len(edges)
    for line in picture.lines:
        numbers = [int(n) for n in NUMBER.findall(line.path)]
        assert all(0 <= n <= max(picture.width, picture.height) for n in numbers)


@given(st.lists(REFS, max_size=30, unique=True))
def test_what_comes_first_stands_higher(refs: list[SubjectRef]) -> None:
    boxes = layout.draw(refs, []).boxes
    for one, other in combinations(boxes, 2):
        if KINDS.index(one.ref.kind) < KINDS.index(other.ref.kind):
            assert one.y + one.height < other.y


def test_a_line_to_what_is_not_there_is_not_drawn() -> None:
    a, b = SubjectRef("case", 1), SubjectRef("indicator", 1)
    assert layout.draw([a], [Edge(a, b)]).lines == []


def test_it_fits_a_telephone() -> None:
    assert layout.draw([SubjectRef("case", 1), SubjectRef("case", 2)], []).width <= 390 - 2 * 11
