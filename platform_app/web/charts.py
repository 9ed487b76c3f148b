"""The geometry of the small charts: where the bars of an indicator stand. Templates draw them."""

from dataclasses import dataclass
from typing import Any

from platform_app.kernel.messages import Message, msg
from platform_app.web.locale import Text, pick
from platform_app.web.wording import number, partial

WIDTH = 600
LABEL_WIDTH = 118
VALUE_WIDTH = 110
ROW_HEIGHT = 26
_ROOM = WIDTH - LABEL_WIDTH - VALUE_WIDTH


@dataclass(frozen=True)
class Bar:
    """One bar in a drawing 600 units wide: its kind (`before`, `after`), period, figure and place."""

    kind: str
    period: str
    figure: str
    x: float
    y: int
    width: float

    @property
    def text_y(self) -> int:
        """The base line of its label."""
        return self.y + 13


@dataclass(frozen=True)
class IndicatorChart:
    """An indicator and what the page says of it; without a comparison there are no `bars`."""

    name: Text
    headline: str
    words: Message
    bars: tuple[Bar, ...] = ()
    zero: float | None = None

    @property
    def height(self) -> int:
        """Of the drawing."""
        return ROW_HEIGHT * len(self.bars)


def indicator(row: Any) -> IndicatorChart:
    """The chart of one indicator row of a case."""
    unit = pick(row.unit).words
    before, after = row.baseline, row.result
    name = pick(row.name)
    headline = with_unit(after if after is not None else before, unit)
    words = _in_words(before, after, unit)
    if not _worth_drawing(before, after, unit):
        return IndicatorChart(name, headline, words)
    low = min(0.0, *(v for v in (before, after) if v is not None))
    high = _upper_end(before, after, unit)
    scale = _ROOM / (high - low) if high > low else 0.0
    bars: list[Bar] = []
    for kind, value, period in (
        ("before", before, row.baseline_period),
        ("after", after, row.result_period),
    ):
        if value is None:
            continue
        start = LABEL_WIDTH + (min(value, 0) - low) * scale
        length = max(2.0, round(abs(value) * scale, 1))
        figure = with_unit(value, unit)
        bars.append(Bar(kind, partial(period), figure, round(start, 1), len(bars) * ROW_HEIGHT + 4, length))
    zero = round(LABEL_WIDTH - low * scale, 1) if low < 0 else None
    return IndicatorChart(name, headline, words, tuple(bars), zero)


def with_unit(value: float | None, unit: str) -> str:
    """A figure with its unit: percent signs and Chinese units close up, Latin ones keep a space."""
    if value is None:
        return ""
    closed = unit in ("%", "‰", "°C") or (unit and unit[0] > "\u2e80")
    return number(value) + ("" if closed or not unit else "\u00a0") + unit


def _in_words(before: float | None, after: float | None, unit: str) -> Message:
    if before is None or after is None:
        return msg("No comparison: the source gives one figure only.")
    start, end = with_unit(before, unit), with_unit(after, unit)
    if after > before:
        return msg("Rose from {start} to {end}.", start=start, end=end)
    if after < before:
        return msg("Fell from {start} to {end}.", start=start, end=end)
    return msg("Unchanged at {end}.", end=end)


def _worth_drawing(before: float | None, after: float | None, unit: str) -> bool:
    if before is not None and after is not None:
        return bool(before or after)
    return unit == "%" and after is not None and 0 <= after <= 100


def _upper_end(before: float | None, after: float | None, unit: str) -> float:
    values = [v for v in (before, after) if v is not None]
    if unit == "%" and all(0 <= v <= 100 for v in values):
        return 100.0
    return max(0.0, *values)
