"""The search page: what was typed stays, what was found is marked, and one can narrow and widen."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.search import documents
from platform_app.search.index import installed
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.scenes import Scene
from tests.web.public_cases import main_text, read
from tests.web.test_budgets import counted


def _publish() -> the_cast.Cast:
    make_fields()
    cast = the_cast.assemble()
    both = {"zh": "城市更新试点", "en": "Urban renewal pilot"}
    make_case(cast.lin, cast.hangzhou, status="published", title=both, stage="pilot")
    make_case(cast.chen, cast.xiamen, status="published", title={"zh": "海绵城市"}, field="smart-city")
    make_case(cast.lin, cast.hangzhou, status="published", title={"en": "<script>alert(1)</script> renewal"})
    make_case(cast.lin, cast.hangzhou, title={"zh": "城市更新秘密草稿"})
    return cast


_published = Scene(_publish)


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """Three public cases in the index, and a draft that is not."""
    with app.app_context():
        made = _published.put()
        installed().engine.rebuild(documents.every())
        return made


def test_a_word_inside_a_chinese_sentence_is_found_and_marked(client: FlaskClient, cast: the_cast.Cast) -> None:
    page = read(client, "/search?q=更新", "zh-CN")
    assert re.search(r"<mark>更新</mark>", page)
    assert "秘密草稿" not in page


def test_what_was_typed_stays_in_the_box_and_is_harmless(client: FlaskClient, cast: the_cast.Cast) -> None:
    typed = "&quot;&gt;&lt;script&gt;alert(2)"
    page = read(client, '/search?q=">%3Cscript>alert(2)')
    assert f'value="{typed}"' in page.replace("&#34;", "&quot;")
    assert "<script>alert" not in page


def test_a_script_in_a_title_stays_text_in_the_results(client: FlaskClient, cast: the_cast.Cast) -> None:
    page = read(client, "/search?q=renewal")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_what_did_not_work_is_offered_with_its_count_and_chosen(client: FlaskClient, cast: the_cast.Cast) -> None:
    assert re.search(r"Tells what did not work</span><small>3<", read(client, "/search?q="))
    chosen = read(client, "/search?q=&failures=difficulties")
    assert "海绵城市" in chosen and 'class="chip on"' in chosen
    assert "Nothing found" in read(client, "/search?q=&failures=stopped")
    assert "Nothing found" in read(client, "/search?q=&distinction=announced")


def test_nothing_found_offers_a_way_on(client: FlaskClient, cast: the_cast.Cast) -> None:
    assert "Nothing found" in main_text(read(client, "/search?q=qqzzqq"))


def test_a_facet_narrows_and_its_chip_widens_again(client: FlaskClient, cast: the_cast.Cast) -> None:
    page = read(client, "/search?q=&kind=case&field=smart-city")
    assert "海绵城市" in page
    assert "Urban renewal pilot" not in page
    chips = re.findall(r'<a class="chip on" href="([^"]+)"', page)
    assert len(chips) == 2
    without_field = next(url for url in chips if "field" not in url).replace("&amp;", "&")
    assert "Urban renewal pilot" in read(client, without_field)


def test_the_counts_of_a_facet_are_what_choosing_it_gives(client: FlaskClient, cast: the_cast.Cast) -> None:
    page = read(client, "/search?q=&kind=case")
    counted_links = re.findall(r'<a href="(/search\?[^"]+)"><span>[^<]+</span><small>(\d+)</small>', page)
    assert counted_links
    for url, count in counted_links:
        chosen = main_text(read(client, url.replace("&amp;", "&")))
        assert re.search(rf"\b{count} things? to read", chosen), url


ODD: list[str] = ["q=" + "长" * 10_001, "cursor=nonsense", "sort=loudest", "kind=secret", "language=fr", "q=a%00b"]


def test_nothing_one_can_ask_breaks_the_page(
    client: FlaskClient, cast: the_cast.Cast, subtests: pytest.Subtests
) -> None:
    for query in ODD:
        with subtests.test(query=query):
            response = client.get(f"/search?{query}", headers={"Accept-Language": "en"})
            assert response.status_code in (200, 422)
            assert 'role="search"' in response.get_data(as_text=True)


def test_the_search_page_stays_within_its_statements(app: Flask, client: FlaskClient, cast: the_cast.Cast) -> None:
    for _ in range(2):
        with counted(app) as statements:
            assert client.get("/search?q=更新").status_code == 200
        assert len(statements) <= 6, "\n".join(statements)


def test_a_case_page_leads_to_similar_cases_without_asking_the_index_itself(
    app: Flask, client: FlaskClient, cast: the_cast.Cast
) -> None:
    assert 'data-similar="/cases/1/similar"' in read(client, "/cases/1")
    assert re.search(r'<ul class="honours" id="similar"><li><a href="/cases/[2-9]', read(client, "/cases/1/similar"))


def test_a_search_offers_a_feed_only_where_a_feed_can_tell_the_same(client: FlaskClient, cast: the_cast.Cast) -> None:
    for query, is_offered in (
        ("q=城市", True),
        ("q=城市&failures=difficulties", False),
        ("q=城市&stage=running", False),
    ):
        html = client.get(f"/search?{query}").get_data(as_text=True)
        assert ("/feeds/cases.atom?" in html.split("<main")[1]) is is_offered, query
