"""How numbers and dates are written in a language that is named, for pages and files alike."""

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from platform_app.kernel import clock

_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@lru_cache(maxsize=4096)
def number(value: float | int | None, language: str) -> str:
    """A figure as its readers write it; in Chinese round ones are counted in 万 and 亿, no digit is lost."""
    if value is None:
        return ""
    whole = float(value).is_integer()
    if language == "zh" and whole and abs(value) >= 100_000_000 and value % 1_000_000 == 0:
        shown = f"{format_decimal(int(value) / 100_000_000, locale=language)}亿"
    elif language == "zh" and whole and abs(value) >= 100_000 and value % 10_000 == 0:
        shown = f"{format_decimal(int(value) // 10_000, locale=language)}万"
    elif whole:
        shown = format_decimal(int(value), locale=language)
    else:
        shown = format_decimal(value, format="#,##0.######", locale=language)
    return shown.replace("-", "−")


@lru_cache(maxsize=4096)
def day(value: date | datetime | None, language: str) -> str:
    """A date; of a moment, the day it was in Beijing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(clock.BEIJING).date()
    return format_date(value, "long" if language == "zh" else "d MMMM y", locale=language)


def moment(value: datetime | None, language: str) -> str:
    """A date with its time of day, Beijing time."""
    if value is None:
        return ""
    pattern = "y年M月d日 HH:mm" if language == "zh" else "d MMMM y, HH:mm"
    return format_datetime(value, pattern, tzinfo=clock.BEIJING, locale=language)


def partial(value: str | None, language: str) -> str:
    """A date of which the year, the month or the day is known; anything else is shown as it stands."""
    found = _PARTIAL.match(value or "")
    if not found:
        return value or ""
    year, month, of_month = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return f"{year}年" if language == "zh" else str(year)
    if of_month is None:
        first = date(year, month, 1)
        return f"{year}年{month}月" if language == "zh" else format_date(first, "MMMM y", locale=language)
    return day(date(year, month, of_month), language)


def with_unit(value: float | None, unit: str, language: str) -> str:
    """A figure with its unit: percent signs and Chinese units close up, Latin ones keep a space."""
    if value is None:
        return ""
    closed = unit in ("%", "‰", "°C") or (unit and unit[0] > "\u2e80")
    return number(value, language) + ("" if closed or not unit else "\u00a0") + unit
