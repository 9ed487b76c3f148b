"""How dates and periods are written: as precise as they are known (ISO 8601), in a language that is named."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date

from platform_app.kernel import clock
from platform_app.kernel.messages import Message, msg
from platform_app.wording import in_language, said

_KNOWN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?")
_WHOLE = {
    "zh": {"day": "y年M月d日", "month": "y年M月", "year": "y年"},
    "en": {"day": "d MMMM y", "month": "MMMM y", "year": "y"},
}
_QUARTERS = (
    msg("first quarter of {year}"),
    msg("second quarter of {year}"),
    msg("third quarter of {year}"),
    msg("fourth quarter of {year}"),
)
_MONTHS = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class _When:
    """A year, or a part of it: its first day, and how much of that is known."""

    first: date
    known: str  # year, quarter, month, day

    @property
    def last(self) -> date:
        """Its last day."""
        if self.known == "day":
            return self.first
        month = self.first.month + _MONTHS[self.known] - 1
        return date(self.first.year, month, monthrange(self.first.year, month)[1])


def day(value: date | datetime | None, language: str) -> str:
    """A date; of a moment, the day it was in Beijing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(clock.BEIJING).date()
    return _formatted(value, _WHOLE[language]["day"], language)


def moment(value: datetime | None, language: str) -> str:
    """A date with its time of day, Beijing time."""
    if value is None:
        return ""
    there = value.astimezone(clock.BEIJING)
    date_of = _formatted(there.date(), "y年M月d日" if language == "zh" else "d MMMM y", language)
    return f"{date_of}{' ' if language == 'zh' else ', '}{there:%H:%M}"


def partial(value: str | None, language: str) -> str:
    """A date of which a part is known, or a period between two of them: `2019`, `2019-Q4`, `2019-10/2021-11`.

    Anything else is free text and stands as it was typed, an impossible date too.
    """
    typed = value or ""
    start, slash, end = typed.partition("/")
    first, last = _read(start), _read(end)
    if first and not slash:
        return _said(first, language)
    if first and last and first.first <= last.last:
        return _between(first, last, language)
    return typed


def _read(typed: str) -> _When | None:
    found = _KNOWN.fullmatch(typed.strip())
    if found is None:
        return None
    year, quarter, month, of_month = (int(part) if part else None for part in found.groups())
    first_month = month or (quarter * 3 - 2 if quarter else 1)
    try:
        first = date(year or 0, first_month, of_month or 1)
    except ValueError:  # there is no such day
        return None
    return _When(first, "day" if of_month else "month" if month else "quarter" if quarter else "year")


def _said(when: _When, language: str) -> str:
    if when.known == "quarter":
        with in_language(language):
            return said(_quarter(when.first))
    return _formatted(when.first, _WHOLE[language][when.known], language)


def _quarter(first: date) -> Message:
    return Message(_QUARTERS[first.month // 3].template, {"year": first.year})


def _between(first: _When, last: _When, language: str) -> str:
    """What both share is said once: Chinese leaves it out of the second, English out of the first."""
    start, end = _said(first, language), _said(last, language)
    if first == last:
        return start
    shared = _shared(first, last)
    if shared and language == "zh":
        end = _without(last, shared, "zh")
    elif shared:
        start = _without(first, shared, "en")
    with in_language(language):
        return said(msg("{start} to {end}", start=start, end=end))


def _shared(first: _When, last: _When) -> str | None:
    if first.known != last.known or first.known not in ("month", "day") or first.first.year != last.first.year:
        return None
    return "month" if first.known == "day" and first.first.month == last.first.month else "year"


def _without(when: _When, shared: str, language: str) -> str:
    patterns = {
        "zh": {("day", "month"): "d日", ("day", "year"): "M月d日", ("month", "year"): "M月"},
        "en": {("day", "month"): "d", ("day", "year"): "d MMMM", ("month", "year"): "MMMM"},
    }
    return _formatted(when.first, patterns[language][when.known, shared], language)


@lru_cache(maxsize=4096)
def _formatted(value: date, pattern: str, language: str) -> str:
    return format_date(value, pattern, locale=language)
