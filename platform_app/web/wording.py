"""How the pages write values in their language. The names of stages, levels, roles and states are every mouth's."""

from datetime import date, datetime

from flask import Flask

from platform_app.web.locale import language
from platform_app.wording import values, word


def install(app: Flask) -> None:
    """Give templates `word("stage", value)` and the filters `number`, `day`, `moment`, `partial`."""
    app.jinja_env.globals["word"] = word
    app.jinja_env.filters.update(number=number, day=day, moment=moment, partial=partial)


def number(value: float | int | None) -> str:
    """A figure as its readers write it."""
    return values.number(value, language())


def day(value: date | datetime | None) -> str:
    """A date in the page's language."""
    return values.day(value, language())


def moment(value: datetime | None) -> str:
    """A date with its time of day, Beijing time."""
    return values.moment(value, language())


def partial(value: str | None) -> str:
    """A date of which the year, the month or the day is known; anything else is shown as it stands."""
    return values.partial(value, language())
