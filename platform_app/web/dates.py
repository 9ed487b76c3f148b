"""Dates and periods on pages: in the page's language."""

from datetime import date, datetime

from babel.dates import format_date
from flask import Flask

from platform_app.web.locale import language
from platform_app.wording import dates


def install(app: Flask) -> None:
    """Give templates the filters `day`, `moment`, `partial`, `month_name`, `weekday`."""
    app.jinja_env.filters.update(day=day, moment=moment, partial=partial, month_name=month_name, weekday=weekday)


def day(value: date | datetime | None) -> str:
    """A date in the page's language."""
    return dates.day(value, language())


def moment(value: datetime | None) -> str:
    """A date with its time of day, Beijing time."""
    return dates.moment(value, language())


def month_name(value: date) -> str:
    """The month of a date."""
    return dates.partial(f"{value:%Y-%m}", language())


def weekday(value: date) -> str:
    """The name of its day in the week, in short."""
    return format_date(value, "ccc", locale=language())


def partial(value: str | None) -> str:
    """A date or period, as precise as it is known; anything else stands as it was typed."""
    return dates.partial(value, language())
