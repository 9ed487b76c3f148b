"""An iTIP REPLY is taken from whom it may be taken, and everything else is refused and changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, vCalAddress

from platform_app.access.actor import SYSTEM
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.meetings import itip, queries, queries_people, service, service_answers
from platform_app.meetings.models import Meeting
from tests.meetings.inviting import SOMEBODY, name, reply
from tests.meetings.scene import LENGTH, Scene, meeting_content


def test_an_answer_from_a_calendar_program_is_taken(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    name(cast.huang, convened, cast.fujian)
    for who, said in ((SYSTEM, "TENTATIVE"), (cast.he, "DECLINED"), (cast.huang, "ACCEPTED")):
        row = service_answers.take_reply(who, reply(convened, SOMEBODY.upper(), said, comment="坐火车来。"))
        assert (row.answer, row.via, row.comment) == (said.lower(), "itip", "坐火车来。")


def test_a_whole_mail_is_taken_too(scene: Scene, convened: Meeting) -> None:
    name(scene.cast.huang, convened, scene.cast.fujian)
    mail = (
        b"From: x\r\nSubject: Accepted\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8"
        b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + reply(convened)
    )
    assert service_answers.take_reply(SYSTEM, mail).answer == "accepted"


def two_people() -> list[vCalAddress]:
    return [vCalAddress(f"mailto:{each}") for each in (SOMEBODY, "x@outside.example")]


NO_ANSWERS: list[dict[str, Any]] = [
    {"method": "REQUEST"},
    {"method": None},
    {"uid": "meeting-another"},
    {"email": "stranger@outside.example"},
    {"answer": "NEEDS-ACTION"},
    {"answer": "DELEGATED"},
    {"attendee": two_people()},
    {"attendee": None},
    {"attendee": vCalAddress("urn:nobody")},
    {"dtstamp": None},
    {"stamp": clock.now() + timedelta(days=400)},
]


def test_what_is_no_answer_to_this_invitation_is_refused(
    scene: Scene, convened: Meeting, subtests: pytest.Subtests
) -> None:
    row = name(scene.cast.huang, convened, scene.cast.fujian)
    for parts in NO_ANSWERS:
        with subtests.test(parts=parts):
            with pytest.raises(Invalid) as refused:
                service_answers.take_reply(SYSTEM, reply(convened, **parts))
            assert list(refused.value.errors) == ["file"]
            assert queries_people.delegate(convened.id, row.id).answer == "needs_action"


NO_CALENDARS: list[bytes] = [b"", b"hello", b"\xff\xfe", b"BEGIN:VCALENDAR\r\nEND:VEVENT", b"x" * 300_000]


def test_what_is_no_calendar_is_refused(scene: Scene, subtests: pytest.Subtests) -> None:
    for content in NO_CALENDARS:
        with subtests.test(content=content), pytest.raises(Invalid):
            service_answers.take_reply(SYSTEM, content)


def test_an_answer_to_an_earlier_invitation_and_an_older_one_are_refused(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    row = name(cast.huang, convened, cast.fujian)
    now = clock.now().replace(microsecond=0)
    before = reply(convened, stamp=now + timedelta(seconds=1))
    service_answers.take_reply(SYSTEM, reply(convened, answer="DECLINED", stamp=now + timedelta(seconds=5)))
    with pytest.raises(Conflict) as older:
        service_answers.take_reply(SYSTEM, before)
    later = convened.starts_at + timedelta(days=1)
    version = queries.get(cast.he, convened.id).version
    service.edit(cast.he, convened.id, version, meeting_content(starts_at=later, ends_at=later + LENGTH))
    with pytest.raises(Conflict) as outdated:
        service_answers.take_reply(SYSTEM, reply(convened, stamp=now + timedelta(seconds=9)))
    assert (older.value.code, outdated.value.code) == ("reply_superseded", "reply_outdated")
    assert queries_people.delegate(convened.id, row.id).answer == "declined"


def test_an_answer_after_the_meeting_and_for_others_is_refused(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    name(cast.huang, convened, cast.fujian)
    with pytest.raises(Invalid):  # Zhejiang may not answer for Fujian, nor learn who was named
        service_answers.take_reply(cast.shen, reply(convened))
    with pytest.raises(Invalid):
        service_answers.take_reply(cast.he, reply(convened), meeting_id=convened.id + 1)
    with clock.stopped_at(convened.ends_at), pytest.raises(Conflict) as late:
        service_answers.take_reply(SYSTEM, reply(convened))
    assert late.value.code == "meeting_begun"


LINES = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "METHOD:REPLY", "UID:x", "SEQUENCE:x",
        "SEQUENCE:99999999999999999999", "DTSTAMP:20261301T000000Z", "DTSTAMP;TZID=Nowhere/X:20260101T000000",
        "DTSTAMP:20260101T000000Z", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example", "ATTENDEE:mailto:",
        "ATTENDEE;PARTSTAT=:", "COMMENT:\u4f60", "RRULE:FREQ=X", "DTSTART;VALUE=DATE:2026", ":", ";", "X",
        "BEGIN:VTIMEZONE", "TZID:\x01", "END:VTIMEZONE", "DURATION:P", "GEO:1",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=14), st.binary(max_size=12))
def test_whatever_strangers_write_is_an_answer_or_a_clear_refusal(lines: list[str], noise: bytes) -> None:
    body = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]).encode() + noise
    fields: list[str] = []
    try:
        assert itip.read(body).answer in itip.ANSWERS.values()
    except Invalid as refused:
        fields = list(refused.errors)
    assert fields in ([], ["file"])


def test_an_invitation_is_no_answer(scene: Scene) -> None:
    calendar = Calendar()
    calendar.add("method", "REPLY")
    with pytest.raises(Invalid):
        itip.read(calendar.to_ical())
