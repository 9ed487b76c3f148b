"""The audit log as a page: who reads it, what a line says, how it is narrowed, and what it costs."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app import wiring
from platform_app.access.actor import SYSTEM
from platform_app.cases import publication
from platform_app.moderation.acts import ACTS
from platform_app.search import glossary
from platform_app.search.inputs import NewTerm
from tests import cast as the_cast
from tests.cast import Cast
from tests.factories import make_case, make_fields
from tests.scenes import Scene
from tests.web.browsing import Browser
from tests.web.test_budgets import counted
from tests.web.test_signin import sign_in


def _write() -> Cast:
    make_fields()
    cast = the_cast.assemble()
    make_case(cast.lin, cast.hangzhou, status="published", title={"zh": "海绵城市", "en": "Sponge city"})
    make_case(cast.chen, cast.xiamen, title={"en": "Secret plans"})
    glossary.add_term(cast.tang, NewTerm(zh="城市更新", en="urban renewal"))
    gone = glossary.add_term(cast.tang, NewTerm(zh="旧词", en="old word"))
    glossary.remove_term(cast.tang, gone.id)
    return cast


_written = Scene(_write)


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Hangzhou's case 1 is published, Xiamen's case 2 a draft; a term was added and another removed."""
    with app.app_context():
        return _written.put()


def rows(browser: Browser, path: str = "/audit") -> list[str]:
    """The lines on the page, as text."""
    found = re.findall(r"<tr>(.*?)</tr>", browser.text(path).partition("<tbody>")[2], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_every_event_has_its_sentence_and_no_sentence_is_left_over() -> None:
    recorded = {kind.__name__ for kind in wiring.all_events() if not kind.__subclasses__()}
    assert set(ACTS) == recorded
    assert len({str(sentence) for sentence in ACTS.values()}) == len(ACTS)


READERS: list[str] = ["gao", "he", "tang"]


def test_who_may_read_it_finds_it_in_her_menu(app: Flask, cast: Cast, subtests: pytest.Subtests) -> None:
    for name in READERS:
        with subtests.test(name=name):
            assert 'href="/audit"' in Browser(app, name).text("/audit").partition("<main")[0]


OTHERS: list[str] = ["lin", "shen", "guest"]


def test_others_are_told_who_may(app: Flask, cast: Cast, subtests: pytest.Subtests) -> None:
    for name in OTHERS:
        with subtests.test(name=name):
            browser = Browser(app, name)
            answer = browser.get("/audit")
            assert answer.status_code == 403
            assert "Moderators, the secretariat, administrators." in answer.get_data(as_text=True)
            assert 'href="/audit"' not in browser.text("/desk")


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient, cast: Cast) -> None:
    answer = client.get("/audit")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=%2Faudit")


def test_a_line_says_who_did_what_to_what_for_whom(app: Flask, cast: Cast) -> None:
    line = next(row for row in rows(Browser(app, "gao")) if "A draft was started" in row and "Case 1" in row)
    assert re.match(r"\d+ \w+ \d{4}, \d\d:\d\d 林晓 A draft was started", line)
    assert "Sponge city" in line
    assert "revision 1" in line
    assert line.endswith("Hangzhou")


def test_the_newest_line_is_the_first(app: Flask, cast: Cast) -> None:
    sign_in(app.test_client(), "gao")
    gao = Browser(app, "gao")
    assert "Somebody signed in" in rows(gao)[0]
    with app.app_context():
        publication.archive(cast.lin, 1, reason="Replaced.")
    assert "A case was archived" in rows(gao)[0]


def test_a_draft_that_the_reader_may_not_read_keeps_its_title(app: Flask, cast: Cast) -> None:
    html = Browser(app, "gao").text("/audit?subject_kind=case&subject_id=2")
    assert "gone, or not open to you" in html
    assert "Secret plans" not in html
    assert 'href="/cases/2' not in html


def test_accounts_are_linked_for_administrators_only(app: Flask, cast: Cast) -> None:
    path = f"/audit?subject_kind=person&subject_id={cast.lin.id}"
    assert f'href="/people/{cast.lin.id}"' in Browser(app, "tang").text(path)
    assert f'href="/people/{cast.lin.id}"' not in Browser(app, "gao").text(path)


NARROWED: list[tuple[str, str, str]] = [
    ("act=CaseCreated", "A draft was started", "A revision was published"),
    ("subject_kind=term", "A glossary term was added", "Case"),
    ("organisation=350200", "Case 2", "Case 1"),
    ("organisation=350200", "Xiamen", "Hangzhou"),
    ("person=陈", "Case 2", "Case 1"),
    ("subject_kind=case&subject_id=1", "Case 1", "Case 2"),
    ("person={chen}", "Case 2", "Case 1"),
]


def test_it_is_narrowed(app: Flask, cast: Cast, subtests: pytest.Subtests) -> None:
    gao = Browser(app, "gao")
    for query, says, not_this in NARROWED:
        with subtests.test(query=query):
            found = rows(gao, "/audit?" + query.format(chen=cast.chen.id))
            assert any(says in row for row in found)
            assert not any(not_this in row for row in found)


NOTHING: list[str] = ["organisation=nowhere", "person=%25", "person=99999999999999999999", "act=Nothing"]


def test_where_nothing_matches_it_says_so(app: Flask, cast: Cast, subtests: pytest.Subtests) -> None:
    gao = Browser(app, "gao")
    for query in NOTHING:
        with subtests.test(query=query):
            assert "No line matches" in gao.text(f"/audit?{query}")


def test_a_filter_that_cannot_be_read_is_kept_and_explained_beside_its_field(app: Flask, cast: Cast) -> None:
    answer = Browser(app, "gao").get("/audit?person=a%07b")
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert 'id="f-person-problem"' in html
    assert "control characters" in html


def test_pages_follow_each_other_without_gap_or_repeat_and_keep_the_filter(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for no in range(45):
            glossary.add_term(SYSTEM, NewTerm(zh=f"词{no}", en=f"word {no}"))
    gao = Browser(app, "gao")
    first = gao.text("/audit?subject_kind=term")
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following
    shown = rows(gao, "/audit?subject_kind=term"), rows(gao, following[1].replace("&amp;", "&"))
    assert [len(part) for part in shown] == [40, 8]
    assert all("Term" in row for part in shown for row in part)


def test_a_full_page_takes_six_statements_at_most(app: Flask, cast: Cast) -> None:
    gao = Browser(app, "gao")
    gao.text("/audit?organisation=350200&person=3")
    for path in ("/audit", "/audit?organisation=330100", "/audit?subject_kind=case&person=林"):
        with counted(app) as statements:
            gao.text(path)
        assert 0 < len(statements) <= 6, "\n".join(statements)
