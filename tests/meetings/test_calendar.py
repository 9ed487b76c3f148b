"""Meetings as calendars have them: two independent parsers agree, lines are folded, zones are right across DST."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from platform_app.access.actor import SYSTEM
from platform_app.accounts import service_people
from platform_app.accounts.inputs import Refusal
from platform_app.exports import calendars
from platform_app.kernel.errors import NotFound
from platform_app.meetings import calendar, queries, queries_calendar, queries_people, service, service_calendar, zones
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.models import Body, Meeting
from tests.meetings.inviting import huang_for_fujian, name
from tests.meetings.scene import LENGTH, Scene, meeting_content

LONG = "城市标准化联席会议，第一次全体会议；关于老旧小区加装电梯的标准、补贴与经验交流：" * 3


def lines_of(body: bytes) -> Iterator[bytes]:
    assert body.endswith(b"\r\n") and b"\n" not in body.replace(b"\r\n", b"")
    yield from body.removesuffix(b"\r\n").split(b"\r\n")


def checked(body: bytes) -> tuple[Any, Any]:
    """The file read by both parsers, after its lines were measured."""
    for line in lines_of(body):
        assert len(line) <= 75, line
        line.decode("utf-8")  # no character is cut in two
    return Calendar.from_ical(body), vobject.readOne(body.decode())


def only_event(body: bytes) -> Event:
    (event,) = checked(body)[0].walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_two_parsers_read_the_same(scene: Scene) -> None:
    meeting = scene.convened(title_zh=LONG[:150], place_zh="北京，海淀区；一号楼", conference_url="https://v.example/1")
    scene.planned()
    body = calendars.public("zh").body
    ours, theirs = checked(body)
    (event,) = ours.walk("VEVENT")
    assert str(event["SUMMARY"]) == theirs.vevent.summary.value == LONG[:150]
    assert str(event["LOCATION"]) == theirs.vevent.location.value == "北京，海淀区；一号楼"
    assert event["DTSTART"].dt == theirs.vevent.dtstart.value == meeting.starts_at.replace(microsecond=0)
    assert str(event["UID"]) == theirs.vevent.uid.value == meeting.uid
    assert str(event["STATUS"]) == theirs.vevent.status.value == "CONFIRMED"
    assert (int(event["SEQUENCE"]), event["DTSTAMP"].dt) == (0, event["LAST-MODIFIED"].dt)
    assert "METHOD" not in ours and "ATTENDEE" not in event and "CONFERENCE" not in event
    assert str(ours["REFRESH-INTERVAL"].to_ical(), "ascii") == "PT1H" and "公开会议" in str(ours["NAME"])
    assert "TZID:Asia/Shanghai" in body.decode()


def test_an_invitation_is_a_request_to_one_person(scene: Scene) -> None:
    meeting = scene.convened(conference_url="https://v.example/1")
    row = huang_for_fujian(scene, meeting)
    body = calendar.invitation(queries.get(SYSTEM, meeting.id), queries_people.delegate(meeting.id, row.id))
    ours, theirs = checked(body)
    event = only_event(body)
    assert str(ours["METHOD"]) == theirs.method.value == "REQUEST"
    attendee = event["ATTENDEE"]
    assert str(attendee) == theirs.vevent.attendee.value == "mailto:huang@cast.example"
    assert [attendee.params[key] for key in ("ROLE", "PARTSTAT", "RSVP", "CN")] == [
        "REQ-PARTICIPANT", "NEEDS-ACTION", "TRUE", "黄杉",
    ]  # fmt: skip
    assert str(event["ORGANIZER"]).startswith("mailto:") and str(event["CONFERENCE"]) == "https://v.example/1"
    uninvited = only_event(calendar.cancellation(queries.get(SYSTEM, meeting.id), row))
    assert "STATUS" not in uninvited


def test_a_change_raises_the_sequence_and_a_cancellation_says_so_in_its_status(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    row = name(cast.huang, convened, cast.fujian, capacity="observer")
    later = convened.starts_at + timedelta(days=1)
    version = queries.get(cast.he, convened.id).version
    service.edit(cast.he, convened.id, version, meeting_content(starts_at=later, ends_at=later + LENGTH))
    service.cancel(cast.he, convened.id, WithReason(reason="不开了。"))
    now = queries.get(SYSTEM, convened.id)
    body = calendar.cancellation(now, queries_people.delegate(convened.id, row.id))
    event = only_event(body)
    assert b"METHOD:CANCEL\r\n" in body
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])) == (convened.uid, 2, "CANCELLED")
    assert event["ATTENDEE"].params["ROLE"] == "OPT-PARTICIPANT"
    published = only_event(calendars.public("en").body)
    assert (str(published["STATUS"]), "cancel" in str(published["SUMMARY"]).lower()) == ("CANCELLED", False)


def test_a_postponed_meeting_is_tentative_and_its_answers_are_asked_anew(scene: Scene, convened: Meeting) -> None:
    row = huang_for_fujian(scene, convened)
    service.postpone(scene.cast.he, convened.id, WithReason(reason="场地未定。"))
    event = only_event(calendar.invitation(queries.get(SYSTEM, convened.id), row))
    assert (str(event["STATUS"]), event["ATTENDEE"].params["PARTSTAT"]) == ("TENTATIVE", "NEEDS-ACTION")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC"])
def test_zones_are_right_at_every_hour_around_a_change(zone: str) -> None:
    text = b"BEGIN:VCALENDAR\r\n" + zones.text(zone, 2026, 2028) + b"END:VCALENDAR\r\n"
    assert all(len(line) <= 75 for line in lines_of(text))
    read, place = tzical(StringIO(text.decode())).get(zone), ZoneInfo(zone)
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    while moment < datetime(2028, 12, 30, tzinfo=UTC):
        local = moment.astimezone(place)
        naive = local.replace(tzinfo=None, fold=0)
        if not local.fold and naive + timedelta(hours=2) != naive:
            assert naive.replace(tzinfo=read).utcoffset() == local.utcoffset(), local
        moment += timedelta(hours=5 if moment.month not in (3, 4, 10, 11) else 1)


def test_a_meeting_in_berlin_keeps_its_hour_across_the_change(scene: Scene, subtests: pytest.Subtests) -> None:
    days = ("2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31")
    meetings = [
        scene.convened(
            starts_at=f"{day}T09:00", ends_at=f"{day}T12:00", time_zone="Europe/Berlin", papers_due_on="2026-12-31"
        )
        for day in days
    ]
    ours, theirs = checked(calendars.public("en").body)
    read = [[event["DTSTART"].dt for event in ours.walk("VEVENT")], [e.dtstart.value for e in theirs.vevent_list]]
    for day, meeting, *found in zip(days, meetings, *(sorted(each) for each in read), strict=True):
        with subtests.test(day):
            assert [(each.astimezone(UTC), each.hour) for each in found] == [(meeting.starts_at, 9)] * 2


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=2, max_size=160))
def test_any_title_comes_back_whole_in_lines_of_75_octets(title: str) -> None:
    at = datetime(2027, 3, 1, 1, tzinfo=UTC)
    meeting = Meeting(
        id=1, uid=f"meeting-{title}", version=1, title_zh=title, place_zh=title, place_en="", title_en="",
        starts_at=at, ends_at=at + LENGTH, time_zone="Asia/Shanghai", status="convened", sequence=0, updated_at=at,
        body=Body(name_zh=title, name_en=title, version=1),
    )  # fmt: skip
    body = calendar.enclosed([calendar.event_text(meeting, "zh")])
    assert all(len(line) <= 75 for line in lines_of(body))
    assert str(only_event(body)["SUMMARY"]) == title


def test_ones_own_calendar_has_what_one_may_see_now_and_deadlines(scene: Scene, platform: Flask) -> None:
    cast = scene.cast
    meeting = scene.planned(conference_url="https://v.example/1")
    secret = service_calendar.make_key(cast.huang)
    reader = queries_calendar.reader_behind(secret)
    event = only_event(calendars.mine(reader, "zh").body)
    assert (str(event["UID"]), str(event["STATUS"])) == (meeting.uid, "TENTATIVE")
    assert str(event["CONFERENCE"]) == "https://v.example/1"
    assert calendars.mine(cast.lin, "zh").body.count(b"BEGIN:VEVENT") == 0
    service_people.suspend(cast.tang, cast.huang.id or 0, Refusal(reason="离任。"))
    with pytest.raises(NotFound):
        queries_calendar.reader_behind(secret)
    service_people.reinstate(cast.tang, cast.huang.id or 0)
    again = service_calendar.make_key(cast.huang)
    for gone in (secret, "unknown"):
        with pytest.raises(NotFound):
            queries_calendar.reader_behind(gone)
    service_calendar.revoke_key(cast.huang)
    with pytest.raises(NotFound):
        queries_calendar.reader_behind(again)
