"""The fixtures themselves: a fresh database each time, a browser that stays at home, no silent skip."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import text

from platform_app.kernel.db import db
from platform_app.search.dictionary import Dictionary
from platform_app.standards.models import Field
from tests.services import reuse


def _field() -> Field:
    names = {"name_zh": "基础", "name_en": "Foundation", "short_zh": "基础"}
    texts = {"description_zh": "…", "description_en": "…", "keywords": {}}
    return Field(code="F99", slug="foundation", position=99, **names, **texts)


@pytest.mark.parametrize("turn", [1, 2])
def test_no_test_sees_what_another_wrote(platform: Flask, turn: int) -> None:
    assert db.session.query(Field).count() == 0
    db.session.add(_field())
    db.session.flush()
    db.session.connection().commit()
    assert db.session.query(Field).one().id == 1


def test_each_database_is_what_it_says(platform: Flask, database: str) -> None:
    assert db.engine.dialect.name == database


@pytest.mark.databases("sqlite")
def test_sqlite_syncs_and_checks_foreign_keys(make_app: Callable[..., Flask]) -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys")
    with reuse.synced(), make_app().app_context():
        assert [db.session.execute(text(f"PRAGMA {name}")).scalar() for name in asked] == ["wal", 2, 1]


def test_whoever_builds_the_dictionary_has_all_of_it(dictionary: Dictionary, tmp_path: Path) -> None:
    Dictionary(tmp_path).build()
    Dictionary(tmp_path).build()  # as with the real one, what is there stays
    assert "sponge" in Dictionary(tmp_path).translate("海绵")
    assert (tmp_path / dictionary.path.name).samefile(dictionary.path)


@pytest.mark.databases("sqlite")
def test_a_page_is_read_in_a_real_browser(page: Page) -> None:
    page.goto("/sign-in")
    assert page.title().endswith("城标互鉴")
    assert page.evaluate("navigator.language") == "zh-CN"


@pytest.mark.databases("sqlite")
def test_axe_names_what_is_wrong_with_a_page(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    page.set_content("<!doctype html><html lang=zh-CN><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


@pytest.mark.databases("sqlite")
def test_faint_text_is_named_also_where_the_same_words_were_seen_on_another_ground(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    text = "<p style='color: #ccc'>城市</p>"
    frame = "<!doctype html><html lang=zh-CN><title>x</title><main style='background: {}'><h1>x</h1>{}</main>"
    page.set_content(frame.format("#fff; color: #000", "<p>城市</p>"))
    assert_accessible(page)
    page.set_content(frame.format("#222; color: #fff", text))
    assert_accessible(page)
    for _time in range(2):  # what was found wrong is not forgotten
        page.set_content(frame.format("#fff; color: #000", text))
        with pytest.raises(AssertionError, match="color-contrast"):
            assert_accessible(page)


HOME = "http://127.0.0.1:5000"


@pytest.mark.parametrize(
    ("url", "foreign"),
    [
        (f"{HOME}/search?q=1", False),
        ("data:image/png;base64,", False),
        ("https://fonts.example.org/x.woff2", True),
    ],
)
def test_a_request_that_leaves_the_site_is_noticed(url: str, foreign: bool) -> None:
    from tests.services.browsers import requests_outside

    assert bool(list(requests_outside(url, HOME))) == foreign


@pytest.mark.parametrize(("required", "outcome"), [("1", {"failed": 1}), ("0", {"skipped": 1})])
def test_a_skip_fails_where_services_are_required(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, required: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("REQUIRE_SERVICES", required)
    hook = Path(__file__).with_name("requirement.py").read_text("utf-8")
    pytester.makeconftest(hook)
    pytester.makepyfile("import pytest\n\ndef test_it():\n    pytest.skip('no server here')\n")
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(**outcome)


def test_a_browser_profile_is_separate_from_the_next(new_context: Callable[..., BrowserContext], app: Flask) -> None:
    first, second = new_context(), new_context(locale="en")
    first.add_cookies([{"name": "who", "value": "me", "url": "http://127.0.0.1"}])
    assert second.cookies() == []
