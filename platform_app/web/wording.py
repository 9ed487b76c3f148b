"""The words of the pages for values: numbers, dates, and the names of stages, levels, roles and states."""

import re
from datetime import date, datetime
from functools import lru_cache

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal

from platform_app.kernel.messages import Message, msg
from platform_app.web.locale import language, said

STAGES = {
    "planned": msg("Planned"),
    "pilot": msg("Pilot"),
    "running": msg("Running"),
    "scaled": msg("Scaled up"),
    "ended": msg("Ended"),
    "stopped": msg("Stopped"),
}
LEVELS = {
    "national": msg("National"),
    "provincial": msg("Provincial"),
    "city": msg("City"),
    "district": msg("District"),
    "community": msg("Community"),
}
ORGANISATION_LEVELS = {
    "ministerial": msg("Ministry"),
    "provincial": msg("Province"),
    "city": msg("City"),
    "partner": msg("Partner abroad"),
}
STANDARD_ROLES = {
    "applied": msg("Applied"),
    "drafted": msg("Drafted"),
    "piloted": msg("Piloted"),
    "deviated": msg("Deviated from"),
    "related": msg("Related by topic"),
}
STANDARD_TYPES = {
    "national": msg("National standard"),
    "industry": msg("Industry standard"),
    "local": msg("Local standard"),
    "international": msg("International standard"),
    "foreign-national": msg("National standard abroad"),
}
STANDARD_STATUS = {
    "current": msg("Current"),
    "superseded": msg("Superseded"),
    "withdrawn": msg("Withdrawn"),
    "unknown": msg("Status unknown"),
}
CONFIDENCE = {"high": msg("High"), "medium": msg("Medium"), "low": msg("Low")}
TRANSLATION_STATES = {
    "machine": msg("Machine translation"),
    "reviewed": msg("Translation reviewed"),
    "official": msg("Official translation"),
}
CASE_STATES = {
    "draft": msg("Draft"),
    "submitted": msg("Handed in"),
    "returned": msg("Returned"),
    "published": msg("Published"),
    "archived": msg("Archived"),
}
FORMS = {"short": msg("Short form"), "full": msg("Full form"), "compiled": msg("Compiled by the editors")}
LANGUAGE_NAMES = {"zh": msg("Chinese"), "en": msg("English")}
SEAT_ROLES = {"member": msg("Member"), "editor": msg("Editor"), "coordinator": msg("Coordinator")}
PLATFORM_ROLES = {
    "moderator": msg("Moderator"),
    "secretariat": msg("Secretariat"),
    "admin": msg("Administrator"),
}
TOKEN_SCOPES = {"read": msg("Read only"), "write": msg("Read and write")}
KINDS = {
    "case": msg("Case"),
    "standard": msg("Standard"),
    "organisation": msg("Organisation"),
    "field": msg("Field"),
    "term": msg("Term"),
    "tag": msg("Tag"),
}
TABLES: dict[str, dict[str, Message]] = {
    "stage": STAGES, "level": LEVELS, "organisation_level": ORGANISATION_LEVELS, "role": STANDARD_ROLES,
    "standard_type": STANDARD_TYPES, "standard_status": STANDARD_STATUS, "confidence": CONFIDENCE,
    "translation": TRANSLATION_STATES, "state": CASE_STATES, "form": FORMS,
    "language": LANGUAGE_NAMES, "kind": KINDS, "seat_role": SEAT_ROLES,
    "platform_role": PLATFORM_ROLES, "token_scope": TOKEN_SCOPES,
}  # fmt: skip
_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def install(app: Flask) -> None:
    """Give templates `word("stage", value)` and the filters `number`, `day`, `moment`, `partial`."""
    app.jinja_env.globals["word"] = word
    app.jinja_env.filters.update(
        number=number, day=day, moment=moment, partial=partial, without_nothing=without_nothing
    )


def word(table: str, value: str | None) -> str:
    """The name of a value in the page's language; a value without a name stands for itself."""
    return said(TABLES[table].get(value or "", value or ""))


def number(value: float | int | None) -> str:
    """A figure as its readers write it; in Chinese round tens of thousands become 万, no digit is lost."""
    return _number(value, language()) if value is not None else ""


@lru_cache(maxsize=4096)
def _number(value: float | int, code: str) -> str:
    whole = float(value).is_integer()
    if code == "zh" and whole and abs(value) >= 100_000 and value % 10_000 == 0:
        return f"{format_decimal(int(value) // 10_000)} 万"
    shown = format_decimal(int(value)) if whole else format_decimal(value, format="#,##0.######")
    return shown.replace("-", "−")


def without_nothing(data: dict[str, object]) -> dict[str, object]:
    """Structured data for machines says only what there is."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def day(value: date | datetime | None) -> str:
    """A date in the page's language."""
    return _day(value, language()) if value is not None else ""


@lru_cache(maxsize=4096)
def _day(value: date | datetime, code: str) -> str:
    return str(format_date(value, "long" if code == "zh" else "d MMM y"))


def moment(value: datetime | None) -> str:
    """A date with its time of day, Beijing time."""
    if value is None:
        return ""
    return format_datetime(value, "y年M月d日 HH:mm" if language() == "zh" else "d MMM y, HH:mm")


def partial(value: str | None) -> str:
    """A date of which the year, the month or the day is known; anything else is shown as it stands."""
    found = _PARTIAL.match(value or "")
    if not found:
        return value or ""
    year, month, of_month = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return f"{year}年" if language() == "zh" else str(year)
    if of_month is None:
        return f"{year}年{month}月" if language() == "zh" else format_date(date(year, month, 1), "MMM y")
    return day(date(year, month, of_month))
