"""When a meeting is, in its own time zone, as pages write it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, get_timezone_location
from flask import Flask

from platform_app.kernel import clock
from platform_app.meetings.models import Meeting
from platform_app.web.locale import language


def install(app: Flask) -> None:
    """Give templates the filters `hours` and `hour` of a meeting."""
    app.jinja_env.filters.update(hours=when, hour=first_hour)


def when(meeting: Meeting) -> str:
    """Its day and hours in its own time zone, which is named where it is not Beijing's."""
    zone = ZoneInfo(meeting.time_zone)
    starts, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    whole = "y年M月d日（EEE）HH:mm" if language() == "zh" else "EEE d MMMM y, HH:mm"
    until = "HH:mm" if ends.date() == starts.date() else whole
    text = f"{_written(starts, whole, zone)}–{_written(ends, until, zone)}"
    if meeting.time_zone == clock.BEIJING.key:
        return text
    return f"{text} ({get_timezone_location(zone, locale=language())})"


def in_beijing(meeting: Meeting) -> str | None:
    """When it begins in Beijing, for a meeting in another time zone."""
    if meeting.time_zone == clock.BEIJING.key:
        return None
    pattern = "M月d日 HH:mm" if language() == "zh" else "d MMMM, HH:mm"
    return _written(meeting.starts_at.astimezone(clock.BEIJING), pattern, clock.BEIJING)


def first_hour(meeting: Meeting) -> str:
    """When it begins, of the day."""
    return hour(meeting, meeting.starts_at)


def hour(meeting: Meeting, moment: datetime | None) -> str:
    """A time of day at the meeting."""
    return f"{moment.astimezone(ZoneInfo(meeting.time_zone)):%H:%M}" if moment else ""


def days(meeting: Meeting) -> tuple[date, date]:
    """Its first and last day where it takes place."""
    zone = ZoneInfo(meeting.time_zone)
    return meeting.starts_at.astimezone(zone).date(), meeting.ends_at.astimezone(zone).date()


def _written(moment: datetime, pattern: str, zone: ZoneInfo) -> str:
    return format_datetime(moment, pattern, tzinfo=zone, locale=language())
