"""How the pages write numbers. The names of stages, levels, roles and states are every mouth's."""

from functools import lru_cache

from flask import Flask
from flask_babel import format_decimal

from platform_app.web.locale import language
from platform_app.wording import word


def install(app: Flask) -> None:
    """Give templates `word("stage", value)` and the filter `number`."""
    app.jinja_env.globals["word"] = word
    app.jinja_env.filters.update(number=number, without_nothing=without_nothing)


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
