"""When mail may come: pure rules over moments, a person's time zone and her quiet hours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DIGEST_AT = time(8, 0)
MONDAY = 0


@dataclass(frozen=True)
class Hours:
    """Where she is, and when she is left alone; quiet hours may go over midnight."""

    zone: ZoneInfo
    quiet_from: time | None = None
    quiet_until: time | None = None


def hours(zone: str, quiet_from: str | None, quiet_until: str | None) -> Hours:
    """The same out of what is stored."""
    start, end = (time.fromisoformat(each) if each else None for each in (quiet_from, quiet_until))
    return Hours(ZoneInfo(zone), start, end)


def is_quiet(now: datetime, her: Hours) -> bool:
    """Whether she wants no mail at this moment."""
    return _within(now.astimezone(her.zone).time(), her)


def last_due(how: str, now: datetime, her: Hours) -> datetime:
    """When her last digest was due: today at eight or on Monday at eight, or when her quiet hours end after that."""
    local = now.astimezone(her.zone)
    day = local.date()
    if how == "weekly":
        day -= timedelta(days=(day.weekday() - MONDAY) % 7)
    step = timedelta(days=7 if how == "weekly" else 1)
    due = _due_on(day, her)
    return due if due <= now else _due_on(day - step, her)


def _due_on(day: date, her: Hours) -> datetime:
    at = DIGEST_AT
    if _within(at, her) and her.quiet_until is not None:
        at = her.quiet_until
    return datetime.combine(day, at, her.zone)


def _within(at: time, her: Hours) -> bool:
    start, end = her.quiet_from, her.quiet_until
    if start is None or end is None:
        return False
    at = at.replace(tzinfo=None)
    return start <= at < end if start < end else at >= start or at < end
