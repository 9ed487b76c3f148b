"""Who may ask whom: the whole table of levels, and what paths add to it."""

import pytest

from platform_app.access.levels import Level
from platform_app.coordination import routing
from platform_app.coordination.routing import Place
from platform_app.kernel.errors import Invalid

M, P, C, F = Level.MINISTERIAL, Level.PROVINCIAL, Level.CITY, Level.PARTNER
PLACES = {
    "ministry": Place(M, "/1/"),
    "other ministry": Place(M, "/2/"),
    "province": Place(P, "/10/"),
    "municipality": Place(P, "/11/"),
    "city": Place(C, "/10/20/"),
    "sister city": Place(C, "/10/21/"),
    "far city": Place(C, "/12/22/"),
    "district": Place(C, "/10/20/30/"),
    "partner": Place(F, "/40/"),
}
WAYS = """
                 ministry   other ministry  province   municipality  city       sister city  far city   district   partner
ministry         self       sideways        down       down          skips      skips        skips      skips      abroad
other ministry   sideways   self            down       down          skips      skips        skips      skips      abroad
province         up         up              self       sideways      down       down         elsewhere  skips      abroad
municipality     up         up              sideways   self          elsewhere  elsewhere    elsewhere  elsewhere  abroad
city             skips      skips           up         elsewhere     self       sideways     sideways   down       abroad
sister city      skips      skips           up         elsewhere     sideways   self         sideways   sideways   abroad
far city         skips      skips           elsewhere  elsewhere     sideways   sideways     self       sideways   abroad
district         skips      skips           skips      elsewhere     up         sideways     sideways   self       abroad
partner          abroad     abroad          abroad     abroad        abroad     abroad       abroad     abroad     abroad
"""  # noqa: E501
LINES = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in WAYS.strip("\n").splitlines()]
TABLE = {(cells[0], asked): cells[n + 1] for cells in LINES[1:] for n, asked in enumerate(LINES[0])}


def test_the_table_names_every_pair() -> None:
    assert set(TABLE) == {(one, other) for one in PLACES for other in PLACES}


@pytest.mark.parametrize(("asking", "asked"), TABLE)
def test_a_request_goes_one_level_up_or_down_and_no_other_way(asking: str, asked: str) -> None:
    way = TABLE[asking, asked]
    assert routing.way(PLACES[asking], PLACES[asked]) == way
    if way in ("up", "down"):
        assert routing.check_may_ask(PLACES[asking], PLACES[asked], "asked") == way
    else:
        with pytest.raises(Invalid) as refused:
            routing.check_may_ask(PLACES[asking], PLACES[asked], "asked")
        assert set(refused.value.errors) == {"asked"}


@pytest.mark.parametrize(
    ("copied", "goes"),
    [("sister city", True), ("far city", True), ("municipality", True), ("ministry", False), ("partner", False)],
)
def test_a_copy_goes_to_peers_of_either_side(copied: str, goes: bool) -> None:
    sides = (PLACES["city"], [PLACES["province"]], PLACES[copied], "copies")
    if goes:
        routing.check_may_copy(*sides)
    else:
        with pytest.raises(Invalid):
            routing.check_may_copy(*sides)


def test_a_request_is_passed_down_and_goes_up_one_level_at_a_time() -> None:
    routing.check_passes_down(PLACES["province"], PLACES["sister city"], "to")
    routing.check_escalates_to(PLACES["city"], PLACES["province"], PLACES["ministry"], "to")
    for to in ("district", "far city", "ministry", "province"):
        with pytest.raises(Invalid):
            routing.check_passes_down(PLACES["province"], PLACES[to], "to")
    for to in ("city", "sister city", "municipality", "partner"):
        with pytest.raises(Invalid):
            routing.check_escalates_to(PLACES["city"], PLACES["province"], PLACES[to], "to")
