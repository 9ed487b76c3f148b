"""The page that shows the document: from here only, under the site's own policy, in a real browser."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

PATIENCE_MS = 30_000  # a busy machine takes its time
LONG = "#operations-revisions-revisions_compare"  # the longest path


def unfold(page: Page, noun: str) -> None:
    """Show the operations of a noun."""
    page.locator(f"#operations-tag-{noun}").click(timeout=PATIENCE_MS)


def test_the_page_shows_every_noun_and_breaks_no_policy(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto("/api/v1/docs")
    expect(page.locator(".opblock-tag").first).to_be_visible(timeout=PATIENCE_MS)
    assert page.locator(".opblock-tag").count() >= 12
    unfold(page, "cases")
    assert_accessible(page)
    page.locator("#operations-cases-cases_create .opblock-summary-control").click()
    operation = page.locator("#operations-cases-cases_create")
    expect(operation.get_by_text("Idempotency-Key").first).to_be_visible(timeout=PATIENCE_MS)
    assert complaints == []


@pytest.mark.parametrize(
    ("language", "summary"),
    [("zh", "以JSON合并补丁（RFC 7396）修改案例"), ("en", "Change a case by a JSON merge patch (RFC 7396)")],
)
def test_the_page_fits_a_phone_and_a_desk_in_both_languages(page: Page, language: str, summary: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/api/v1/docs?lang={language}")
    unfold(page, "revisions")
    page.locator(f"{LONG} .opblock-summary-control").click()
    expect(page.locator(f"{LONG} .responses-table").first).to_be_visible(timeout=PATIENCE_MS)
    unfold(page, "cases")  # the most: whatever is unfolded after it draws it again
    expect(page.locator("#operations-cases-cases_change")).to_contain_text(summary)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_reader_can_switch_the_language_and_it_is_kept(page: Page) -> None:
    page.goto("/api/v1/docs")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.get_by_role("navigation").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/api/v1/docs")
    expect(page.locator("#operations")).to_have_attribute("data-document", "/api/v1/openapi.json?lang=en")
    assert page.title() == "API documentation · City Exchange"


def test_the_page_is_served_under_the_policy_of_the_site(client: FlaskClient) -> None:
    with client.get("/api/v1/docs") as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_only_the_files_of_the_page_are_served(client: FlaskClient) -> None:
    ours = ("swagger-ui.css", "swagger-ui-bundle.js", "start.js", "page.css")
    others = ("index.html", "../__init__.py", "..%2f__init__.py", "nothing", "%00", "swagger-ui-standalone-preset.js")
    for status, names in ((200, ours), (404, others)):
        for name in names:
            with client.get(f"/api/v1/docs/{name}") as answer:
                assert answer.status_code == status, name
