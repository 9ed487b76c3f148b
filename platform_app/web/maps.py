"""Where tiles and points stand: provinces as tiles of one size, cities as points, no borders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

TILE_WIDTH, TILE_HEIGHT, TILE_GAP = 58, 46, 3

# GB/T 2260 code (and XPCC): column, row, English name in at most two lines, ISO 3166-2 letters.
_LAYOUT = {
    "230000": (7, 0, "Heilongjiang", "HL"),
    "650000": (0, 1, "Xinjiang", "XJ"),
    "XPCC": (1, 1, "XPCC", "XPCC"),
    "150000": (4, 1, "Inner Mongolia", "NM"),
    "110000": (5, 1, "Beijing", "BJ"),
    "210000": (6, 1, "Liaoning", "LN"),
    "220000": (7, 1, "Jilin", "JL"),
    "630000": (1, 2, "Qinghai", "QH"),
    "620000": (2, 2, "Gansu", "GS"),
    "640000": (3, 2, "Ningxia", "NX"),
    "140000": (4, 2, "Shanxi", "SX"),
    "130000": (5, 2, "Hebei", "HE"),
    "120000": (6, 2, "Tianjin", "TJ"),
    "540000": (0, 3, "Xizang", "XZ"),
    "510000": (2, 3, "Sichuan", "SC"),
    "610000": (3, 3, "Shaanxi", "SN"),
    "410000": (4, 3, "Henan", "HA"),
    "370000": (5, 3, "Shandong", "SD"),
    "500000": (2, 4, "Chongqing", "CQ"),
    "420000": (3, 4, "Hubei", "HB"),
    "340000": (4, 4, "Anhui", "AH"),
    "320000": (5, 4, "Jiangsu", "JS"),
    "310000": (6, 4, "Shanghai", "SH"),
    "530000": (1, 5, "Yunnan", "YN"),
    "520000": (2, 5, "Guizhou", "GZ"),
    "430000": (3, 5, "Hunan", "HN"),
    "360000": (4, 5, "Jiangxi", "JX"),
    "330000": (5, 5, "Zhejiang", "ZJ"),
    "450000": (3, 6, "Guangxi", "GX"),
    "440000": (4, 6, "Guangdong", "GD"),
    "350000": (5, 6, "Fujian", "FJ"),
    "710000": (6, 6, "Taiwan", "TW"),
    "460000": (3, 7, "Hainan", "HI"),
    "820000": (4, 7, "Macao", "MO"),
    "810000": (5, 7, "Hong Kong", "HK"),
}
# Provincial divisions without an organisation in the directory. A picture of China by province never leaves them out.
_OUTSIDE_THE_DIRECTORY = {"710000": "台湾", "810000": "香港", "820000": "澳门"}
_STEPS = (1, 2, 4, 7)  # cases from which a tile takes the next darker shade

# The plate carrée window of the city map, in degrees; longitudes are shortened as at 36° north.
_WEST, _EAST, _SOUTH, _NORTH = 73.0, 135.5, 16.0, 54.0
_PER_DEGREE = 16.0
_SHORTEN = cos(radians(36))
MAP_WIDTH = round((_EAST - _WEST) * _SHORTEN * _PER_DEGREE)
MAP_HEIGHT = round((_NORTH - _SOUTH) * _PER_DEGREE)


@dataclass(frozen=True)
class Tile:
    """A province in the grid: where, its names, how many cases, and how dark (0–4)."""

    code: str
    x: int
    y: int
    name_zh: str
    lines_en: tuple[str, ...]
    letters: str
    cases: int
    shade: int


@dataclass(frozen=True)
class Point:
    """A city on the map; the radius grows with the square root of its cases."""

    organisation: Any
    cases: int
    x: float
    y: float
    radius: float
    labelled: bool = False
    anchor: str = "start"


def province_tiles(provinces: Iterable[Any], counts: Mapping[str, int]) -> list[Tile]:
    """Tiles for all provincial divisions, in the directory or not; `counts` is cases by organisation code."""
    names = _OUTSIDE_THE_DIRECTORY | {row.code: row.short_zh for row in provinces if row.code in _LAYOUT}
    tiles = [_tile(code, name, counts.get(code, 0)) for code, name in names.items()]
    return sorted(tiles, key=lambda tile: (tile.y, tile.x))


def tiles_size(tiles: Iterable[Tile]) -> tuple[int, int]:
    """Width and height of the drawing."""
    placed = list(tiles)
    return (
        max((t.x for t in placed), default=0) + TILE_WIDTH,
        max((t.y for t in placed), default=0) + TILE_HEIGHT,
    )


def city_points(cities: Iterable[Any], counts: Mapping[int, int], *, labels: int = 12) -> list[Point]:
    """Points for organisations inside the window, those with cases last, so that they lie on top."""
    inside = [c for c in cities if c.latitude is not None and c.longitude is not None and _in_window(c)]
    inside.sort(key=lambda city: counts.get(city.id, 0))
    points = [_point(city, counts.get(city.id, 0)) for city in inside]
    return _with_labels(points, labels)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to units of the drawing."""
    return (
        round((longitude - _WEST) * _SHORTEN * _PER_DEGREE, 1),
        round((_NORTH - latitude) * _PER_DEGREE, 1),
    )


def _tile(code: str, name_zh: str, cases: int) -> Tile:
    column, row, name_en, letters = _LAYOUT[code]
    shade = sum(1 for step in _STEPS if cases >= step)
    x, y = column * (TILE_WIDTH + TILE_GAP), row * (TILE_HEIGHT + TILE_GAP)
    return Tile(code, x, y, name_zh, tuple(name_en.split(" ")), letters, cases, shade)


def _in_window(city: Any) -> bool:
    return bool(_WEST <= city.longitude <= _EAST and _SOUTH <= city.latitude <= _NORTH)


def _point(city: Any, cases: int) -> Point:
    x, y = project(city.longitude, city.latitude)
    return Point(city, cases, x, y, round(4 + 3 * cases**0.5, 1) if cases else 2.6)


def _with_labels(points: list[Point], most: int) -> list[Point]:
    """Name the cities with most cases, as long as a name does not cover another."""
    taken: list[tuple[float, float]] = []
    labelled = {}
    for point in sorted(points, key=lambda p: -p.cases):
        clear = all(abs(point.x - x) > 70 or abs(point.y - y) > 17 for x, y in taken)
        if point.cases and clear and len(taken) < most:
            taken.append((point.x, point.y))
            labelled[point.organisation.code] = "end" if point.x > MAP_WIDTH - 130 else "start"
    return [
        Point(p.organisation, p.cases, p.x, p.y, p.radius, True, labelled[p.organisation.code])
        if p.organisation.code in labelled
        else p
        for p in points
    ]
