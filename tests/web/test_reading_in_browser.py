"""The reading pages in a real browser: suggestions by keyboard, small screens, darkness, no script at all."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from platform_app.cases import curation
from platform_app.search import documents
from platform_app.search.index import installed
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.arriving import wait_for_scripts

PATHS = (
    "/", "/cases", "/cases/1", "/cases/1/revisions", "/organisations", "/organisations/330000", "/fields",
    "/fields/new-urbanization", "/standards", "/about", "/search?q=renewal", "/search?q=qqzzqq", "/no-such-page",
)  # fmt: skip
NewContext = Callable[..., BrowserContext]
PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(autouse=True)
def content(app: Flask) -> None:
    """A featured case in both languages and one in Chinese only, in the index."""
    both = {"title": {"zh": "海绵城市更新试点", "en": "Sponge city renewal"}, "result": {"en": "Dry streets."}}
    with app.app_context():
        make_fields()
        cast = the_cast.assemble()
        first = make_case(cast.lin, cast.hangzhou, status="published", **both)  # type: ignore[arg-type]
        curation.nominate(cast.lin, first.id)
        curation.recommend(cast.shen, first.id)
        curation.feature(cast.gao, first.id)
        make_case(cast.chen, cast.xiamen, status="published")
        installed().engine.rebuild(documents.every())


def test_one_reads_on_a_phone_and_at_a_desk_with_keyboard_and_in_either_language(
    page: Page, subtests: pytest.Subtests
) -> None:
    """One reader's way; each part begins where the one before has led her."""
    with subtests.test("nothing sticks out on a phone, in Chinese"):
        _nothing_sticks_out(page)
    page.goto("/about")
    box = page.get_by_role("combobox")
    with subtests.test("escape closes the suggestions and keeps what was typed"):
        box.press_sequentially("海绵")
        expect(page.get_by_role("option").first).to_be_visible()
        box.press("Escape")
        expect(page.get_by_role("option")).to_have_count(0)
        expect(box).to_have_value("海绵")
    with subtests.test("suggestions are chosen by keyboard"):
        box.fill("")
        box.press_sequentially("海绵")
        expect(page.get_by_role("option").first).to_be_visible()
        expect(box).to_have_attribute("aria-expanded", "true")
        box.press("ArrowDown")
        chosen = page.get_by_role("option", selected=True)
        expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
        box.press("Enter")
        page.wait_for_url("**/cases/1")
    with subtests.test("the language changes where one is"):
        page.locator(".tools").get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sponge city renewal")
        assert "/cases/1" in page.url
    with subtests.test("the theme switches at once and stays"):
        wait_for_scripts(page)
        before = page.evaluate(PAPER)
        page.locator("[data-theme-toggle]").click()
        dark = page.evaluate(PAPER)
        assert dark != before
        page.goto("/cases")
        assert page.evaluate(PAPER) == dark
    with subtests.test("nothing sticks out on a phone, in English"):
        expect(page.locator("html")).to_have_attribute("lang", "en")
        _nothing_sticks_out(page)


def _nothing_sticks_out(page: Page) -> None:
    at_a_desk = page.viewport_size
    assert at_a_desk is not None
    page.set_viewport_size({"width": 360, "height": 740})
    wider = []
    for path in PATHS:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wider.append(path)
    page.set_viewport_size(at_a_desk)
    assert not wider, f"wider than the screen: {wider}"


def test_without_scripts_one_reads_searches_narrows_and_changes_the_look(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False, locale="en-GB").new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("sponge city")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Sponge city renewal").click()
    assert page.url.endswith("/cases/1")
    page.goto("/cases")
    page.get_by_label("Stage").select_option("stopped")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No case matches")).to_be_visible()
    page.get_by_role("link", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
