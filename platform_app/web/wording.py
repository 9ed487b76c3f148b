"""How the pages write values: numbers and dates. The names of stages, levels, roles and states are every mouth's."""

import re
from datetime import date, datetime
from functools import lru_cache

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal

from platform_app.kernel.clock import BEIJING
from platform_app.web.locale import language

_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def install(app: Flask) -> None:
    """Give templates the filters `number`, `day`, `moment`, `partial`."""
    app.jinja_env.filters.update(
        number=number, day=day, moment=moment, partial=partial, without_nothing=without_nothing
    )


def number(value: float | int | None) -> str:
    """A figure as its readers write it; in Chinese round ones are counted in 万 and 亿, no digit is lost."""
    return _number(value, language()) if value is not None else ""


@lru_cache(maxsize=4096)
def _number(value: float | int, code: str) -> str:
    whole = float(value).is_integer()
    if code == "zh" and whole and abs(value) >= 100_000_000 and value % 1_000_000 == 0:
        shown = f"{format_decimal(int(value) / 100_000_000)}亿"
    elif code == "zh" and whole and abs(value) >= 100_000 and value % 10_000 == 0:
        shown = f"{format_decimal(int(value) // 10_000)}万"
    else:
        shown = format_decimal(int(value)) if whole else format_decimal(value, format="#,##0.######")
    return str(shown.replace("-", "−"))


def without_nothing(data: dict[str, object]) -> dict[str, object]:
    """Structured data for machines says only what there is."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def day(value: date | datetime | None) -> str:
    """A date in the page's language; of a moment, the date in Beijing."""
    if value is None:
        return ""
    return _day(value.astimezone(BEIJING).date() if isinstance(value, datetime) else value, language())


@lru_cache(maxsize=4096)
def _day(value: date, code: str) -> str:
    return str(format_date(value, "long" if code == "zh" else "d MMMM y"))


def moment(value: datetime | None) -> str:
    """A date with its time of day, Beijing time."""
    if value is None:
        return ""
    return format_datetime(value, "y年M月d日 HH:mm" if language() == "zh" else "d MMMM y, HH:mm")


def partial(value: str | None) -> str:
    """A date of which the year, the month or the day is known; anything else is shown as it stands."""
    found = _PARTIAL.match(value or "")
    if not found:
        return value or ""
    year, month, of_month = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return f"{year}年" if language() == "zh" else str(year)
    if of_month is None:
        return f"{year}年{month}月" if language() == "zh" else format_date(date(year, month, 1), "MMMM y")
    return day(date(year, month, of_month))
