"""The editor in a real browser: what the scripts add, and that nothing typed is lost when the network goes."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from platform_app.access.actor import SYSTEM
from platform_app.cases import queries, service
from platform_app.cases.inputs import CaseContent
from platform_app.kernel.inputs import read
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.test_editor import RICH

Context = Callable[..., BrowserContext]


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        make_fields()
        return the_cast.assemble()


@pytest.fixture
def draft(app: Flask, cast: the_cast.Cast) -> int:
    with app.app_context():
        return service.create(cast.lin, cast.hangzhou.id, read(CaseContent, RICH)).id


def signed_in(new_context: Context, name: str = "lin", **options: object) -> Page:
    page = new_context(locale="en", **options).new_page()
    page.goto("/sign-in")
    page.fill("input[name=email]", the_cast.address(name))
    page.fill("input[name=password]", the_cast.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url("**/desk?lang=en")
    return page


def unfold(page: Page) -> None:
    page.wait_for_load_state("networkidle")  # the scripts are there too
    """Open every step, as somebody would who looks for something."""
    page.evaluate("document.querySelectorAll('.step, .fold, .rowset').forEach((part) => (part.open = true))")


def test_typing_is_autosaved_and_the_progress_follows(new_context: Context, app: Flask, draft: int) -> None:
    page = signed_in(new_context)
    page.goto(f"/cases/{draft}/edit")
    expect(page.get_by_role("heading", name="still missing")).to_have_text("6 of 20 still missing")
    unfold(page)
    page.fill("#f-difficulties-en", "Ground floors said no.")
    expect(page.locator("[data-autosave-state]")).to_contain_text("Saved")
    expect(page.locator("[data-progress-title]")).to_have_text("5 of 20 still missing")
    page.reload()
    expect(page.locator("#f-difficulties-en")).to_have_value("Ground floors said no.")
    expect(page.get_by_text("You are back where you left off.")).to_be_visible()


def test_what_is_typed_without_a_network_comes_back_with_it(new_context: Context, draft: int) -> None:
    page = signed_in(new_context)
    page.goto(f"/cases/{draft}/edit")
    unfold(page)
    page.wait_for_load_state("networkidle")  # the scripts are there too
    page.context.set_offline(True)
    page.fill("#f-title-en", "Typed on a train")
    page.get_by_role("button", name="Add an indicator").click()
    page.fill("#f-indicators-1-name-en", "A new row")
    expect(page.locator("[data-autosave-state]")).to_contain_text("kept in this browser")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(f"/cases/{draft}/edit")
    expect(page.get_by_text("You are back where you left off.")).to_be_visible()
    expect(page.locator("#f-title-en")).to_have_value("Typed on a train")
    expect(page.locator("#f-indicators-1-name-en")).to_have_value("A new row")


def test_rows_come_and_go_without_a_round_trip_and_are_saved_by_the_keyboard(
    new_context: Context, app: Flask, draft: int
) -> None:
    page = signed_in(new_context)
    page.goto(f"/cases/{draft}/edit")
    unfold(page)
    page.get_by_role("button", name="Add a standard").click()
    page.keyboard.type("ISO 37120")  # the new row has the focus
    page.locator("[data-rows=money] [data-row]").first.get_by_role("button", name="Remove").click()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as revision 2.")).to_be_visible()
    with app.app_context():
        saved = queries.read(SYSTEM, draft).content
    assert [row.number for row in saved.standards] == ["GB/T 36333-2018", "ISO 37120"]
    assert [row.source.zh for row in saved.money] == ["住户"]


def test_the_catalogue_offers_the_numbers_it_knows(new_context: Context, app: Flask, draft: int) -> None:
    with app.app_context():
        named = {"number": "GB/T 36334-2018", "title_zh": "软件服务预算管理规范", "title_en": "Software budgets"}
        kind = {"type": "national", "body": "SAC", "status": "current", "confidence": "high"}
        standards.put_standard(SYSTEM, NewStandard.model_validate(named | kind))
    page = signed_in(new_context)
    page.goto(f"/cases/{draft}/edit")
    unfold(page)
    page.get_by_role("button", name="Add a standard").click()
    page.keyboard.type("36334")
    expect(page.locator("#standards-known option")).to_have_attribute("value", "GB/T 36334-2018")


def test_the_full_form_asks_for_more_at_once(new_context: Context, app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.lin, cast.hangzhou).id
    page = signed_in(new_context)
    page.goto(f"/cases/{case_id}/edit")
    expect(page.locator("[data-progress-title]")).to_have_text("Everything needed is there")
    page.get_by_label("Full form").check()
    expect(page.locator("[data-progress-title]")).to_contain_text("of 20 still missing")
    page.get_by_role("link", name="Write down the lessons").click()
    expect(page.locator("#f-lessons-en")).to_be_focused()


def test_a_link_to_a_missing_part_opens_its_step_and_puts_the_cursor_there(new_context: Context, draft: int) -> None:
    page = signed_in(new_context)
    page.goto(f"/cases/{draft}/edit")
    expect(page.locator("#f-difficulties-en")).not_to_be_visible()
    page.get_by_role("link", name="Tell what was difficult").click()
    expect(page.locator("#f-difficulties-en")).to_be_focused()
    page.goto(f"/cases/{draft}/edit#f-lessons")
    page.reload()
    expect(page.locator("#f-lessons-en")).to_be_visible()


def test_the_other_persons_text_is_taken_by_one_click(new_context: Context, app: Flask, draft: int) -> None:
    page, other = signed_in(new_context), signed_in(new_context, "zhou")
    for each in (page, other):
        each.goto(f"/cases/{draft}/edit")
        unfold(each)
    for each, title in ((other, "Lifts by Zhou"), (page, "Lifts by Lin")):
        each.fill("#f-title-en", title)
        each.keyboard.press("Control+s")
        each.wait_for_load_state()
    expect(page.get_by_text("Nothing is lost")).to_be_visible()
    page.get_by_role("button", name="Use this one").click()
    expect(page.locator("#f-title-en")).to_have_value("Lifts by Zhou")


def test_axe_finds_nothing_in_an_editor_with_everything_unfolded_and_something_wrong(
    new_context: Context, draft: int, assert_accessible: Callable[[Page], None]
) -> None:
    page = signed_in(new_context)
    page.goto(f"/cases/{draft}/edit")
    unfold(page)
    page.fill("#f-started_on", "soon")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("One entry needs your attention")
    unfold(page)
    page.evaluate("document.querySelectorAll('.other, .origins').forEach((part) => (part.open = true))")
    assert_accessible(page)


def test_axe_finds_nothing_on_a_phone_and_nothing_is_wider_than_it(
    new_context: Context,
    app: Flask,
    cast: the_cast.Cast,
    draft: int,
    assert_accessible: Callable[[Page], None],
) -> None:
    with app.app_context():
        submitted = make_case(cast.lin, cast.hangzhou, status="submitted").id
    page = signed_in(new_context, viewport={"width": 390, "height": 900})
    acts = (f"/cases/{submitted}/acts/return", f"/cases/{draft}/acts/submit")
    for path in ("/desk", "/cases/new", *acts, f"/cases/{draft}/edit"):
        page.goto(path)
        assert_accessible(page)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
