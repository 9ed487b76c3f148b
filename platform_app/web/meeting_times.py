"""When a meeting is, in its own time zone, as pages write it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask

from platform_app.meetings.models import Meeting
from platform_app.web.locale import language
from platform_app.wording import dates


def install(app: Flask) -> None:
    """Give templates the filters `hours` and `hour` of a meeting."""
    app.jinja_env.filters.update(hours=when, hour=first_hour)


def when(meeting: Meeting) -> str:
    """Its day, its hours and its zone; two days where it ends on another."""
    zone = ZoneInfo(meeting.time_zone)
    first, last = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    end = f"{last:%H:%M}" if last.date() == first.date() else f"{dates.day(last.date(), language())} {last:%H:%M}"
    return f"{dates.day(first.date(), language())} {first:%H:%M}–{end} ({meeting.time_zone})"


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
