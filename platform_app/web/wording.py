"""How the pages write numbers. The names of stages, levels, roles and states are every mouth's."""

from flask import Flask

from platform_app.web.locale import language
from platform_app.wording import values, word


def install(app: Flask) -> None:
    """Give templates `word("stage", value)` and the filter `number`."""
    app.jinja_env.globals["word"] = word
    app.jinja_env.filters.update(number=number)


def number(value: float | int | None) -> str:
    """A figure as its readers write it; in Chinese round ones are counted in 万 and 亿, no digit is lost."""
    return values.number(value, language())
