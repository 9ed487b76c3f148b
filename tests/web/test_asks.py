"""Asking a city on the pages: picking with reasons, typing names, answering, declining, what an organisation shows."""

from typing import Any

import pytest
from flask import Flask, render_template

from platform_app.exchange import queries
from platform_app.web.asks import panel
from tests import cast as the_cast
from tests import factories
from tests.exchange.asking import now, put
from tests.search.indexed import Indexed
from tests.web.browsing import Browser
from tests.web.test_budgets import counted


def _prepare() -> tuple[the_cast.Cast, int]:
    factories.make_fields()
    cast = the_cast.assemble()
    factories.make_case(cast.chen, cast.xiamen, status="published", title={"zh": "老旧小区加装电梯"})
    return cast, factories.make_thread(cast.lin, field="new-urbanization", title="加装电梯花了多少钱？").id


_prepared = Indexed(_prepare)


@pytest.fixture
def prepared(app: Flask) -> tuple[the_cast.Cast, int]:
    """Everybody, a published case and a thread that asks about the same, and their index."""
    with app.app_context():
        return _prepared.put()


@pytest.fixture
def cast(prepared: tuple[the_cast.Cast, int]) -> the_cast.Cast:
    return prepared[0]


@pytest.fixture
def thread(prepared: tuple[the_cast.Cast, int]) -> int:
    return prepared[1]


def send(browser: Browser, path: str, **fields: Any) -> Any:
    return browser.client.post(path, data={**fields, "csrf_token": token(browser)})


def token(browser: Browser) -> str:
    return browser.text("/account").split('name="csrf_token" value="')[1].split('"')[0]


def test_the_asker_picks_with_reasons_and_types_names(app: Flask, thread: int) -> None:
    lin = Browser(app, "lin")
    page = lin.text(f"/threads/{thread}/asks")
    assert "A published case speaks of much the same: “老旧小区加装电梯”; Published cases in this field: 1" in page
    typed = {"picked": ["350200"], "others": "Beijing Municipality，泉州, dubai", "due_on": ""}
    done = send(lin, f"/threads/{thread}/asks", **typed)
    assert done.status_code == 303
    page = lin.text(f"/threads/{thread}/asks")
    for name in ("Xiamen", "Beijing Municipality", "Quanzhou", "Dubai"):
        assert f">{name}</a>" in page
    assert "Who might know" not in page


def test_what_was_typed_stays_when_a_name_is_unknown(app: Flask, thread: int) -> None:
    lin = Browser(app, "lin")
    refused = send(lin, f"/threads/{thread}/asks", picked=["350200"], others="泉州, Atlantis", due_on="2020-01-01")
    assert refused.status_code == 422
    assert "There is no organisation called “Atlantis”." in refused.text
    assert 'value="泉州, Atlantis"' in refused.text
    assert 'value="350200" checked' in refused.text


def test_the_asked_city_finds_it_answers_and_its_page_tells_how_it_answers(
    app: Flask, cast: the_cast.Cast, thread: int
) -> None:
    with app.app_context():
        first, second = put(cast.lin, queries.get(cast.lin, thread), cast.xiamen, cast.beijing)
    chen, qi = Browser(app, "chen"), Browser(app, "qi")
    for path in ("/desk", "/asks"):
        assert "加装电梯花了多少钱？" in chen.text(path)
    assert "Answer, pass on or decline" in chen.text(f"/threads/{thread}/asks")
    assert send(chen, f"/asks/{first.id}/answer", text="").status_code == 422
    assert send(chen, f"/asks/{first.id}/answer", text="每台约四十万元。").status_code == 303
    assert chen.get(f"/asks/{first.id}").status_code == 200
    assert send(qi, f"/asks/{second.id}/decline", word="").status_code == 422
    assert send(qi, f"/asks/{second.id}/decline", word="尚在试点。").status_code == 303
    assert "尚在试点。" in Browser(app, "lin").text(f"/threads/{thread}/asks")
    assert "尚在试点。" not in chen.text(f"/threads/{thread}/asks")
    assert "Questions of other cities" in chen.text("/organisations/350200")
    assert "Questions of other cities" not in chen.text("/organisations/330100")
    with app.app_context():
        assert (now(first).status, now(second).status) == ("answered", "declined")


def test_passing_on_takes_a_name(app: Flask, cast: the_cast.Cast, thread: int) -> None:
    with app.app_context():
        (ask,) = put(cast.lin, queries.get(cast.lin, thread), cast.xiamen)
    chen = Browser(app, "chen")
    assert send(chen, f"/asks/{ask.id}/passing-on", organisation="Hangzhou").status_code == 422
    assert send(chen, f"/asks/{ask.id}/passing-on", organisation="Quanzhou").status_code == 303
    assert "passed on by Xiamen" in chen.text(f"/threads/{thread}/asks")


def test_strangers_read_who_was_asked_but_neither_ask_nor_answer(app: Flask, cast: the_cast.Cast, thread: int) -> None:
    with app.app_context():
        (ask,) = put(cast.lin, queries.get(cast.lin, thread), cast.xiamen)
    qi = Browser(app, "qi")
    assert "Who might know" not in qi.text(f"/threads/{thread}/asks")
    assert qi.get(f"/asks/{ask.id}").status_code == 403
    assert send(qi, f"/threads/{thread}/asks", picked=["350500"]).status_code == 403
    assert send(qi, f"/asks/{ask.id}/answer", text="一。").status_code == 403


def test_the_pages_ask_as_many_statements_however_many_were_asked(app: Flask, cast: the_cast.Cast, thread: int) -> None:
    lin, chen = Browser(app, "lin"), Browser(app, "chen")
    counts = []
    for places in ((cast.xiamen,), (cast.beijing, cast.dubai, cast.quanzhou, cast.ningbo)):
        with app.app_context():
            put(cast.lin, queries.get(cast.lin, thread), *places)
        lin.text(f"/threads/{thread}/asks")
        with counted(app) as statements:
            lin.text(f"/threads/{thread}/asks")
            chen.text("/asks")
            chen.text("/desk")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_log_names_who_was_asked_and_leads_there(app: Flask, cast: the_cast.Cast, thread: int) -> None:
    with app.app_context():
        put(cast.lin, queries.get(cast.lin, thread), cast.xiamen)
        inside = factories.make_thread(cast.lin, visibility="subtree", scope="330100")
        put(cast.lin, inside, factories.make_organisation(parent=cast.hangzhou))
    page = Browser(app, "he").text("/audit?subject_kind=ask")
    assert f'href="/threads/{thread}/asks"' in page
    assert f'href="/threads/{inside.id}/asks"' not in page
    assert "A question was put to an organisation" in page
    assert f'href="/threads/{thread}"' in Browser(app, "he").text("/audit")


def test_the_panel_for_the_page_of_a_thread_has_ones_own_ask_on_top(
    app: Flask, cast: the_cast.Cast, thread: int
) -> None:
    with app.app_context():
        put(cast.lin, queries.get(cast.lin, thread), cast.xiamen, cast.beijing)
    with app.test_request_context("/?lang=en"):
        row = queries.get(cast.chen, thread)
        page = render_template("threads/_asks.html", asks=panel(cast.chen, row), thread=row)
        asking = render_template("threads/_asks.html", asks=panel(cast.lin, row), thread=row)
        assert render_template("threads/_asks.html", thread=row).strip() == ""
    assert page.index('href="#reply-title"') < page.index(f'href="/threads/{thread}/asks"')
    assert page.count('href="/asks/1#declining"') == 1
    assert 'href="/asks/' not in asking
