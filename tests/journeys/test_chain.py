"""From a city's question to a resolution carried out: six people on three levels, and the chain read from both ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.levels import Role
from platform_app.accounts import queries, service_people, service_seats
from platform_app.accounts.inputs import NewPerson
from platform_app.cases import queries as cases
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings.models import Meeting
from tests.journeys.conftest import PASSWORD
from tests.mailbox import Mailbox, text_of

QUESTION = "加装电梯的验收用哪一项标准"
DECIDED = "关于统一加装电梯验收依据的决议"
TASK = "编写加装电梯验收指引"


def seat(app: Flask, name: str, called: str, code: str) -> None:
    """Somebody who writes and signs off for an organisation that has nobody in the demonstration."""
    with app.app_context():
        new = {"email": f"{name}@demo.example", "name": called, "password": PASSWORD, "is_demo": True}
        person = service_people.put_person(SYSTEM, NewPerson.model_validate(new))
        for role in (Role.EDITOR, Role.COORDINATOR):
            service_seats.grant_seat(SYSTEM, queries.organisation_by_code(SYSTEM, code).id, person.id, role)


def meanwhile(app: Flask, **values: Any) -> None:
    """Time passes for the meeting: a browser cannot wait for days."""
    with app.app_context():
        meeting = db.session.scalars(db.select(Meeting).order_by(Meeting.id.desc())).first()
        for name, value in values.items():
            setattr(meeting, name, value)
        db.session.commit()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_citys_question_becomes_a_resolution_that_is_carried_out(app: Flask, sign_in: Callable[..., Page]) -> None:
    seat(app, "ministry", "孟岩", "M-MOHURD")
    with app.app_context():
        case_id = cases.by_slug(ANONYMOUS, "xiamen-yundang-lake").id

    editor = sign_in("editor")  # the city asks its province
    editor.goto("/requests/new")
    editor.check("input[name=asked][value='330000']")
    editor.fill("input[name=title]", QUESTION)
    editor.fill("textarea[name=text]", "街道反映验收口径不一，请问依据哪一项标准？")
    press(editor, "发送")
    expect(editor.locator("h1")).to_contain_text(QUESTION)
    request = "/" + editor.url.split("/", 3)[3].split("?")[0]

    secretariat = sign_in("secretariat")  # a working group is set up and will meet
    secretariat.goto("/bodies/new")
    secretariat.select_option("select[name=kind]", "working_group")
    for field, value in {
        "name_zh": "加装电梯工作组", "name_en": "Working group on added lifts", "series": "WG-LIFT",
        "lead": "M-MOHURD", "secretariat": "M-SAC", "chair": "ministry@demo.example",
    }.items():  # fmt: skip
        secretariat.fill(f"input[name={field}]", value)
    secretariat.fill("textarea[name=members_member]", "浙江省\n福建省")
    secretariat.fill("input[name=share_provincial]", "1/2")
    press(secretariat, "保存")
    secretariat.get_by_role("link", name="计划会议").click()
    secretariat.fill("input[name=title_zh]", "工作组第一次会议")
    begins = (clock.now() + timedelta(days=9)).strftime("%Y-%m-%dT")
    secretariat.fill("input[name=starts_at]", f"{begins}09:00")
    secretariat.fill("input[name=ends_at]", f"{begins}11:00")
    press(secretariat, "保存")
    expect(secretariat.locator("h1")).to_contain_text("工作组第一次会议")
    meeting = "/" + secretariat.url.split("/", 3)[3].split("?")[0]

    province = sign_in("province")  # the province cannot settle it alone and brings it in
    province.goto(request)
    province.get_by_role("link", name="签收").click()
    press(province, "签收")
    province.get_by_role("link", name="提交会议讨论").click()
    press(province, "提交")
    expect(province.locator("main")).to_contain_text("等待决定")

    secretariat.goto(f"{meeting}/proposals")
    press(secretariat, "列入议程")
    secretariat.goto(f"{meeting}/acts/convene")
    press(secretariat, "召集")
    expect(secretariat.locator(".agenda")).to_contain_text(QUESTION)

    province.goto(f"{meeting}/delegates")  # it names who comes, and she says that she does
    province.fill("input[name=email]", "province@demo.example")
    province.locator("form[action$='/delegates'] button.btn").click()
    province.locator("details:has(button[value=accepted]) summary").click()
    province.locator("button[value=accepted]").click()
    letters = Mailbox(app).to("province@demo.example")
    assert any("工作组第一次会议" in text_of(letter) for letter in letters)

    meanwhile(app, starts_at=clock.now() - timedelta(hours=2), ends_at=clock.now() + timedelta(hours=1))
    secretariat.goto(f"{meeting}/attendance")
    secretariat.locator("form[action$='/attendance/accepted'] button").click()
    secretariat.goto(f"{meeting}/run")
    expect(secretariat.locator(".room h1")).to_contain_text(QUESTION)
    met = secretariat.locator(".room [data-met]")
    expect(met).to_have_text(met.get_attribute("data-met") or "")
    secretariat.locator("a[href*='/resolutions/new']").click()
    secretariat.fill("input[name=title_zh]", DECIDED)
    secretariat.fill("textarea[name=text_zh]", "由杭州市先行编写验收指引，各省参照执行。")
    secretariat.locator("main form.panel button.btn").first.click()
    expect(secretariat.locator("h1")).to_contain_text(DECIDED)
    resolution = "/" + secretariat.url.split("/", 3)[3].split("?")[0]
    province.goto(f"{resolution}/acts/vote")
    province.check("input[name=vote][value=for]")
    province.locator("main form button.btn").first.click()
    secretariat.goto(f"{resolution}/acts/adopt")
    secretariat.check("input[name=method][value=vote]")
    secretariat.locator("main form button.btn").first.click()
    expect(secretariat.locator("main")).to_contain_text("WG-LIFT/")

    secretariat.goto(f"{meeting}/acts/hold")
    press(secretariat, "结束会议")
    secretariat.goto(f"{meeting}/minutes")
    secretariat.locator("a[href*='/minutes/'][href$='/edit']").first.click()
    secretariat.fill("textarea[name=text_zh]", "会议听取了浙江省的说明，通过了决议。")
    press(secretariat, "保存")
    secretariat.goto(f"{meeting}/minutes/circulation")
    secretariat.fill("input[name=comments_until]", clock.today().isoformat())
    secretariat.locator("main form button.btn").first.click()
    meanwhile(app, comments_until=clock.today() - timedelta(days=1))
    ministry = sign_in("ministry")  # the chair approves
    ministry.goto(f"{meeting}/minutes/approval")
    ministry.locator("main form button.btn").first.click()
    expect(ministry.locator("main")).to_contain_text("SHA-256")

    number = resolution.rsplit("/", 1)[1]
    secretariat.goto(f"/actions/new?resolution={number}")
    secretariat.fill("input[name=title_zh]", TASK)
    secretariat.fill("input[name=organisation]", "杭州市")
    secretariat.fill("input[name=due_on]", (clock.today() + timedelta(days=30)).isoformat())
    secretariat.select_option("select[name=indicator]", "I03")
    secretariat.locator("main form.panel button.btn").first.click()
    action = "/" + secretariat.url.split("/", 3)[3].split("?")[0]

    city = sign_in("city")  # the city does it and shows by a case that it is done
    city.goto("/board")
    expect(city.locator("main")).to_contain_text(TASK)
    city.goto(f"{action}/acts/complete")
    city.fill("textarea[name=evidence]", f"/cases/{case_id}")
    city.locator("main form button.btn").first.click()
    secretariat.goto(f"{action}/acts/confirm")
    secretariat.locator("main form button.btn").first.click()

    ends = [f"/chain/request/{request.rsplit('/', 1)[1]}", f"/chain/case/{case_id}"]
    for address in ends:  # the whole way, from both ends
        secretariat.goto(address)
        for name in (QUESTION, "工作组第一次会议", DECIDED, TASK):
            expect(secretariat.locator("main ol").last).to_contain_text(name)
    peer = sign_in("peer")  # of another province: what is public, and nothing of the request
    peer.goto(resolution)
    expect(peer.locator("h1")).to_contain_text(DECIDED)
    assert peer.request.get(request).status == 404
