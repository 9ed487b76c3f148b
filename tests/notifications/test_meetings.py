"""Who is told what of a meeting, each once; the invitation goes with the letter, over a real SMTP conversation too."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings import queries, service, service_answers, service_delegates
from platform_app.meetings.inputs import Convocation, WithReason
from platform_app.meetings.inputs_people import DelegateAnswer
from platform_app.notifications.models import QueuedMail
from tests import factories
from tests.cast import address, assemble
from tests.mailbox import Mailbox, text_of
from tests.meetings.inviting import SOMEBODY, huang_for_fujian, name
from tests.meetings.scene import LENGTH, Scene, in_empty_database, meeting_content, open_scene
from tests.notifications.test_notices import got
from tests.notifications.test_smtp import Postbox, server

BECAUSE = WithReason(reason="场地未定。")


@pytest.fixture
def scene(platform: Flask) -> Scene:
    return in_empty_database()


@pytest.fixture
def mailbox(platform: Flask) -> Mailbox:
    return Mailbox(platform)


def part(message: EmailMessage) -> Any:
    """The invitation in a mail, read."""
    found = message.get_body(("calendar",)) or next(
        each for each in message.walk() if each.get_content_type() == "text/calendar"
    )
    content = found.get_payload(decode=True)
    assert isinstance(content, bytes) and b"\r\n" in content
    assert found.get_content_charset() == "utf-8"
    calendar = Calendar.from_ical(content)
    assert found.get_param("method") == str(calendar["METHOD"])
    return calendar


def subjects(mailbox: Mailbox, email: str) -> list[str]:
    found = [message["Subject"].partition("】")[2] for message in mailbox.to(email)]
    mailbox.outbox[:] = [each for each in mailbox.outbox if each["To"].addresses[0].addr_spec != email]
    return found


def test_coordinators_are_asked_for_names_each_once(scene: Scene, mailbox: Mailbox) -> None:
    cast = scene.cast
    meeting = scene.planned()
    assert mailbox.outbox == []
    service.convene(cast.he, meeting.id, Convocation(words="请带去年的总结。"))
    letter = text_of(mailbox.to(cast.shen.email)[-1])
    assert "请带去年的总结。" in letter and f"/meetings/{meeting.id}/delegates" in letter
    for who in (cast.shen, cast.huang, cast.qi, scene.ministry):
        assert got(mailbox, who) == ["请报参会人员：第一次全体会议"]
    assert len(got(mailbox, cast.amal)) == 1
    assert mailbox.outbox == []


def test_a_delegate_is_invited_and_follows_the_meeting_to_its_end(scene: Scene, mailbox: Mailbox) -> None:
    cast, meeting = scene.cast, scene.convened()
    mailbox.outbox.clear()
    huang_for_fujian(scene, meeting)
    (invited,) = mailbox.to(cast.huang.email)
    event = part(invited).walk("VEVENT")[0]
    assert (str(part(invited)["METHOD"]), str(event["ATTENDEE"])) == ("REQUEST", f"mailto:{address('huang')}")
    name(cast.huang, meeting, cast.fujian)
    no = name(cast.huang, meeting, cast.fujian, "no@outside.example")
    service_answers.answer(cast.huang, meeting.id, DelegateAnswer(delegate=no.id, answer="declined"))
    mailbox.outbox.clear()
    later = meeting.starts_at + timedelta(days=9)
    version = queries.get(cast.he, meeting.id).version
    service.edit(cast.he, meeting.id, version, meeting_content(starts_at=later, ends_at=later + LENGTH))
    assert subjects(mailbox, SOMEBODY) == got(mailbox, cast.huang) == ["会议有变动：第一次全体会议"]
    service.postpone(cast.he, meeting.id, BECAUSE)
    assert got(mailbox, cast.huang) == subjects(mailbox, SOMEBODY) == ["会议延期：第一次全体会议"]
    assert got(mailbox, cast.shen) == ["会议延期：第一次全体会议"], "who has named nobody hears of it too"
    service.convene(cast.he, meeting.id, Convocation())
    assert got(mailbox, cast.huang) == subjects(mailbox, SOMEBODY) == ["会议邀请：第一次全体会议"]
    assert got(mailbox, cast.shen) == ["请报参会人员：第一次全体会议"]
    service.cancel(cast.he, meeting.id, BECAUSE)
    cancelled = part(mailbox.to(SOMEBODY)[-1])
    assert (str(cancelled["METHOD"]), str(cancelled.walk("VEVENT")[0]["STATUS"])) == ("CANCEL", "CANCELLED")
    assert got(mailbox, cast.huang) == ["会议取消：第一次全体会议"]
    assert subjects(mailbox, "no@outside.example") == []


def test_who_is_withdrawn_gets_a_cancellation_and_nothing_after(scene: Scene, mailbox: Mailbox) -> None:
    cast, meeting = scene.cast, scene.convened()
    row = name(cast.huang, meeting, cast.fujian, language="en")
    service_delegates.withdraw(cast.huang, meeting.id, row.id)
    letter = mailbox.to(SOMEBODY)[-1]
    assert "You are not named any more" in letter["Subject"] and str(part(letter)["METHOD"]) == "CANCEL"
    mailbox.outbox.clear()
    service.cancel(cast.he, meeting.id, BECAUSE)
    assert mailbox.to(SOMEBODY) == []


@pytest.mark.databases("sqlite")
def test_an_invitation_travels_by_smtp_and_leaves_no_trace(make_app: Callable[..., Flask]) -> None:
    postbox = Postbox()
    with server(postbox) as port:
        app = make_app(mailer="smtp", smtp_host="127.0.0.1", smtp_port=port, mail_from="会务 <meet@exchange.example>")
        with app.app_context(), clock.stopped_at(clock.now()):
            factories.make_fields()
            scene = open_scene(assemble())
            meeting = scene.convened(place_zh="北京，海淀区")
            name(scene.cast.huang, meeting, scene.cast.fujian)
            kept = db.session.execute(select(QueuedMail.body, QueuedMail.calendar)).all()
    assert set(kept) == {(None, None)}
    (letter,) = [message for message in postbox.messages if SOMEBODY in message["To"]]
    assert letter.get_content_type() == "multipart/alternative"
    event = part(letter).walk("VEVENT")[0]
    assert (str(event["LOCATION"]), str(event["ORGANIZER"])) == ("北京，海淀区", "mailto:meet@exchange.example")
    assert "/meetings/answer/" in text_of(letter)
