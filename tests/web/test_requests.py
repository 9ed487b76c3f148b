"""Requests between levels on the pages: raised, acted on, answered, published, kept when refused, within budget."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests import cast as the_cast
from tests import factories
from tests.coordination.requesting import answer, put
from tests.web.browsing import Browser
from tests.web.public_cases import STANDARD
from tests.web.test_budgets import counted

FORM = {"organisation": "330100", "kind": "interpretation", "title": "加装电梯的补贴口径", "text": "按台还是按户？"}


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        factories.make_fields()
        standards.put_standard(SYSTEM, NewStandard.model_validate(STANDARD))
        return the_cast.assemble()


def send(browser: Browser, path: str, **fields: Any) -> Any:
    token = browser.text("/account").split('name="csrf_token" value="')[1].split('"')[0]
    return browser.client.post(path, data={**fields, "csrf_token": token})


def version(browser: Browser, path: str) -> str:
    return str(browser.text(path)).split('name="version" value="')[1].split('"')[0]


def act(browser: Browser, request: str, what: str, **fields: Any) -> None:
    path = f"{request}/acts/{what}"
    done = send(browser, path, version=version(browser, path), **fields)
    assert done.status_code == 303, done.text


def test_a_city_asks_on_the_page_its_province_answers_and_publishes(app: Flask, cast: the_cast.Cast) -> None:
    lin, shen = Browser(app, "lin"), Browser(app, "shen")
    page = lin.text("/requests/new")
    assert 'value="330000"' in page and 'value="330200"' not in page and 'value="350000"' not in page
    made = send(
        lin,
        "/requests/new",
        **FORM,
        asked="330000",
        standard="gb/t36333-2018",
        links="通知 https://zj.example/1",
        due_on="",
    )
    assert made.status_code == 303
    address = made.location
    assert "加装电梯的补贴口径" in shen.text("/requests?box=in&state=waiting")
    assert "加装电梯的补贴口径" in lin.text("/requests?box=out")
    act(shen, address, "acknowledge", organisation="330000")
    act(shen, address, "answer", organisation="330000", text="按台计算。")
    assert "按台计算。" in lin.text(address)
    act(shen, address, "publish", organisation="330000", question="补贴按台还是按户计算？")
    act(lin, address, "accept", organisation="330000")
    act(lin, address, "close", reason="已解决。")
    reader = app.test_client()
    for path in ("/interpretations", "/interpretations?standard=1&q=按台", "/standards/1"):
        assert "补贴按台还是按户计算？" in reader.get(path).text, path
    assert "按台计算。" in reader.get("/interpretations/1").text
    assert reader.get("/interpretations/2").status_code == 404
    assert reader.get("/interpretations?standard=x").status_code == 404


def test_what_was_typed_stays_when_it_is_refused(app: Flask, cast: the_cast.Cast) -> None:
    lin = Browser(app, "lin")
    refused = send(lin, "/requests/new", **FORM, asked="M-SAC", copies="宁波", due_on="2020-01-01")
    assert refused.status_code == 422
    assert "This skips a level" in refused.text
    assert "按台还是按户？" in refused.text


def test_an_act_on_a_page_that_was_read_too_early_is_refused_and_keeps_its_words(
    app: Flask, cast: the_cast.Cast
) -> None:
    with app.app_context():
        request = put(cast.lin, cast.hangzhou, cast.zhejiang)
    shen = Browser(app, "shen")
    path = f"/requests/{request.id}/acts/answer"
    seen = version(shen, f"{path}?organisation=330000")
    act(shen, f"/requests/{request.id}", "acknowledge", organisation="330000")
    stale = send(shen, path, version=seen, organisation="330000", text="按台计算。")
    assert stale.status_code == 409 or stale.status_code == 412
    assert "按台计算。" in stale.text
    assert send(shen, path, version="x", organisation="330000", text="按台。").status_code == stale.status_code


NOWHERE: list[str] = [
    "/requests?box=sideways",
    "/requests?state=x",
    "/requests?kind=x",
    "/requests/1/acts/burn",
    "/requests/9",
]


def test_unknown_words_lead_nowhere(app: Flask, cast: the_cast.Cast, subtests: pytest.Subtests) -> None:
    lin = Browser(app, "lin")
    for path in NOWHERE:
        with subtests.test(path=path):
            assert lin.client.get(path).status_code == 404


def test_every_act_has_its_page(app: Flask, cast: the_cast.Cast) -> None:
    from platform_app.web.request_words import ACTS

    with app.app_context():
        request = put(cast.lin, cast.hangzhou, cast.zhejiang, ministry="M-SAC")
    shen = Browser(app, "shen")
    for what in ACTS:
        assert shen.client.get(f"/requests/{request.id}/acts/{what}?organisation=330000").status_code == 200


def test_who_speaks_for_nobody_raises_nothing(app: Flask, cast: the_cast.Cast) -> None:
    for name in ("guest", "amal", "wu"):
        assert Browser(app, name).client.get("/requests/new").status_code == 403


def test_administrators_enter_days_and_take_them_out(app: Flask, cast: the_cast.Cast) -> None:
    tang = Browser(app, "tang")
    day = {"name_zh": "假日", "name_en": "A day off"}
    assert send(tang, "/holidays", day="soon", **day).status_code == 422
    assert send(tang, "/holidays", day="2027-01-01", **day).status_code == 303
    assert "A day off" in tang.text("/holidays")
    assert send(tang, "/holidays/soon/removal").status_code == 404
    assert send(tang, "/holidays/2027-01-01/removal").status_code == 303
    assert Browser(app, "lin").client.get("/holidays").status_code == 403


PAGES: list[str] = ["/requests?box=in", "/requests?box=out", "/requests/1", "/requests/new"]


def test_pages_ask_at_most_ten_statements(app: Flask, cast: the_cast.Cast, subtests: pytest.Subtests) -> None:
    with app.app_context():
        for _ in range(12):
            answer(cast.lin, put(cast.shen, cast.zhejiang, cast.hangzhou, cast.ningbo))
    shen = Browser(app, "shen")
    for path in PAGES:
        with subtests.test(path=path):
            shen.text(path)
            with counted(app) as statements:
                shen.text(path)
            assert len(statements) <= 10, statements


def test_a_paper_is_added_on_the_page_and_taken_out_again(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        path = f"/requests/{put(cast.lin, cast.hangzhou, cast.zhejiang).id}"
    lin, shen = Browser(app, "lin"), Browser(app, "shen")
    file = (BytesIO("层数,元\n".encode()), "办法.csv")
    assert send(lin, f"{path}/papers", file=file, organisation="330100").status_code == 303
    page = shen.text(path)
    assert f"{path}/papers/1/%E5%8A%9E%E6%B3%95.csv" in page and f"{path}/papers/1/removal" not in page
    read = shen.client.get(f"{path}/papers/1/x.csv")
    assert (read.status_code, read.data, read.headers["Cache-Control"]) == (
        200,
        "层数,元\n".encode(),
        "private, no-cache",
    )
    assert send(lin, f"{path}/papers", file=(BytesIO(b"MZ"), "a.exe")).status_code == 303
    assert "a.exe" not in lin.text(path)
    assert send(lin, f"{path}/papers/1/removal").status_code == 303
    assert shen.client.get(f"{path}/papers/1/x.csv").status_code == 404


def test_a_standard_that_is_not_here_is_named_and_what_was_typed_stays(app: Flask, cast: the_cast.Cast) -> None:
    refused = send(Browser(app, "lin"), "/requests/new", **FORM, asked="330000", standard="GB 99999-2099")
    assert refused.status_code == 422
    assert (
        'id="f-standard-problem"' in refused.text and "GB 99999-2099" in refused.text and FORM["text"] in refused.text
    )
