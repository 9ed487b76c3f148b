"""A time zone as RFC 5545 has it (VTIMEZONE): every change of its offset within some years, from the tz database.

Onsets are written in the local time that held before the change, as 3.6.5 asks.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP = timedelta(days=7)  # no zone changes twice within a week
_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=256)
def text(zone: str, first_year: int, last_year: int) -> bytes:
    """The VTIMEZONE of a zone for events from one year to another, both included."""
    place = ZoneInfo(zone)
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    found = Timezone()
    found.add("tzid", zone)
    found.add_component(_observance(place, start, [start], since=True))
    groups: dict[tuple[timedelta, timedelta, str], list[datetime]] = {}
    for moment in _changes(place, start, datetime(last_year + 1, 1, 2, tzinfo=UTC)):
        before, after = (moment - _SECOND).astimezone(place), moment.astimezone(place)
        key = (_offset(before), _offset(after), after.tzname() or "")
        groups.setdefault(key, []).append(moment)
    for moments in groups.values():
        found.add_component(_observance(place, moments[0], moments))
    ical: bytes = found.to_ical()
    return ical


def _observance(
    place: ZoneInfo, first: datetime, moments: list[datetime], *, since: bool = False
) -> TimezoneStandard | TimezoneDaylight:
    after = first.astimezone(place)
    before = after if since else (first - _SECOND).astimezone(place)
    made = TimezoneDaylight() if after.dst() else TimezoneStandard()
    onsets = [(moment + _offset(before)).replace(tzinfo=None) for moment in moments]
    made.add("dtstart", onsets[0])
    if onsets[1:]:
        made.add("rdate", onsets[1:])
    made.add("tzoffsetfrom", _offset(before))
    made.add("tzoffsetto", _offset(after))
    made.add("tzname", after.tzname() or str(place))
    return made


def _changes(place: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which the offset changes, to the second."""
    while start < end:
        following = start + _STEP
        if _offset(start.astimezone(place)) != _offset(following.astimezone(place)):
            yield _between(place, start, following)
        start = following


def _between(place: ZoneInfo, low: datetime, high: datetime) -> datetime:
    was = _offset(low.astimezone(place))
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        if _offset(middle.astimezone(place)) == was:
            low = middle
        else:
            high = middle
    return high


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)
