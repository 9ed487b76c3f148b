"""How numbers are written in a language that is named, for pages and files alike."""

from functools import lru_cache

from babel.numbers import format_decimal


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


def with_unit(value: float | None, unit: str, language: str) -> str:
    """A figure with its unit: percent signs and Chinese units close up, Latin ones keep a space."""
    if value is None:
        return ""
    closed = unit in ("%", "‰", "°C") or (unit and unit[0] > "\u2e80")
    return number(value, language) + ("" if closed or not unit else "\u00a0") + unit
