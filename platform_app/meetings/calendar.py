"""Meetings as calendars have them (RFC 5545): an event for everybody, and the invitation of one delegate (RFC 5546).

The UID of an event is `Meeting.uid` as it stands: it names no host (RFC 7986, 5.3), so that it stays the same when the
platform moves. SEQUENCE is `Meeting.sequence`. What is published has no METHOD, so its DTSTAMP is when the meeting last
changed (RFC 5545, 3.8.7.2), and the same content gives the same bytes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText, vUri
from icalendar.parser import Contentline

from platform_app.accounts.credentials import mail_address
from platform_app.config import Settings
from platform_app.kernel import clock
from platform_app.meetings import zones
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_people import Delegate

PRODUCT = "-//City Exchange//Meetings//EN"
MEDIA_TYPE = "text/calendar"
REFRESH = timedelta(hours=1)
STATUS = {"planned": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}  # every other is CONFIRMED
ROLES = {"member": "REQ-PARTICIPANT", "substitute": "REQ-PARTICIPANT"}  # every other is OPT-PARTICIPANT
LONGEST_LINE = 75  # octets (RFC 5545, 3.1)
MOST_TEXTS = 10_000
_texts: dict[tuple[object, ...], bytes] = {}  # of events as they were last written: a calendar has many
_END = b"END:VCALENDAR\r\n"
_ZONE = re.compile(rb";TZID=([^:;\r\n]+):(\d{4})")


@dataclass(frozen=True)
class Publisher:
    """Who publishes: the site's names and address, and the mailbox that answers go to."""

    url: str
    mailbox: str
    names: Mapping[str, str]


_publisher = Publisher("", "", {"zh": "", "en": ""})


def install(settings: Settings) -> None:
    """Set who publishes."""
    global _publisher
    names = {"zh": settings.site_name_zh, "en": settings.site_name_en}
    _publisher = Publisher(settings.public_url.rstrip("/"), parseaddr(settings.mail_from)[1], names)


def publisher() -> Publisher:
    """Who publishes."""
    return _publisher


def event_text(meeting: Meeting, language: str, *, inside: bool = False) -> bytes:
    """A meeting as VEVENT; `inside` is for those who see its conference link. Its body is read with it."""
    key = (meeting.uid, meeting.version, meeting.body.version, language, inside, _publisher.url)
    found = _texts.get(key)
    if found is None:
        if len(_texts) >= MOST_TEXTS:
            _texts.clear()
        found = _texts[key] = _written(meeting, language, inside=inside)
    return found


def forget() -> None:
    """Forget the texts of events, as a process that has just started."""
    _texts.clear()


def enclosed(
    parts: Iterable[bytes], *, name: str | None = None, source: str | None = None, method: str | None = None
) -> bytes:
    """Components as one calendar with the time zones they speak of; with a `name` one to subscribe to (RFC 7986)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if method is not None:
        calendar.add("method", method)
    if name is not None:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)  # what programs read that are older than RFC 7986
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("url", vUri(f"{_publisher.url}/calendar"))
    if source is not None:
        calendar.add("source", vUri(source), parameters={"VALUE": "URI"})
    body = b"".join(parts)
    return b"".join([calendar.to_ical().removesuffix(_END), *_zones_of(body), body, _END])


def invitation(meeting: Meeting, delegate: Delegate) -> bytes:
    """What a delegate is invited by, or told of a change by: METHOD:REQUEST with her as ATTENDEE."""
    event = _event(meeting, delegate.language)
    _address(event, meeting, delegate)
    return enclosed([event.to_ical()], method="REQUEST")


def cancellation(meeting: Meeting, delegate: Delegate) -> bytes:
    """METHOD:CANCEL: of the meeting, or for one who is not sent any more; then without STATUS (RFC 5546, 3.2.5)."""
    event = _event(meeting, delegate.language)
    if meeting.status != "cancelled":
        del event["STATUS"]
    _address(event, meeting, delegate)
    return enclosed([event.to_ical()], method="CANCEL")


def last_changed(meetings: Iterable[Meeting]) -> datetime | None:
    """When the newest of these changes was."""
    return max((each.updated_at for each in meetings), default=None)


def titled(meeting: Meeting, language: str) -> str:
    """Its title in a language, or in the one there is."""
    return (meeting.title_en if language == "en" else meeting.title_zh) or meeting.title_zh


def placed(meeting: Meeting, language: str) -> str:
    """Its place, likewise."""
    own, other = meeting.place_zh, meeting.place_en
    return (other or own) if language == "en" else (own or other)


def _written(meeting: Meeting, language: str, *, inside: bool) -> bytes:
    """The lines of an event. A calendar has thousands: `icalendar` escapes and folds; no objects are built."""
    zone, page = ZoneInfo(meeting.time_zone), f"{_publisher.url}/meetings/{meeting.id}"
    body = meeting.body.name_en if language == "en" else meeting.body.name_zh
    lines = [
        "BEGIN:VEVENT",
        f"UID:{meeting.uid}",
        f"SEQUENCE:{meeting.sequence}",
        f"DTSTAMP:{meeting.updated_at:%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{meeting.updated_at:%Y%m%dT%H%M%SZ}",
        _local("DTSTART", meeting.starts_at, zone),
        _local("DTEND", meeting.ends_at, zone),
        f"SUMMARY:{_escaped(titled(meeting, language))}",
        "DESCRIPTION:" + _escaped(f"{body}\n{page}"),
        f"STATUS:{STATUS.get(meeting.status, 'CONFIRMED')}",
        f"URL:{page}",
    ]
    if place := placed(meeting, language):
        lines.append(f"LOCATION:{_escaped(place)}")
    if inside and meeting.conference_url:
        label = "Join" if language == "en" else "视频会议"
        lines.append(f"CONFERENCE;VALUE=URI;LABEL={label}:{meeting.conference_url}")
    return b"".join(_folded(line) for line in [*lines, "END:VEVENT"])


def _local(name: str, moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{name}:{local:%Y%m%dT%H%M%SZ}" if zone.key == "UTC" else f"{name};TZID={zone}:{local:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    return vText(text).to_ical().decode()


def _folded(line: str) -> bytes:
    raw = line.encode()
    return (raw if len(raw) <= LONGEST_LINE else Contentline(line).to_ical()) + b"\r\n"


def _event(meeting: Meeting, language: str) -> Event:
    event = Event.from_ical(event_text(meeting, language, inside=True))
    assert isinstance(event, Event)
    return event


def _address(event: Event, meeting: Meeting, delegate: Delegate) -> None:
    del event["DTSTAMP"]
    event.add("dtstamp", clock.now().replace(microsecond=0))
    organizer = vCalAddress(f"mailto:{_publisher.mailbox}")
    organizer.params["CN"] = meeting.body.name_en if delegate.language == "en" else meeting.body.name_zh
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{mail_address(delegate.email)}")
    chairs = meeting.chair_id is not None and meeting.chair_id == delegate.person_id
    attendee.params["CN"] = delegate.name
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "CHAIR" if chairs else ROLES.get(delegate.capacity, "OPT-PARTICIPANT")
    attendee.params["PARTSTAT"] = _part_stat(meeting, delegate)
    attendee.params["RSVP"] = "TRUE"
    event.add("attendee", attendee)


def _part_stat(meeting: Meeting, delegate: Delegate) -> str:
    """An answer to an earlier invitation is none to this one."""
    is_current = (delegate.answered_sequence or 0) >= meeting.sequence
    return delegate.answer.upper().replace("_", "-") if is_current else "NEEDS-ACTION"


def _zones_of(body: bytes) -> list[bytes]:
    years: dict[bytes, list[int]] = {}
    for zone, year in _ZONE.findall(body):
        years.setdefault(zone, []).append(int(year))
    return [zones.text(zone.decode(), min(found) - 1, max(found) + 1) for zone, found in sorted(years.items())]
