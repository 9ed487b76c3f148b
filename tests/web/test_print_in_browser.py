"""A case printed from the browser is a write-up: facts first, pages numbered, addresses readable, no furniture."""

import io
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page
from pypdf import PdfReader

from tests.cast import assemble
from tests.exports.full import FULL
from tests.factories import make_case, make_fields

LONG = "\n\n".join(f"第{no}步：先摸底，再按清单逐项改造，最后由居民验收并签字，逐户存档备查。" for no in range(1, 26))


@pytest.fixture
def page(app: Flask, new_context: Callable[..., BrowserContext]) -> Page:
    """The page of a case as long as the full form allows."""
    with app.app_context():
        make_fields()
        cast = assemble()
        case = make_case(cast.lin, cast.hangzhou, status="published", **{**FULL, "actions": {"zh": LONG}})
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"/cases/{case.id}")
    return page


def printed(page: Page) -> list[str]:
    """The words on each page of paper."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [sheet.extract_text() for sheet in reader.pages]


def squeezed(words: str) -> str:
    """PDF breaks lines where it likes, and some characters come out as the radicals they look like."""
    return "".join(unicodedata.normalize("NFKC", words).replace("⺠", "民").split())


def test_a_case_prints_as_a_write_up_and_its_citation_is_copied_or_at_least_selected(
    page: Page, subtests: pytest.Subtests
) -> None:
    with subtests.test("a write-up of a few numbered pages"):
        _it_prints_as_a_write_up(page)
    with subtests.test("the citation is copied"):
        citation = page.locator("#citation").inner_text()
        page.get_by_role("button", name="复制引用").click()
        page.get_by_role("button", name="已复制").wait_for()
        copied: Any = page.evaluate("navigator.clipboard.readText()")
        assert copied == citation
    with subtests.test("where it cannot be copied, it is selected"):
        page.reload()
        page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
        page.get_by_role("button", name="复制引用").click()
        page.get_by_role("button", name="已选中").wait_for()
        assert page.evaluate("getSelection().toString()").strip() == page.locator("#citation").inner_text()


def _it_prints_as_a_write_up(page: Page) -> None:
    sheets = printed(page)
    assert 3 <= len(sheets) <= 6
    for no, sheet in enumerate(sheets, start=1):
        assert f"{no}/{len(sheets)}" in squeezed(sheet)
    first, whole = squeezed(sheets[0]), squeezed("".join(sheets))
    for part in ("社区微更新试点", "三个月完成十二处改造。", "概览", "杭州市", urlsplit(page.url).path):
        assert part in first
    assert first.index("概览") < first.index("情况与问题")
    for part in ("现场验收。", "https://news.example/a", "CCBY4.0", "[EB/OL]"):
        assert part in whole
    for furniture in ("登录", "导航", "相似案例", "BibTeX", "打印", "全部案例"):
        assert furniture not in whole
