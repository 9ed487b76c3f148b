"""Who comes to a meeting, on the pages: naming, answering by page, link and file, attendance, the calendar."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from platform_app.kernel import clock
from platform_app.media.keeping import Upload
from platform_app.meetings import queries_people, service_agenda_papers, service_answers
from platform_app.meetings.inputs_people import DelegateAnswer
from platform_app.meetings.models import Meeting
from tests import factories
from tests.cast import address, assemble
from tests.mailbox import Mailbox
from tests.media.samples import pdf
from tests.meetings.inviting import SOMEBODY, huang_for_fujian, name, reply
from tests.meetings.scene import Scene, in_empty_database, open_scene
from tests.web.browsing import Browser
from tests.web.test_budgets import counted
from tests.web.test_requests import send


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context():
        return in_empty_database()


@pytest.fixture
def closed(app: Flask) -> Scene:
    """A body that is not public."""
    with app.app_context():
        factories.make_fields()
        return open_scene(assemble(), is_public=False)


@pytest.fixture
def meeting(app: Flask, scene: Scene) -> Meeting:
    with app.app_context():
        return scene.convened(conference_url="https://v.example/1", place_zh="北京")


def test_a_coordinator_names_answers_and_withdraws(app: Flask, meeting: Meeting) -> None:
    huang, page = Browser(app, "huang"), f"/meetings/{meeting.id}/delegates"
    own = {"organisation": "350000", "language": "zh"}
    letter = (BytesIO(pdf()), "letter.pdf")
    assert send(huang, page, **own, email=SOMEBODY, name="李", capacity="substitute", file=letter).status_code == 303
    shown = huang.text(page)
    assert "李" in shown and SOMEBODY in shown and "/delegates/1/letter" in shown
    assert huang.client.get(f"{page}/1/letter").mimetype == "application/pdf"
    shen = Browser(app, "shen")
    assert "李" in shen.text(page) and SOMEBODY not in shen.text(page)
    assert shen.client.get(f"{page}/1/letter").status_code == 404
    assert send(huang, f"{page}/1/answer", answer="tentative", **{"comment-1": "看航班。"}).status_code == 303
    assert "看航班。" in shen.text(page)
    assert send(shen, f"{page}/1/withdrawal").status_code == 403
    assert send(huang, f"{page}/1/withdrawal").status_code == 303
    assert "李" not in huang.text(page)


def test_what_is_refused_keeps_what_was_typed(app: Flask, meeting: Meeting) -> None:
    huang, page = Browser(app, "huang"), f"/meetings/{meeting.id}/delegates"
    wrong = send(huang, page, organisation="350000", email="shen@cast.example", name="某人", capacity="member")
    assert wrong.status_code == 422 and "某人" in wrong.text and "another organisation" in wrong.text
    refused = send(huang, f"/meetings/{meeting.id}/replies", reply=(BytesIO(b"no calendar"), "x.ics"))
    assert refused.status_code == 422
    assert send(huang, f"/meetings/{meeting.id}/replies").status_code == 422


def test_an_answer_is_uploaded_as_a_calendar_file(app: Flask, scene: Scene, meeting: Meeting) -> None:
    with app.app_context():
        name(scene.cast.huang, meeting, scene.cast.fujian)
        file = (BytesIO(reply(meeting)), "reply.ics")
    assert send(Browser(app, "he"), f"/meetings/{meeting.id}/replies", reply=file).status_code == 303
    with app.app_context():
        assert [each.answer for each in queries_people.coming(meeting.id)] == ["accepted"]


def test_the_link_answers_when_its_form_is_sent_and_not_when_it_is_opened(
    app: Flask, scene: Scene, meeting: Meeting
) -> None:
    with app.app_context():
        name(scene.cast.huang, meeting, scene.cast.fujian)
    link = f"/meetings/answer/{Mailbox(app).secret(SOMEBODY, 'answer')}"
    reader = app.test_client()
    for _ in range(2):
        page = reader.get(link).text
        assert "第一次全体会议" in page
    with app.app_context():
        assert queries_people.coming(meeting.id)[0].answer == "needs_action"
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert reader.post(link, data={"csrf_token": token, "answer": "perhaps"}).status_code == 422
    done = reader.post(link, data={"csrf_token": token, "answer": "declined", "comment": "出差。"})
    assert done.status_code == 200 and "出差。" in done.text
    assert reader.get("/meetings/answer/unknown").status_code == 409
    with app.app_context():
        assert queries_people.coming(meeting.id)[0].answer == "declined"
    with clock.stopped_at(meeting.ends_at):
        assert "has begun" in reader.get(f"{link}?lang=en").text


def test_whoever_is_named_reads_a_closed_meeting_with_its_papers_and_nothing_around_it(
    app: Flask, closed: Scene
) -> None:
    with app.app_context():
        meeting = closed.convened(conference_url="https://v.example/1")
        item = closed.item(meeting, title_zh="统一验收口径")
        paper = service_agenda_papers.attach(
            closed.cast.he, meeting.id, item.id, Upload(BytesIO(pdf()), "a.pdf")
        ).papers[0]
    guest, page = Browser(app, "guest"), f"/meetings/{meeting.id}"
    file = f"{page}/papers/{paper['id']}/a.pdf"
    assert [guest.get(each).status_code for each in (page, file)] == [404, 404]
    assert "统一验收口径" not in guest.text("/meetings")
    with app.app_context():
        name(closed.cast.huang, meeting, closed.cast.fujian, address("guest"))
    shown = guest.text(page)
    assert "统一验收口径" in shown and "https://v.example/1" in shown and file in shown
    assert guest.get(file).mimetype == "application/pdf"
    assert page in guest.text("/meetings")
    for inner in (f"/bodies/{closed.body.id}", f"{page}/delegates", f"{page}/proposals", f"{page}/run"):
        assert inner not in shown and guest.get(inner).status_code in (403, 404), inner
    assert Browser(app, "lin").get(page).status_code == 404  # of a city that was not named


def test_the_secretariat_notes_who_is_there(app: Flask, scene: Scene, meeting: Meeting) -> None:
    with app.app_context():
        row = huang_for_fujian(scene, meeting)
        service_answers.answer(scene.cast.huang, meeting.id, DelegateAnswer(answer="accepted"))
    he, page = Browser(app, "he"), f"/meetings/{meeting.id}/attendance"
    assert send(he, f"{page}/accepted").status_code == 303
    plain = {"organisation": "350000", "name": "黄杉", "capacity": "member", "delegate": row.id}
    assert send(he, page, **plain, how="remote").status_code == 303
    assert send(he, page, organisation="M-SAC", name="主任", capacity="member", how="present").status_code == 303
    assert "主任" in he.text(page)
    assert send(he, f"{page}/1/leaving").status_code == 303
    assert send(he, f"{page}/2/removal").status_code == 303
    shown = he.text(page)
    assert "主任" not in shown and "has left" in shown
    assert send(he, page, organisation="330100", name="林晓", how="present").status_code == 422
    assert "Has left" not in Browser(app, "shen").text(page)
    assert Browser(app, "lin").client.get(page).status_code == 403


def test_the_calendar_shows_a_month_and_ones_own_deadlines(app: Flask, meeting: Meeting) -> None:
    reader, month = app.test_client(), f"{meeting.starts_at + timedelta(hours=8):%Y-%m}"
    for view in ("", "&view=list"):
        page = reader.get(f"/calendar?month={month}{view}&lang=zh").text
        assert "第一次全体会议" in page
    assert "第一次全体会议" not in reader.get("/calendar?month=2030-01&body=1&lang=zh").text
    for odd in ("month=2026-13", "month=x&view=x&body=x", "month=2099-12", "month=2000-01"):
        assert reader.get(f"/calendar?{odd}").status_code == 200


def test_feeds_answer_304_and_a_secret_address_is_revoked(app: Flask, meeting: Meeting) -> None:
    reader = app.test_client()
    for path in ("/calendar/public.ics", "/calendar/bodies/1.ics?lang=en", f"/calendar/meetings/{meeting.id}.ics"):
        first = reader.get(path)
        assert (first.status_code, first.mimetype) == (200, "text/calendar")
        assert meeting.uid in first.text and "v.example" not in first.text and first.headers["Last-Modified"]
        again = reader.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.text) == (304, "")
    huang = Browser(app, "huang")
    made = send(huang, "/calendar/key").text
    address = made.split("mine.ics?key=")[1].split("&amp;")[0]
    mine = reader.get(f"/calendar/mine.ics?key={address}")
    assert "v.example" in mine.text and "private" in mine.headers["Cache-Control"]
    known = {"If-None-Match": mine.headers["ETag"]}
    assert reader.get(f"/calendar/mine.ics?key={address}", headers=known).status_code == 304
    assert send(huang, "/calendar/key/revocation").status_code == 303
    for gone in (address, "", "x", "%00"):
        assert reader.get(f"/calendar/mine.ics?key={gone}").status_code == 404
    assert reader.get("/calendar/bodies/99.ics").status_code == 404


PAGES = ("/meetings/1/delegates", "/meetings/1/attendance", "/calendar", "/calendar?view=list", "/calendar/subscribe")


def test_pages_ask_at_most_ten_statements(
    app: Flask, scene: Scene, meeting: Meeting, subtests: pytest.Subtests
) -> None:
    with app.app_context():
        huang_for_fujian(scene, meeting)
        for number in range(9):
            name(scene.cast.shen, meeting, scene.cast.zhejiang, f"d{number}@outside.example")
        scene.attend(meeting, scene.cast.zhejiang)
    for who in ("he", "shen"):
        browser: Any = Browser(app, who)
        for path in PAGES:
            browser.text(path)
            with subtests.test(who=who, path=path):
                with counted(app) as statements:
                    browser.text(path)
                assert len(statements) <= 10, statements
