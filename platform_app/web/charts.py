"""The geometry of the small charts: where the bars of an indicator stand. Templates draw them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from platform_app.kernel.messages import Message, msg
from platform_app.web.dates import partial
from platform_app.web.locale import Text, language, pick
from platform_app.wording import values


@dataclass(frozen=True)
class Bar:
    """One bar: its kind (`before`, `after`), period, figure, and where it stands, in percent of the width."""

    kind: str
    period: str
    figure: str
    x: float
    width: float


@dataclass(frozen=True)
class IndicatorChart:
    """An indicator and what the page says of it; without a comparison there are no `bars`."""

    name: Text
    headline: str
    words: Message
    bars: tuple[Bar, ...] = ()
    zero: float | None = None


def indicator(row: Any) -> IndicatorChart:
    """The chart of one indicator row of a case."""
    unit = pick(row.unit).words
    before, after = row.baseline, row.result
    name = pick(row.name)
    headline = with_unit(after if after is not None else before, unit)
    words = _in_words(row, unit)
    if not _worth_drawing(before, after, unit):
        return IndicatorChart(name, headline, words)
    low, high = min(0.0, *_given(row)), _upper_end(_given(row), unit)
    scale = 100 / (high - low)
    zero = round(-low * scale, 1) if low < 0 else None
    return IndicatorChart(name, headline, words, tuple(_bars(row, unit, low, scale)), zero)


def _given(row: Any) -> list[float]:
    return [value for value in (row.baseline, row.result) if value is not None]


def _bars(row: Any, unit: str, low: float, scale: float) -> Iterator[Bar]:
    sides = (("before", row.baseline, row.baseline_period), ("after", row.result, row.result_period))
    for kind, value, period in sides:
        if value is not None:
            start, length = (min(value, 0) - low) * scale, max(0.5, abs(value) * scale)
            yield Bar(kind, partial(period), with_unit(value, unit), round(start, 1), round(length, 1))


def with_unit(value: float | None, unit: str) -> str:
    """A figure with its unit, in the page's language."""
    return values.with_unit(value, unit, language())


def _in_words(row: Any, unit: str) -> Message:
    before, after = row.baseline, row.result
    if before is None or after is None:
        when = partial(row.result_period or row.baseline_period)
        return msg("{when}; no earlier figure given.", when=when) if when else msg("No earlier figure given.")
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


def _upper_end(values: list[float], unit: str) -> float:
    """Shares are drawn against the whole; everything else against the larger figure."""
    if unit == "%" and all(0 <= value <= 100 for value in values):
        return 100.0
    return max(0.0, *values)
