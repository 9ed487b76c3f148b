"""The glossary as a page: everybody reads and searches it; administrators edit it and lose nothing they typed."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from platform_app.search import glossary
from platform_app.search.inputs import NewTerm
from tests import cast as the_cast
from tests.cast import Cast
from tests.factories import make_fields
from tests.web.browsing import Browser, Forms
from tests.web.test_budgets import counted

SPONGE = NewTerm(
    zh="海绵城市", en="sponge city", zh_synonyms=["海绵型城市"], en_synonyms=["Sponge Cities"], topic="smart-city"
)
EDIT = "/glossary/1/edit"
REMOVAL = "/glossary/1/removal"


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Two terms: one out of the reference data, one of our own."""
    with app.app_context():
        make_fields()
        cast = the_cast.assemble()
        glossary.load_term(cast.tang, "G001", SPONGE)
        glossary.add_term(cast.tang, NewTerm(zh="城市更新", en="urban renewal", topic="general"))
        return cast


def term_now(app: Flask, cast: Cast, term_id: int = 1) -> dict[str, object]:
    """What stands in the database."""
    with app.app_context():
        row = glossary.term(cast.tang, term_id)
        return {name: getattr(row, name) for name in NewTerm.model_fields}


def test_everybody_reads_it_and_nobody_else_than_an_administrator_is_offered_to_edit(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    html = client.get("/glossary", headers={"Accept-Language": "en"}).get_data(as_text=True)
    for words in (
        "海绵城市",
        "海绵型城市",
        "sponge city",
        "Sponge Cities",
        "Smart cities",
        "General",
        "2 terms",
        "CC-CEDICT",
    ):
        assert words in html
    assert "/glossary/new" not in html + Browser(app, "gao").text("/glossary")
    assert "/glossary/new" in Browser(app, "tang").text("/glossary")


def test_the_footer_leads_to_it(client: FlaskClient, cast: Cast) -> None:
    assert 'href="/glossary"' in client.get("/about").get_data(as_text=True).partition("<footer")[2]


PARTS: list[str] = ["海绵", "海綿城市", "SPONGE", "型城", "cities"]


def test_a_term_is_found_by_a_part_of_any_of_its_names_in_either_script(
    client: FlaskClient, cast: Cast, subtests: pytest.Subtests
) -> None:
    for typed in PARTS:
        with subtests.test(typed=typed):
            html = client.get("/glossary", query_string={"q": typed}).get_data(as_text=True)
            assert "海绵城市" in html
            assert "城市更新" not in html


def test_where_no_term_matches_it_says_so(client: FlaskClient, cast: Cast) -> None:
    html = client.get("/glossary?q=%25", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "No term matches" in html


def test_pages_follow_each_other_without_gap_or_repeat(app: Flask, client: FlaskClient, cast: Cast) -> None:
    with app.app_context():
        for no in range(55):
            glossary.add_term(cast.tang, NewTerm(zh=f"词{no:02}", en=f"word {no}"))
    path, seen = "/glossary?q=词", []
    while path:
        html = client.get(path, headers={"Accept-Language": "en"}).get_data(as_text=True)
        assert "55 terms" in html
        seen += re.findall(r">(词\d\d)</a>", html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        path = following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"词{no:02}" for no in range(55)]


def test_a_page_takes_four_statements_at_most(app: Flask, cast: Cast) -> None:
    tang = Browser(app, "tang")
    with counted(app) as statements:
        tang.text("/glossary?q=城市")
    assert 0 < len(statements) <= 4, "\n".join(statements)


@pytest.mark.parametrize("path", ["/glossary/new", EDIT, REMOVAL])
def test_the_forms_are_for_administrators(app: Flask, client: FlaskClient, cast: Cast, path: str) -> None:
    assert client.get(path).location.startswith("/sign-in?next=")
    refused = Browser(app, "gao").get(path)
    assert refused.status_code == 403
    assert "Administrators." in refused.get_data(as_text=True)


def test_an_administrator_adds_a_term_and_sees_it(app: Flask, cast: Cast) -> None:
    tang = Browser(app, "tang")
    answer = tang.press(
        "/glossary/new", zh="口袋公园", en="pocket park", en_synonyms="vest-pocket park\r\n\r\nminipark; minipark"
    )
    assert answer.status_code == 303
    html = tang.text(answer.location)
    assert "“口袋公园” is in the glossary" in html
    assert term_now(app, cast, 3)["en_synonyms"] == ["vest-pocket park", "minipark"]


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(app: Flask, cast: Cast) -> None:
    answer = Browser(app, "tang").press("/glossary/new", zh="", en="pocket park", zh_synonyms="好\n" + "长" * 121)
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert 'id="f-zh-problem"' in html
    assert 'id="f-zh_synonyms-problem"' in html
    kept = Forms(html).forms["/glossary/new"]
    assert (kept["en"], kept["zh_synonyms"]) == ("pocket park", "好\r\n" + "长" * 121)


def test_an_administrator_changes_one_thing_and_the_rest_stays(app: Flask, cast: Cast) -> None:
    answer = Browser(app, "tang").press(EDIT, en="sponge town")
    assert answer.status_code == 303
    assert term_now(app, cast) == {**SPONGE.model_dump(), "en": "sponge town"}


def test_whoever_saves_second_sees_both_texts_and_can_then_save_hers(app: Flask, cast: Cast) -> None:
    tang = Browser(app, "tang")
    opened = tang.form(EDIT)
    tang.press(EDIT, en="absorbent city")
    refused = tang.send(EDIT, opened, en="sponge town")
    assert refused.status_code == 409
    html = refused.get_data(as_text=True)
    assert "absorbent city" in html
    again = Forms(html).forms[EDIT]
    assert again["en"] == "sponge town"
    assert term_now(app, cast)["en"] == "absorbent city"
    assert tang.send(EDIT, again).status_code == 303
    assert term_now(app, cast)["en"] == "sponge town"


def test_a_form_without_a_version_overwrites_nothing(app: Flask, cast: Cast) -> None:
    tang = Browser(app, "tang")
    for path in (EDIT, REMOVAL):
        fields = tang.form(path)
        fields.poplist("version")
        assert tang.send(path, fields, en="x").status_code == 409
    assert term_now(app, cast) == SPONGE.model_dump()


def test_what_was_typed_for_a_term_that_was_removed_meanwhile_can_be_added(app: Flask, cast: Cast) -> None:
    tang = Browser(app, "tang")
    opened = tang.form(EDIT)
    tang.press(REMOVAL)
    refused = tang.send(EDIT, opened, en="sponge town")
    assert refused.status_code == 409
    assert tang.send("/glossary/new", Forms(refused.get_data(as_text=True)).forms["/glossary/new"]).status_code == 303
    assert term_now(app, cast, 3)["en"] == "sponge town"


def test_a_removal_is_asked_about_first_and_can_be_undone_once(app: Flask, cast: Cast) -> None:
    tang = Browser(app, "tang")
    assert "reference data (G001)" in tang.text(REMOVAL)
    assert tang.press(REMOVAL).location == "/glossary"
    html = tang.text("/glossary")
    assert "“海绵城市” is no longer in the glossary." in html
    assert "Put it back" not in tang.text("/glossary")
    assert tang.send("/glossary/new", Forms(html).forms["/glossary/new"]).status_code == 303
    assert term_now(app, cast, 3) == SPONGE.model_dump()


def test_a_removal_of_what_has_changed_meanwhile_shows_the_change(app: Flask, cast: Cast) -> None:
    tang = Browser(app, "tang")
    opened = tang.form(REMOVAL)
    tang.press(EDIT, en="absorbent city")
    refused = tang.send(REMOVAL, opened)
    assert refused.status_code == 409
    assert "absorbent city" in refused.get_data(as_text=True)


def test_whoever_may_edit_it_gets_there_from_the_words_that_search_added(app: Flask, cast: Cast) -> None:
    link = f'href="/glossary?q={quote("海绵城市")}"'
    tang = Browser(app, "tang")
    assert "Also searched for:" in (html := tang.text("/search?q=海绵城市"))
    assert link in html
    assert "sponge city" in tang.text(f"/glossary?q={quote('海绵城市')}")
    assert link not in Browser(app, "gao").text("/search?q=海绵城市")


def test_axe_finds_nothing_on_the_form_of_a_term_and_nothing_sticks_out(
    sign_in: Callable[..., Page], assert_accessible: Callable[[Page], None], cast: Cast
) -> None:
    page = sign_in("tang", locale="en-GB", viewport={"width": 390, "height": 844})
    for path in ("/glossary/new", EDIT, REMOVAL, "/glossary", "/audit"):
        page.goto(path)
        if path == EDIT:  # axe sees the others among the pages of tests/journeys
            assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
