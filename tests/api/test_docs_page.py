"""The pages that show the document: from here only, under the site's own policy, in a real browser."""

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, expect

from platform_app.api.operations import NOTES

PATIENCE_MS = 30_000  # a busy machine takes its time
LONG = "#operations-revisions-revisions_compare"  # the longest path
CHANGE = {"zh": "以JSON合并补丁（RFC 7396）修改案例", "en": "Change a case by a JSON merge patch (RFC 7396)"}
LABELS = {
    "Parameters": "参数",
    "Request body": "请求正文",
    "Responses": "响应",
    "Media type": "媒体类型",
    "Schema": "结构",
}


def fits(page: Page) -> bool:
    """Whether nothing sticks out on a phone and at a desk."""
    widths = (390, 1280)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found.append(page.evaluate("document.documentElement.scrollWidth"))
    return all(there <= width for there, width in zip(found, widths, strict=True))


def test_the_table_of_contents_names_every_operation_and_needs_no_script(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/api/v1/docs?lang=en")
    assert page.locator("section .operations li").count() == len(NOTES)


def test_the_pages_can_be_read_in_both_languages_fit_and_break_no_policy(
    page: Page, assert_accessible: Callable[[Page], None], subtests: pytest.Subtests
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with subtests.test("the page of a noun in Chinese"):
        page.goto("/api/v1/docs/cases")
        _the_noun_is_in(page, "zh")
    with subtests.test("what Swagger UI says by itself stands in Chinese too, also where it changes"):
        operation = page.locator("#operations-cases-cases_change")
        operation.locator(".opblock-summary-control").click()
        expect(operation.locator(".opblock-body")).to_contain_text("状态码", timeout=PATIENCE_MS)
        said = operation.locator(".opblock-body").inner_text()
        for english, chinese in LABELS.items():
            assert chinese in said and english not in said
        operation.get_by_role("button", name="试一试").click()
        expect(operation.get_by_role("button", name="执行")).to_be_visible()
        assert_accessible(page)
        operation.get_by_role("button", name="取消").click()
        expect(operation.get_by_role("button", name="试一试")).to_be_visible()
    with subtests.test("the reader can switch the language and it is kept"):
        page.goto("/api/v1/docs")
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        page.get_by_role("navigation").get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.goto("/api/v1/docs")
        assert page.title() == "API documentation · City Exchange"
    with subtests.test("the table of contents"):
        assert fits(page)
        assert_accessible(page)
        page.locator("#cases li", has_text=CHANGE["en"]).get_by_role("link").click()
        operation = page.locator("#operations-cases-cases_change")
        expect(operation.get_by_text("If-Match").first).to_be_visible(timeout=PATIENCE_MS)
        assert_accessible(page)
        operation.locator(".opblock-summary-control").click()
        expect(operation.get_by_text("If-Match")).to_have_count(0)
    with subtests.test("the page of a noun in English"):
        _the_noun_is_in(page, "en")
        page.get_by_role("link", name="All operations").click()
        expect(page.locator("#cases h2")).to_be_in_viewport()
        page.goto("/api/v1/docs/revisions")
        _the_longest_path_fits(page)
        assert_accessible(page)
    assert complaints == []


def _the_noun_is_in(page: Page, language: str) -> None:
    expect(page.locator("#operations-cases-cases_change")).to_contain_text(CHANGE[language], timeout=PATIENCE_MS)
    document = f"/api/v1/openapi.json?noun=cases&lang={language}"
    expect(page.locator("#operations")).to_have_attribute("data-document", document)


def _the_longest_path_fits(page: Page) -> None:
    page.locator(f"{LONG} .opblock-summary-control").click(timeout=PATIENCE_MS)
    expect(page.locator(f"{LONG} .responses-table").first).to_be_visible(timeout=PATIENCE_MS)
    assert fits(page)


def test_a_noun_comes_with_its_operations_and_the_shapes_they_use_and_no_others(client: FlaskClient) -> None:
    whole = client.get("/api/v1/openapi.json").json
    part = client.get("/api/v1/openapi.json?noun=revisions").json
    assert part["info"] == whole["info"] and part["openapi"] == whole["openapi"]
    kept = {name for operations in part["paths"].values() for op in operations.values() for name in op["tags"]}
    assert kept == {"revisions"}
    used = {piece.split('"')[0] for piece in json.dumps(part).split('"$ref": "#/components/schemas/')[1:]}
    assert used == set(part["components"]["schemas"]) < set(whole["components"]["schemas"])
    for address in ("/api/v1/openapi.json?noun=nothing", "/api/v1/docs/nothing"):
        assert client.get(address).status_code == 404


def test_the_page_is_served_under_the_policy_of_the_site(client: FlaskClient) -> None:
    with client.get("/api/v1/docs") as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_only_the_files_of_the_page_are_served(client: FlaskClient) -> None:
    ours = ("swagger-ui.css", "swagger-ui-bundle.js", "start.js", "labels.js", "page.css")
    others = ("index.html", "../__init__.py", "..%2f__init__.py", "nothing", "%00", "swagger-ui-standalone-preset.js")
    for status, names in ((200, ours), (404, others)):
        for name in names:
            with client.get(f"/api/v1/docs/files/{name}") as answer:
                assert answer.status_code == status, name
