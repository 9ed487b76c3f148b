"""Every page as its readers meet it: axe finds nothing, nothing overflows, and it works from the keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

PUBLIC = (
    "/",
    "/cases",
    "/cases/1",
    "/cases/1/revisions",
    "/search?q=海绵城市",
    "/search?q=nothing-like-this-anywhere",
    "/organisations",
    "/organisations/330100",
    "/fields",
    "/fields/smart-city",
    "/cases/1/similar",
    "/standards",
    "/standards/1",
    "/glossary",
    "/batches",
    "/about",
    "/about/how-to-write-a-case",
    "/sign-in",
    "/register",
    "/no-such-page",
)
OWN = {
    "city": ("/desk", "/cases/new", "/account", "/organisations/330100/people"),
    "moderator": ("/desk", "/audit"),
    "admin": ("/people", "/people/1", "/glossary"),
}
LOOKS = (
    {"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    {"locale": "en-GB", "viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
)


def _check(page: Page, path: str, assert_accessible: Callable[[Page], None]) -> None:
    page.goto(path)
    assert_accessible(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{path} is {overflow} px wider than the window"


@pytest.mark.parametrize("look", LOOKS, ids=("zh-wide-light", "en-phone-dark"))
def test_axe_finds_nothing_on_any_public_page(
    new_context: Callable[..., BrowserContext], assert_accessible: Callable[[Page], None], look: dict[str, Any]
) -> None:
    page = new_context(**look).new_page()
    for path in PUBLIC:
        _check(page, path, assert_accessible)


@pytest.mark.parametrize("name", OWN)
def test_axe_finds_nothing_on_the_pages_of_those_who_signed_in(
    sign_in: Callable[..., Page], name: str, assert_accessible: Callable[[Page], None]
) -> None:
    for look in LOOKS:
        page = sign_in(name, **look)
        for path in OWN[name]:
            _check(page, path, assert_accessible)


def test_a_reader_without_a_mouse_gets_to_the_content_and_to_a_case(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.goto("/search?q=海绵城市&kind=case")
    page.locator("main h2 a, main h3 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*")


def test_pages_work_without_scripts(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.fill("main input[name=q]", "海绵城市")
    page.press("main input[name=q]", "Enter")
    expect(page.locator("main")).to_contain_text("海绵")
    page.goto("/sign-in")
    page.fill("input[name=email]", "city@demo.example")
    page.fill("input[name=password]", "city-exchange-demo")
    page.press("input[name=password]", "Enter")
    page.goto("/cases/new")
    page.fill("[name='title.zh']", "不用脚本写的案例")
    page.press("[name='title.zh']", "Enter")
    expect(page.locator("h1")).to_contain_text("不用脚本写的案例")
    page.locator("button[value='add:indicators']").evaluate("button => button.form.requestSubmit(button)")
    expect(page.locator("[name='indicators.0.name.zh']")).to_have_count(1)
