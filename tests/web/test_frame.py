"""What all pages share: languages, the policy for browsers, assets, error pages, addresses for machines."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.kernel.db import db
from tests import cast as the_cast
from tests.factories import make_case, make_fields

PAGES = ("/", "/cases", "/organisations", "/fields", "/standards", "/about", "/about/how-to-write-a-case", "/sign-in")
INLINE = re.compile(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*(?:src=|application/ld\+json))')
FOREIGN = re.compile(r'(?:src|srcset|action)="(?:https?:)?//|<link rel="(?:stylesheet|icon)" href="(?:https?:)?//')


@pytest.fixture
def case_id(app: Flask) -> int:
    """A public case."""
    with app.app_context():
        make_fields()
        cast = the_cast.assemble()
        return make_case(cast.lin, cast.hangzhou, status="published").id


def page(client: FlaskClient, path: str, **headers: str) -> Any:
    """The answer to a browser that wishes for English."""
    return client.get(path, headers={"Accept-Language": "en", **headers})


def test_no_page_needs_inline_code_or_anything_from_outside(client: FlaskClient, case_id: int) -> None:
    for path in (*PAGES, f"/cases/{case_id}", f"/cases/{case_id}/revisions", "/no-such-page"):
        response = page(client, path)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        text = response.get_data(as_text=True)
        assert not INLINE.search(text), (path, INLINE.search(text))
        assert not FOREIGN.search(text), (path, FOREIGN.search(text))


def test_every_answer_tells_the_browser_not_to_guess_or_to_be_framed(client: FlaskClient) -> None:
    headers = page(client, "/healthz").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_the_language_is_the_addresses_then_the_cookies_then_the_browsers(client: FlaskClient) -> None:
    def shown(**given: Any) -> str:
        found = re.search(r'<html lang="([^"]+)"', client.get(**given).get_data(as_text=True))
        assert found
        return found[1]

    assert shown(path="/about") == "zh-CN"
    assert shown(path="/about", headers={"Accept-Language": "fr, de;q=0.5"}) == "zh-CN"
    assert shown(path="/about", headers={"Accept-Language": "en-GB, zh;q=0.5"}) == "en"
    assert shown(path="/about?lang=en") == "en"
    assert shown(path="/about", headers={"Accept-Language": "zh"}) == "en"  # by the cookie
    assert shown(path="/about?lang=zh") == "zh-CN"
    assert shown(path="/about?lang=xx", headers={"Accept-Language": "en"}) == "zh-CN"  # by the cookie


def test_a_page_names_itself_in_both_languages(client: FlaskClient) -> None:
    text = page(client, "/cases?stage=pilot").get_data(as_text=True)
    assert 'hreflang="zh-CN" href="http://127.0.0.1:8000/cases?stage=pilot&amp;lang=zh"' in text
    assert 'hreflang="en" href="http://127.0.0.1:8000/cases?stage=pilot&amp;lang=en"' in text


def test_the_theme_is_kept(client: FlaskClient) -> None:
    assert 'data-theme="auto"' in page(client, "/about").get_data(as_text=True)
    page(client, "/about?theme=dark")
    assert 'data-theme="dark"' in page(client, "/about").get_data(as_text=True)
    page(client, "/about?theme=purple")
    assert 'data-theme="dark"' in page(client, "/about").get_data(as_text=True)


def test_assets_are_kept_for_ever_under_an_address_of_their_content(client: FlaskClient) -> None:
    found = re.search(r'<link rel="stylesheet" href="([^"]+)"', page(client, "/about").get_data(as_text=True))
    assert found
    response = client.get(found[1])
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    response.close()
    old = re.sub(r"/static/\w+/", "/static/0123456789ab/", found[1])
    response = client.get(old)
    assert response.headers["Cache-Control"] == "no-cache"
    response.close()
    assert client.get(found[1].replace("/static/", "/static/../")).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("en", "There is nothing at this address"), ("zh-CN", "鉴")])
def test_what_is_not_there_has_a_page_of_its_own(client: FlaskClient, language: str, words: str) -> None:
    for path in ("/no-such-page", "/cases/999999", "/cases/no-such-name", "/organisations/NOPE", "/standards/1"):
        response = client.get(path, headers={"Accept-Language": language})
        assert response.status_code == 404, path
        assert words in response.get_data(as_text=True)
        assert f'<html lang="{language}"' in response.get_data(as_text=True)


def test_a_wrong_method_is_405_and_says_which_is_right(client: FlaskClient) -> None:
    response = client.post("/fields")
    assert response.status_code in (400, 405)
    response = client.delete("/healthz")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_form_without_its_token_is_refused_with_a_sentence(client: FlaskClient) -> None:
    response = client.post("/sign-in", data={"email": "x"}, headers={"Accept-Language": "en"})
    assert response.status_code == 400
    assert "This form has been open too long" in response.get_data(as_text=True)


def test_a_body_that_is_too_large_is_413(client: FlaskClient) -> None:
    big = b"x=" + b"a" * (3 * 1024 * 1024)
    response = client.post("/sign-in", data=big, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert 'class="big-number"' in response.get_data(as_text=True)


def test_a_cursor_of_nowhere_is_refused_with_a_sentence(client: FlaskClient, case_id: int) -> None:
    for path in ("/cases?cursor=x", "/organisations?cursor=%F0%9F%98%80", "/standards?cursor=bnVsbA"):
        response = page(client, path)
        assert response.status_code == 422, path
        assert "This is not a cursor of this list" in response.get_data(as_text=True)


def test_what_breaks_on_our_side_has_a_page_that_needs_no_database(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(db.session, "execute", broken)
    monkeypatch.setattr(db.session, "scalars", broken)
    monkeypatch.setattr(db.session, "scalar", broken)
    app.testing = False
    response = page(client, "/cases")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.get_data(as_text=True)
    assert "the disk is gone" not in response.get_data(as_text=True)


def test_the_process_answers_and_says_whether_it_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json() == {"status": "ok", "database": "ok"}


def test_the_site_map_lists_every_public_case_in_both_languages(client: FlaskClient, case_id: int) -> None:
    index = client.get("/sitemap.xml").get_data(as_text=True)
    maps = re.findall(r"<loc>http://127.0.0.1:8000(/sitemap-[\w-]+\.xml)</loc>", index)
    assert "/sitemap-cases-1.xml" in maps
    everything = "".join(
        client.get(path).get_data(as_text=True) for path in maps if client.get(path).status_code == 200
    )
    assert f"<loc>http://127.0.0.1:8000/cases/{case_id}</loc>" in everything
    assert f'hreflang="en" href="http://127.0.0.1:8000/cases/{case_id}?lang=en"' in everything
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").get_data(as_text=True)


def test_what_robots_are_asked_to_leave_alone_is_not_in_the_site_map(client: FlaskClient, case_id: int) -> None:
    closed = re.findall(r"Disallow: (\S+)", client.get("/robots.txt").get_data(as_text=True))
    listed = client.get("/sitemap-pages.xml").get_data(as_text=True)
    assert closed
    assert not any(f"8000{path}" in listed for path in closed)
