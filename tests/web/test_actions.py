"""Action items, boards, the chain and the plan on the pages: acts, refusals that keep words, files, budgets."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.kernel import clock
from platform_app.programme import service as programme
from platform_app.programme.inputs import NewTask
from tests import scenes
from tests.meetings.acting import give
from tests.meetings.scene import in_empty_database
from tests.programme.test_programme import TASK
from tests.tracing.conftest import Traced, chained
from tests.web.action_words_cases import LINES
from tests.web.browsing import Browser
from tests.web.test_budgets import counted
from tests.web.test_requests import send, version


def _busy() -> Traced:
    found = chained(in_empty_database())
    programme.put_task(SYSTEM, NewTask.model_validate(TASK))
    for _ in range(6):
        give(found.scene, found.scene.cast.hangzhou)
    with clock.stopped_at(clock.now() - timedelta(days=30)):
        for _ in range(6):
            give(found.scene, found.scene.cast.hangzhou, 9, title_zh="逾期的事项")
    return found


_busy_scene = scenes.Scene(_busy)


@pytest.fixture
def traced(app: Flask) -> Traced:
    """A whole chain and some more action items, half of them overdue."""
    with app.app_context():
        return _busy_scene.put()


def act(browser: Browser, id: int, what: str, **fields: Any) -> None:
    path = f"/actions/{id}/acts/{what}"
    done = send(browser, path, version=version(browser, path), **fields)
    assert done.status_code == 303, done.text


def test_the_secretariat_assigns_the_city_closes_with_evidence_and_the_secretariat_confirms(
    app: Flask, traced: Traced
) -> None:
    he, lin = Browser(app, "he"), Browser(app, "lin")
    resolution = traced.of("resolution").id
    form = {"title_zh": "培训讲师", "organisation": "杭州市", "due_on": "2030-01-01", "priority": "high"}
    made = send(he, "/actions/new", resolution=resolution, **form)
    assert made.status_code == 303, made.text
    id = int(made.location.rsplit("/", 1)[1])
    assert "培训讲师" in lin.text("/board")
    changed = send(he, f"/actions/{id}/edit", version="1", **{**form, "priority": "low"})
    assert changed.status_code in (303, 409, 412)
    act(lin, id, "start", words="")
    act(lin, id, "note", words="完成一半。")
    act(lin, id, "complete", evidence=f"https://site.example/cases/{traced.of('case').id}")
    page = he.text(f"/actions/{id}")
    assert f'href="/cases/{traced.of("case").id}"' in page and "完成一半。" in page
    act(he, id, "reopen", reason="材料不全。", due_on="")
    act(lin, id, "complete", evidence="", evidence_url="https://hz.example/1", evidence_words="报告。")
    act(he, id, "confirm", words="")
    assert "https://hz.example/1" in he.text(f"/actions/{id}")


def test_a_change_of_the_day_is_made_on_the_page_and_an_old_page_is_refused(app: Flask, traced: Traced) -> None:
    he, id = Browser(app, "he"), traced.of("action").id + 1
    path = f"/actions/{id}/edit"
    form = he.form(path)
    assert he.send(path, form, due_on="2030-02-01", person="zhou@cast.example").status_code == 303
    stale = he.send(path, form, title_zh="另一个标题")
    assert stale.status_code in (409, 412) and "另一个标题" in stale.text
    wrong = he.send(path, he.form(path), due_on="2020-01-01", person="chen@cast.example", title_zh="留下的字")
    assert wrong.status_code == 422 and "留下的字" in wrong.text and "chen@cast.example" in wrong.text
    assert Browser(app, "lin").client.get(path).status_code == 403


def test_closing_without_evidence_is_refused_on_the_page_and_words_stay(app: Flask, traced: Traced) -> None:
    lin, id = Browser(app, "lin"), traced.of("action").id + 1
    path = f"/actions/{id}/acts/complete"
    seen = version(lin, path)
    empty = send(lin, path, version=seen, evidence="", evidence_words="都做完了。")
    assert empty.status_code == 422 and "closed with evidence" in empty.text and "都做完了。" in empty.text
    wrong = send(lin, path, version=seen, evidence="/people/1")
    assert wrong.status_code == 422 and "/people/1" in wrong.text
    stale = send(lin, path, version="x", evidence="", evidence_url="https://a.example", evidence_words="一页。")
    assert stale.status_code in (409, 412) and "一页。" in stale.text


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_what_people_paste_becomes_evidence(line: str, expected: dict[str, Any] | None) -> None:
    from platform_app.kernel.errors import Invalid
    from platform_app.web.action_words import evidence_typed

    if expected is None:
        with pytest.raises(Invalid):
            evidence_typed(line)
    else:
        assert evidence_typed(f"\n{line} \n") == [expected]


def test_a_new_action_item_says_where_it_comes_from_or_is_not_offered(app: Flask, traced: Traced) -> None:
    he, lin = Browser(app, "he"), Browser(app, "lin")
    assert "Assign" in he.text(f"/actions/new?body={traced.scene.body.id}")
    assert he.client.get("/actions/new").status_code == 422
    assert lin.client.get(f"/actions/new?resolution={traced.of('resolution').id}").status_code == 403
    refused = send(
        he, "/actions/new", resolution=traced.of("resolution").id, title_zh="培训", organisation="", due_on=""
    )
    assert refused.status_code == 422 and "培训" in refused.text


def test_boards_show_both_sides_and_leave_as_files(app: Flask, traced: Traced) -> None:
    lin, he = Browser(app, "lin"), Browser(app, "he")
    mine = lin.text("/board")
    assert mine.index("逾期的事项") < mine.index("编制加装电梯指南")
    assert lin.text("/board?side=owed").count('class="hit wait"') == 0
    assert lin.text("/board?overdue=1").count("逾期的事项") == 6
    everything = he.text("/board/all?level=city")
    assert "逾期的事项" in everything
    assert he.text("/board/all?status=done").count("<tr><td>") == 1
    book = he.get("/board/all.xlsx?overdue=1")
    assert book.data.startswith(b"PK") and "attachment" in book.headers["Content-Disposition"]
    rows = he.get("/board/all.csv?overdue=1").data.decode("utf-8-sig").splitlines()
    assert len(rows) == 7
    for path in ("/board/all", "/board/all.csv"):
        assert lin.client.get(path).status_code == 403


NOWHERE: list[str] = [
    "/actions?status=burnt",
    "/actions?body=x",
    "/actions/999",
    "/actions/1/acts/burn",
    "/board?side=up",
    "/board/all.pdf",
    "/board/all?level=moon",
    "/chain/person/1",
    "/chain/case/999",
    "/programme/indicators/I99",
]


def test_unknown_words_lead_nowhere(app: Flask, traced: Traced, subtests: pytest.Subtests) -> None:
    he = Browser(app, "he")
    for path in NOWHERE:
        with subtests.test(path=path):
            assert he.client.get(path).status_code == 404


def test_the_chain_is_drawn_and_listed_for_its_reader(app: Flask, traced: Traced) -> None:
    he, reader = Browser(app, "he"), app.test_client()
    request, case = traced.of("request").id, traced.of("case").id
    page = he.text(f"/chain/request/{request}")
    assert page.count("<rect") == 7 and page.count("<path") >= 6
    assert f'href="/chain/request/{request}"' in he.text(f"/requests/{request}")
    public = reader.get(f"/chain/case/{case}").text
    assert "加装电梯的补贴口径" not in public and "社区微更新试点" in public
    assert reader.get(f"/chain/request/{request}").status_code == 404


def test_everybody_reads_the_plan_and_what_is_counted(app: Flask, traced: Traced) -> None:
    reader = app.test_client()
    page = reader.get("/programme?lang=en", follow_redirects=True).text
    assert "I03" in page and "T15" in page
    target = reader.get("/programme/indicators/I03").text
    assert "社区微更新试点" in target


PAGES: list[str] = [
    "/actions",
    "/actions/1",
    "/actions/1/acts/confirm",
    "/actions/2/edit",
    "/actions/new?resolution=1",
    "/board",
    "/board?side=owed",
    "/board/all",
    "/chain/request/1",
    "/chain/indicator/1",
    "/programme",
    "/programme/indicators/I03",
    "/requests/1",
]


def test_pages_ask_at_most_ten_statements(app: Flask, traced: Traced, subtests: pytest.Subtests) -> None:
    he = Browser(app, "he")
    for path in PAGES:
        with subtests.test(path=path):
            he.text(path)
            with counted(app) as statements:
                he.text(path)
            assert len(statements) <= 10, statements
