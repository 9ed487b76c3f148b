"""Every page as its readers meet it: axe finds nothing, nothing overflows, and it works from the keyboard alone.

A page is seen by axe in one of the eight looks, and for its width on a desk and on a phone. The looks go round the
pages. What axe sees in Chinese is measured in English, whose words do not break where they like; what it sees in
English is measured there and then.
"""

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
    "/about",
    "/about/how-to-write-a-case",
    "/sign-in",
    "/register",
    "/no-such-page",
    "/cases?stage=stopped",
    "/search",
    "/search?q=城市&kind=case&field=smart-city",
    "/search?q=城市&cursor=nonsense",
    "/organisations?q=nowhere",
    "/organisations/110000",
    "/organisations/130200",
    "/about/how-featuring-works",
    "/about/accessibility",
    "/forgot-password",
    "/reset-password/nonsense",
    "/batches",
    "/cases/form?form=full",
    "/threads",
    "/threads/1",
    "/threads?kind=announcement",
    "/faq",
    "/moderation-log",
    "/meetings?when=past",
    "/meetings/1",
    "/meetings/1/minutes",
    "/bodies/1",
    "/calendar",
    "/resolutions/1",
    "/chain/resolution/1",
    "/programme",
    "/interpretations",
)
OWN = {
    "city": (
        "/desk",
        "/cases/new",
        "/account",
        "/organisations/330100/people",
        "/organisations/330100/webhooks",
        "/asks",
        "/cases/10",
        "/cases/10/edit",
        "/cases/10/acts/archive",
        "/organisations/350200/join",
        "/notices",
        "/account/follows",
        "/account/searches",
        "/account/notices",
        "/threads/new?subject=case:1",
        "/threads/2",
        "/account/moderation",
        "/reports/new?kind=thread&id=1",
        "/requests?box=out",
        "/requests/new",
        "/requests/1",
    ),
    "moderator": (
        "/desk",
        "/audit",
        "/audit?organisation=nowhere",
        "/desk/queues/to_feature",
        "/desk/queues/to_look_through/10",
        "/desk/reasons",
        "/desk/reasons/1",
        "/threads/1",
        "/threads/1/acts/split",
        "/proposals",
        "/desk/reports",
        "/desk/held",
        "/desk/appeals",
    ),
    "secretariat": (
        "/bodies/1/edit",
        "/bodies/1/meetings/new",
        "/meetings/1/run",
        "/meetings/1/delegates",
        "/meetings/1/proposals",
        "/board/all",
        "/actions/1",
        "/chain/request/1",
    ),
    "admin": ("/people", "/people/1", "/glossary", "/glossary/new", "/glossary/1/removal"),
}
REFUSED = {"/no-such-page": 404, "/search?q=城市&cursor=nonsense": 422, "/reset-password/nonsense": 409}
LOOKS: tuple[dict[str, Any], ...] = tuple(
    {"locale": locale, "viewport": {"width": width, "height": 900}, "color_scheme": theme}
    for locale in ("zh-CN", "en-GB")
    for width in (1280, 390)
    for theme in ("light", "dark")
)
PAIRS = [(look, opposite) for look, opposite in zip(LOOKS[:4], LOOKS[:3:-1], strict=True)]
PAIR_NAMES = ("zh-wide-light", "zh-wide-dark", "zh-phone-light", "zh-phone-dark")  # each with its opposite
WIDTHS = (390, 1280)


def _check_all(pages: tuple[Page, Page], paths: tuple[str, ...], assert_accessible: Callable[[Page], None]) -> None:
    chinese, english = pages
    for number, path in enumerate(paths):
        if number % 2 == 0:
            _open(chinese, path)
            assert_accessible(chinese)
        _open(english, path)
        if number % 2:
            assert_accessible(english)
        _check_widths(english, path)


def _open(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == REFUSED.get(path, 200), f"{path} answered {answer.status}"
    _check_width(page, path)


def _check_widths(page: Page, path: str) -> None:
    size = page.viewport_size
    assert size is not None
    for width in WIDTHS:
        if width != size["width"]:
            page.set_viewport_size({"width": width, "height": 900})
            _check_width(page, path)
    page.set_viewport_size(size)


def _check_width(page: Page, path: str) -> None:
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{path} is {overflow} px wider than the window"


@pytest.mark.parametrize("number", range(4), ids=PAIR_NAMES)
def test_axe_finds_nothing_on_any_public_page(
    new_context: Callable[..., BrowserContext], assert_accessible: Callable[[Page], None], number: int
) -> None:
    one, other = (new_context(**look).new_page() for look in PAIRS[number])
    _check_all((one, other), PUBLIC[number::4], assert_accessible)


@pytest.mark.parametrize("name", OWN)
def test_axe_finds_nothing_on_the_pages_of_those_who_signed_in(
    sign_in: Callable[..., Page], name: str, assert_accessible: Callable[[Page], None]
) -> None:
    one, other = (sign_in(name, **look) for look in PAIRS[list(OWN).index(name)])
    _check_all((one, other), OWN[name], assert_accessible)


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
