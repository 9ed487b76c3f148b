"""The story of the platform in a real browser: a stranger reads and finds, a city posts, others distinguish."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.arriving import wait_for_scripts

STOPS_TYPING_MS = 3_500
TITLE = "运河街道：口袋公园微更新"
TYPED = {
    "result.zh": "一年建成六处口袋公园，步行五分钟可达率提高。",
    "lead_body.zh": "市园林绿化局",
    "problem.zh": "老城区公共绿地少，居民步行到公园时间长。",
    "actions.zh": "按**统一图则**改造闲置边角地，居民参与选点。",
    "difficulties.zh": "土地权属分散，协调用了半年。",
    "signed_off_by": "林晓",
    "signed_off_on": "2026-11-20",
}


def test_a_stranger_reads_and_a_case_goes_from_a_city_by_its_province_to_the_front_page(
    page: Page,
    sign_in_by_hand: Callable[[str], Page],
    sign_in: Callable[..., Page],
    subtests: pytest.Subtests,
) -> None:
    with subtests.test("a stranger reads real cases and finds one in either language"):
        _a_stranger_reads(page)

    city = sign_in_by_hand("city")
    address = _write(city)
    _act(city, address, "publish")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.locator("main strong", has_text="统一图则").first).to_be_visible()

    _act(city, address, "nominate", statement="做法简单，费用低，其他城市可以照做。")
    province = sign_in("province")
    province.goto("/desk")
    assert TITLE in province.inner_text("main")
    _act(province, address, "recommend")
    moderator = sign_in("moderator")
    moderator.goto("/desk")
    assert TITLE in moderator.inner_text("main")
    _act(moderator, address, "feature")

    page.goto("/")
    expect(page.locator("main h2 a, main h3 a").first).to_contain_text(TITLE)
    page.goto("/search?q=口袋公园")
    expect(page.locator("main")).to_contain_text(TITLE)


def _a_stranger_reads(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/search?q=sponge+city&kind=case")
    assert "海绵" in page.inner_text("main")
    page.locator("main h2 a, main h3 a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    zh_title = page.inner_text("h1")
    page.get_by_role("link", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.inner_text("h1") != zh_title
    page.goto("/search?q=海绵城市&kind=case")
    assert "sponge" in page.inner_text("main").lower()


def test_what_was_typed_survives_leaving_a_refusal_and_another_person(
    sign_in: Callable[..., Page], subtests: pytest.Subtests
) -> None:
    city, editor = sign_in("city"), sign_in("editor")
    city.clock.install()
    _start(city)
    address = city.url
    with subtests.test("she leaves before she has saved"):
        _fill(city, {"result.zh": "打到一半就离开了"})
        city.clock.fast_forward(STOPS_TYPING_MS)
        expect(city.locator("[data-autosave-state]")).to_contain_text("已", timeout=15_000)
        city.goto("/desk")
        city.goto(address)
        expect(city.locator("[name='result.zh']")).to_have_value("打到一半就离开了")
    with subtests.test("it is refused"):
        _fill(city, {"result.zh": "长" * 101, "lead_body.zh": "园林局"})
        _save(city)
        expect(city.locator("[name='result.zh']")).to_have_value("长" * 101)
        expect(city.locator("[name='lead_body.zh']")).to_have_value("园林局")
        expect(city.locator("main")).to_contain_text("100")
    with subtests.test("two people edit at once"):
        editor.goto(address)
        _fill(city, {"result.zh": "先保存的一句"})
        _save(city)
        expect(city.locator("[name='result.zh']")).to_have_value("先保存的一句")
        _fill(editor, {"result.zh": "后保存的一句"})
        _save(editor)
        expect(editor.locator("[name='result.zh']")).to_have_value("后保存的一句")
        expect(editor.locator("main")).to_contain_text("先保存的一句")


def _save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("button[name=act][value=save]:not(.hide)").first.click()


def _start(page: Page) -> None:
    page.goto("/cases/new")
    page.fill("[name='title.zh']", TITLE)
    page.press("[name='title.zh']", "Enter")
    page.wait_for_url("**/edit*")
    wait_for_scripts(page)


def _write(page: Page) -> str:
    """Write the short form, hand it in; gives the case's address."""
    _start(page)
    page.locator("button[value='add:indicators']").evaluate("button => button.click()")
    page.locator("[name='indicators.0.name.zh']").wait_for(state="attached")
    _fill(page, {**TYPED, "indicators.0.name.zh": "口袋公园", "indicators.0.result": "6"})
    page.select_option("[name=field]", "public-facilities")
    page.select_option("[name=stage]", "running")
    page.locator("[name=licence][value='CC BY 4.0']").check()
    page.locator("[name=personal_data_checked][type=checkbox]").check()
    page.locator("button[name=act][value=submit]:not(.hide)").first.click()
    page.wait_for_url("**/acts/submit")
    address = page.url.split("/acts/")[0].split("?")[0]
    page.locator("main form button:not([name])").last.click()
    page.wait_for_url(address)
    return address


def _fill(page: Page, typed: dict[str, str]) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")
    for name, value in typed.items():
        page.fill(f"[name='{name}']", value)


def _act(page: Page, address: str, act: str, **words: str) -> None:
    if not page.url.endswith(address):
        page.goto(address)
    page.locator(f"main a[href$='/acts/{act}']").first.click()
    for name, value in words.items():
        page.fill(f"main [name={name}]", value)
    page.locator("main form button:not([name])").last.click()
    page.wait_for_url(lambda url: "/acts/" not in url)
