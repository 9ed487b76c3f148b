"""From a draft to a typical case in a real browser, by everybody it takes; and two years later."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from platform_app.access.actor import SYSTEM
from platform_app.accounts import queries as accounts
from platform_app.cases import curation, publication
from platform_app.kernel import clock
from platform_app.selection import service_batches, service_reviews
from platform_app.selection.inputs import Appointment
from platform_app.selection.rubric import CRITERIA
from tests import factories
from tests.journeys.test_deciding import _person
from tests.media import samples
from tests.selection.conftest import WORTHY, later, review

BATCH = {"number": "2026-1", "title_zh": "第一批典型案例", "chair": "admin@demo.example"}
PANEL = ("peer", "moderator", "partner")
ANSWER = "感谢各位专家；对照街区的数据见附件。"


@pytest.fixture
def draft(app: Flask) -> str:
    """The texts of Hangzhou's case are written; its pictures, and all else, are still to come."""
    with app.app_context():
        hangzhou = accounts.organisation_by_code(SYSTEM, "330100")
        return f"/cases/{factories.make_case(_person('city'), hangzhou, **WORTHY).id}"


def test_a_city_s_case_becomes_a_typical_case_and_is_asked_about_two_years_later(
    app: Flask,
    draft: str,
    sign_in: Callable[..., Page],
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    city, secretariat, province = sign_in("city"), sign_in("secretariat"), sign_in("province")
    _upload(city, draft, tmp_path)
    _as_in_the_story_of_any_case(app, draft)
    _propose_evidence(city, draft)

    batch = _plan(app, secretariat)
    _press(province, f"{draft}/candidacy/entry")
    _press(secretariat, f"{batch}/steps/review")

    peer, partner = sign_in("peer"), sign_in("partner")
    _declare_conflict(partner, draft)
    _review(peer, draft)
    with app.app_context():  # the other one
        service_reviews.give(_person("moderator"), _number(draft), review())
    _confirm_evidence(peer, draft)
    _press(city, f"{draft}/candidacy/answer", text=ANSWER)

    reader = new_context().new_page()
    reader.goto(f"{draft}/candidacy")
    expect(reader.locator("main")).not_to_contain_text("有据可查")
    _press(secretariat, f"{batch}/announcement", number="国标委〔2026〕3号")
    reader.goto(draft)
    expect(reader.locator("main .seal").first).to_contain_text("典型案例")
    expect(reader.locator("#files figure")).to_have_count(1)
    expect(reader.get_by_role("link", name="方案.docx")).to_be_visible()
    reader.goto(f"{draft}/candidacy")
    expect(reader.locator("main")).to_contain_text("有据可查")
    expect(reader.locator("main")).to_contain_text(ANSWER)

    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(days=740))
    reader.goto(f"{draft}?two-years-later")  # the page itself is remembered for a minute
    expect(reader.locator("main")).to_contain_text("已逾两年")
    city.goto("/desk")
    city.locator(f"a[href='{draft}/confirmation']").first.click()
    city.locator("[name=state][value=running]").check()
    city.locator("main form button:not([name])").last.click()
    city.wait_for_url(lambda url: "/confirmation" not in url)
    city.goto("/desk")
    expect(city.locator(f"a[href='{draft}/confirmation']")).to_have_count(0)


def _as_in_the_story_of_any_case(app: Flask, draft: str) -> None:
    """Submitted, published, nominated and recommended: `test_story.py` does so with its hands."""
    with app.app_context():
        city, case_id = _person("city"), _number(draft)
        publication.submit(city, case_id)
        publication.publish(city, case_id)
        curation.nominate(city, case_id, statement="做法清楚，可复制。")
        curation.recommend(_person("province"), case_id)


def _number(address: str) -> int:
    return int(address.rsplit("/", 1)[1])


def _press(page: Page, path: str, **typed: str) -> None:
    """Open the page of an act, type what it asks for, and do it."""
    page.goto(path)
    for name, value in typed.items():
        page.fill(f"main [name='{name}']", value)
    page.locator("main form button:not([name])").last.click()
    page.wait_for_url(lambda url: not url.endswith(path))


def _upload(city: Page, draft: str, folder: Path) -> None:
    (folder / "方案.docx").write_bytes(samples.word("改造方案"))
    (folder / "after.png").write_bytes(samples.picture())
    city.goto(f"{draft}/edit")
    city.evaluate("document.querySelectorAll('.step, .fold').forEach((part) => (part.open = true))")
    files, waiting = city.locator("[data-files]"), city.locator(".upload")
    for number, name in enumerate(("after.png", "方案.docx"), 1):
        files.locator("input[type=file]").set_input_files(folder / name)
        if name.endswith("png"):
            waiting.get_by_role("textbox").fill("改造后的入口")
        waiting.get_by_role("button").first.click()
        expect(files.locator("[data-file]")).to_have_count(number)
    city.evaluate("document.querySelectorAll('[data-file] details').forEach((part) => (part.open = true))")
    city.fill("[name='files.0.alt.en']", "The entrance afterwards")
    with city.expect_navigation():
        city.locator("button[name=act][value=save]:not(.hide)").first.click()


def _propose_evidence(city: Page, draft: str) -> None:
    city.goto(f"{draft}/evidence")
    city.select_option("[name=level]", "L2") if city.locator("select[name=level]").count() else city.check(
        "[name=level][value=L2]"
    )
    city.fill("[name=note]", "附前后对比表。")
    with city.expect_navigation():
        city.locator("main form button:not([name])").last.click()


def _confirm_evidence(reviewer: Page, draft: str) -> None:
    _propose_evidence(reviewer, draft)


def _plan(app: Flask, secretariat: Page) -> str:
    """Plan the batch, appoint its panel, open the call; gives the batch's address."""
    days = {"entries_until": later(30).isoformat(), "reviews_until": later(60).isoformat()}
    _press(secretariat, "/batches/new", **BATCH, **days)
    batch = "/batches/" + secretariat.url.split("/batches/")[1].split("?")[0]
    secretariat.fill("[name=person]", f"{PANEL[0]}@demo.example")
    with secretariat.expect_navigation():
        secretariat.press("[name=person]", "Enter")
    with app.app_context():  # the others
        for name in PANEL[1:]:
            appointment = Appointment(person=f"{name}@demo.example")
            service_batches.appoint(_person("secretariat"), _number(batch), appointment)
    _press(secretariat, f"{batch}/steps/open")
    return batch


def _review(reviewer: Page, draft: str) -> None:
    reviewer.goto(f"{draft}/review")
    for key in CRITERIA:
        reviewer.check(f"[name='scores.{key}.points'][value='4']")
        reviewer.fill(f"[name='scores.{key}.reason']", "有据可查。")
    with reviewer.expect_navigation():
        reviewer.locator("button[value=give]").click()


def _declare_conflict(reviewer: Page, draft: str) -> None:
    reviewer.goto(f"{draft}/review")
    reviewer.locator("main details summary").last.click()
    reviewer.fill("main details [name=reason]", "曾任顾问。")
    with reviewer.expect_navigation():
        reviewer.locator("button[value=conflict]").click()
