"""The page that shows the document: from here only, under the site's own policy, in a real browser."""

from collections.abc import Callable

from flask.testing import FlaskClient
from playwright.sync_api import Page, expect


def test_the_page_shows_every_noun_and_breaks_no_policy(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto("/api/v1/docs")
    expect(page.locator(".opblock-tag").first).to_be_visible()
    assert page.locator(".opblock-tag").count() >= 12
    assert_accessible(page)
    page.locator("#operations-cases-cases_create .opblock-summary-control").click()
    expect(page.locator("#operations-cases-cases_create").get_by_text("Idempotency-Key").first).to_be_visible()
    assert complaints == []


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
