"""Charts and maps: the geometry, the words, and that figures are never bent."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from platform_app.cases.inputs import Indicator
from platform_app.web.charts import IndicatorChart, indicator
from platform_app.web.maps import MAP_HEIGHT, MAP_WIDTH, TILE_HEIGHT, TILE_WIDTH, city_points, province_tiles
from platform_app.web.wording import number
from platform_app.wording import said


def chart(app: Flask, **figures: Any) -> IndicatorChart:
    """The chart of one indicator on an English page."""
    row = {"name": {"en": "Share"}, "unit": {"zh": "%", "en": "%"}, **figures}
    with app.test_request_context("/?lang=en"):
        return indicator(Indicator.model_validate(row))


def test_a_share_is_drawn_against_the_whole(app: Flask) -> None:
    before, after = chart(app, baseline=25, result=75).bars
    assert (before.kind, before.x, before.width) == ("before", 0, 25)
    assert (after.kind, after.x, after.width) == ("after", 0, 75)


def test_other_figures_are_drawn_against_the_larger(app: Flask) -> None:
    before, after = chart(app, baseline=90, result=15, unit={"en": "min"}).bars
    assert (before.width, after.width) == (100, 16.7)
    assert (before.figure, after.figure) == ("90\u00a0min", "15\u00a0min")


def test_a_fall_below_zero_is_drawn_to_the_left_of_zero(app: Flask) -> None:
    drawn = chart(app, baseline=10, result=-10, unit={"en": "points"})
    before, after = drawn.bars
    assert drawn.zero == 50
    assert (before.x, before.width) == (50, 50)
    assert (after.x, after.width) == (0, 50)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"baseline": 1.8, "result": 70.72}, "Rose from 1.8% to 70.72%."),
        ({"baseline": 90, "result": 15}, "Fell from 90% to 15%."),
        ({"baseline": 5, "result": 5}, "Unchanged at 5%."),
        ({"result": 5, "result_period": "2021"}, "2021; no earlier figure given."),
        ({"result": 5}, "No earlier figure given."),
    ],
)
def test_a_chart_says_in_words_what_it_shows(app: Flask, figures: dict[str, Any], words: str) -> None:
    drawn = chart(app, **figures)
    with app.test_request_context("/?lang=en"):
        assert said(drawn.words) == words


@pytest.mark.parametrize("figures", [{"result": -10.56}, {"result": 250}, {"baseline": 0, "result": 0}, {}])
def test_what_cannot_be_compared_is_not_drawn(app: Flask, figures: dict[str, Any]) -> None:
    assert chart(app, **figures).bars == ()


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (31340000, "3,134万", "31,340,000"),
        (11_000_000_000, "110亿", "11,000,000,000"),
        (120_000_000, "1.2亿", "120,000,000"),
        (123_456_789, "123,456,789", "123,456,789"),
        (-300000, "−30万", "−300,000"),
        (31345678, "31,345,678", "31,345,678"),
        (-10.56, "−10.56", "−10.56"),
        (38.0, "38", "38"),
        (None, "", ""),
    ],
)
def test_a_figure_is_written_as_its_readers_write_it(app: Flask, value: Any, zh: str, en: str) -> None:
    for language, expected in (("zh", zh), ("en", en)):
        with app.test_request_context(f"/?lang={language}"):
            assert number(value) == expected


def province(code: str) -> Any:
    """A row of the directory."""
    return SimpleNamespace(id=int(code), code=code, short_zh=code)


def test_tiles_stand_apart_and_leave_no_part_of_china_out() -> None:
    tiles = province_tiles([province("330000"), province("110000"), province("999999")], {"330000": 7})
    assert [tile.letters for tile in tiles] == ["BJ", "ZJ", "TW", "MO", "HK"]
    assert len({(tile.x, tile.y) for tile in tiles}) == len(tiles)
    north, south, *_ = tiles
    assert [(tile.cases, tile.shade) for tile in (north, south)] == [(0, 0), (7, 4)]
    assert south.y >= north.y + TILE_HEIGHT
    assert abs(north.x - south.x) < TILE_WIDTH


def city(number_: int, longitude: float | None, latitude: float | None) -> Any:
    """A city with a point, or without."""
    return SimpleNamespace(id=number_, code=str(number_), longitude=longitude, latitude=latitude)


def test_points_lie_inside_the_map_and_those_with_cases_on_top() -> None:
    points = city_points(
        [city(1, 120.16, 30.29), city(2, 87.6, 43.8), city(3, -79.3, 43.9), city(4, None, None)], {1: 4}
    )
    assert [point.organisation.id for point in points] == [2, 1]
    assert all(0 <= p.x <= MAP_WIDTH and 0 <= p.y <= MAP_HEIGHT for p in points)
    assert points[1].x > points[0].x  # Hangzhou lies east
    assert points[1].y > points[0].y  # and south of Urumqi
    assert points[1].labelled
    assert not points[0].labelled
