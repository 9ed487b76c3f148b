"""The editor in a real browser: what the scripts add, and that nothing typed is lost when the network goes."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from platform_app.access.actor import SYSTEM
from platform_app.cases import queries, service
from platform_app.cases.inputs import CaseContent
from platform_app.kernel.inputs import read
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.arriving import wait_for_scripts
from tests.web.test_editor import RICH

SAVES_AFTER_MS = 3_500  # somebody stops typing


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        make_fields()
        return the_cast.assemble()


@pytest.fixture
def draft(app: Flask, cast: the_cast.Cast) -> int:
    with app.app_context():
        return service.create(cast.lin, cast.hangzhou.id, read(CaseContent, RICH)).id


@pytest.fixture
def page(cast: the_cast.Cast, sign_in: Callable[..., Page]) -> Page:
    """Lin's browser, in English. Its clock can be put forward."""
    page = sign_in("lin", locale="en")
    page.clock.install()
    return page


def unfold(page: Page) -> None:
    """Open every step, as somebody would who looks for something."""
    wait_for_scripts(page)
    page.evaluate("document.querySelectorAll('.step, .fold, .rowset').forEach((part) => (part.open = true))")


def test_a_sitting_in_which_nothing_typed_is_lost(
    page: Page, app: Flask, cast: the_cast.Cast, draft: int, subtests: pytest.Subtests
) -> None:
    """One sitting of hers: each part goes on where the one before has left the draft."""
    page.goto(f"/cases/{draft}/edit")
    with subtests.test("a link to a missing part opens its step and puts the cursor there"):
        expect(page.locator("#f-difficulties-en")).not_to_be_visible()
        page.get_by_role("link", name="Tell what was difficult").click()
        expect(page.locator("#f-difficulties-en")).to_be_focused()
    with subtests.test("typing is autosaved, the progress follows, and an address with a part opens its step"):
        _what_is_typed_is_autosaved(page, draft)
    with subtests.test("the catalogue offers the numbers it knows"):
        _the_catalogue_offers_a_number(page, app)
    with subtests.test("rows come and go without a round trip and are saved by the keyboard"):
        _rows_are_saved_by_the_keyboard(page, app, draft)
    with subtests.test("what is typed without a network comes back with it"):
        _what_is_typed_without_a_network_comes_back(page, draft)
    with subtests.test("the full form asks for more at once"):
        _the_full_form_asks_for_more(page, app, cast)


def _what_is_typed_is_autosaved(page: Page, draft: int) -> None:
    expect(page.get_by_role("heading", name="still missing")).to_have_text("6 of 20 still missing")
    page.fill("#f-difficulties-en", "Ground floors said no.")
    page.clock.fast_forward(SAVES_AFTER_MS)
    expect(page.locator("[data-autosave-state]")).to_contain_text("Saved")
    expect(page.locator("[data-progress-title]")).to_have_text("5 of 20 still missing")
    page.goto(f"/cases/{draft}/edit#f-lessons")
    page.reload()
    expect(page.locator("#f-lessons-en")).to_be_visible()
    expect(page.locator("#f-difficulties-en")).to_have_value("Ground floors said no.")
    expect(page.get_by_text("You are back where you left off.")).to_be_visible()


def _the_catalogue_offers_a_number(page: Page, app: Flask) -> None:
    with app.app_context():
        named = {"number": "GB/T 36334-2018", "title_zh": "软件服务预算管理规范", "title_en": "Software budgets"}
        kind = {"type": "national", "body": "SAC", "status": "current", "confidence": "high"}
        standards.put_standard(SYSTEM, NewStandard.model_validate(named | kind))
    unfold(page)
    page.get_by_role("button", name="Add a standard").click()
    page.keyboard.type("36334")  # the new row has the focus
    expect(page.locator("#standards-known option")).to_have_attribute("value", "GB/T 36334-2018")


def _rows_are_saved_by_the_keyboard(page: Page, app: Flask, draft: int) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type("ISO 37120")
    page.locator("[data-rows=money] [data-row]").first.get_by_role("button", name="Remove").click()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as revision 2.")).to_be_visible()
    with app.app_context():
        saved = queries.read(SYSTEM, draft).content
    assert [row.number for row in saved.standards] == ["GB/T 36333-2018", "ISO 37120"]
    assert [row.source.zh for row in saved.money] == ["住户"]


def _what_is_typed_without_a_network_comes_back(page: Page, draft: int) -> None:
    unfold(page)
    page.context.set_offline(True)
    page.fill("#f-title-en", "Typed on a train")
    page.get_by_role("button", name="Add an indicator").click()
    page.fill("#f-indicators-1-name-en", "A new row")
    page.clock.fast_forward(SAVES_AFTER_MS)
    expect(page.locator("[data-autosave-state]")).to_contain_text("kept in this browser")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(f"/cases/{draft}/edit")
    expect(page.get_by_text("You are back where you left off.")).to_be_visible()
    expect(page.locator("#f-title-en")).to_have_value("Typed on a train")
    expect(page.locator("#f-indicators-1-name-en")).to_have_value("A new row")


def _the_full_form_asks_for_more(page: Page, app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.lin, cast.hangzhou).id
    page.goto(f"/cases/{case_id}/edit")
    expect(page.locator("[data-progress-title]")).to_have_text("Everything needed is there")
    page.get_by_label("Full form").check()
    expect(page.locator("[data-progress-title]")).to_contain_text("of 20 still missing")
    page.get_by_role("link", name="Write down the lessons").click()
    expect(page.locator("#f-lessons-en")).to_be_focused()


def test_what_is_wrong_and_what_another_person_saved_meanwhile_are_shown_and_axe_finds_nothing(
    page: Page,
    app: Flask,
    cast: the_cast.Cast,
    draft: int,
    assert_accessible: Callable[[Page], None],
    subtests: pytest.Subtests,
) -> None:
    page.goto(f"/cases/{draft}/edit")
    unfold(page)
    page.fill("#f-started_on", "soon")
    page.keyboard.press("Control+s")
    with subtests.test("axe finds nothing in an editor with everything unfolded and something wrong"):
        expect(page.get_by_role("alert")).to_contain_text("One entry needs your attention")
        unfold(page)
        page.evaluate("document.querySelectorAll('.other, .origins').forEach((part) => (part.open = true))")
        assert_accessible(page)
    with subtests.test("the other person's text is taken by one click"):
        with app.app_context():
            version = queries.get(cast.zhou, draft).version
            service.edit(cast.zhou, draft, {"title": {"en": "Lifts by Zhou"}}, version=version)
        page.fill("#f-started_on", "2019")
        page.fill("#f-title-en", "Lifts by Lin")
        page.keyboard.press("Control+s")
        expect(page.get_by_text("Nothing is lost")).to_be_visible()
        wait_for_scripts(page)
        page.get_by_role("button", name="Use this one").click()
        expect(page.locator("#f-title-en")).to_have_value("Lifts by Zhou")
    with subtests.test("axe finds nothing on a phone either, and nothing is wider than it"):
        _nothing_is_wrong_on_a_phone(page, app, cast, draft, assert_accessible)


def _nothing_is_wrong_on_a_phone(
    page: Page, app: Flask, cast: the_cast.Cast, draft: int, assert_accessible: Callable[[Page], None]
) -> None:
    with app.app_context():
        submitted = make_case(cast.lin, cast.hangzhou, status="submitted").id
    page.set_viewport_size({"width": 390, "height": 900})
    acts = (f"/cases/{submitted}/acts/return", f"/cases/{draft}/acts/submit")
    for path in ("/desk", "/cases/new", *acts, f"/cases/{draft}/edit"):
        page.goto(path)
        if path in acts:  # axe sees the others among the pages of tests/journeys, and the editor above
            assert_accessible(page)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
