"""My desk and the pages of the acts: what waits, one click from the decision, each explained before it is made."""

from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.cases import curation, publication, queries, service
from platform_app.cases import desk as case_desk
from platform_app.web.acts import ACTS
from platform_app.web.desk import QUEUES
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.scenes import Scene
from tests.web.browsing import Browser
from tests.web.test_budgets import counted


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        make_fields()
        return the_cast.assemble()


def _work() -> dict[str, int]:
    make_fields()
    cast = the_cast.assemble()
    made = {name: make_case(cast.zhou, cast.hangzhou, title={"zh": name}) for name in ("drafts", "returned", "waiting")}
    publication.submit(cast.zhou, made["returned"].id)
    publication.return_for_changes(cast.lin, made["returned"].id, reason="Figures differ.")
    publication.submit(cast.zhou, made["waiting"].id)
    for name in ("changed", "fresh", "nominated", "recommended"):
        made[name] = make_case(cast.zhou, cast.hangzhou, status="published", title={"zh": name})
    for name in ("nominated", "recommended"):
        curation.nominate(cast.lin, made[name].id)
    curation.recommend(cast.shen, made["recommended"].id)
    version = queries.get(SYSTEM, made["changed"].id).version
    service.edit(cast.zhou, made["changed"].id, {"result": {"zh": "新。"}}, version=version)
    return {name: case.id for name, case in made.items()}


_at_work = Scene(_work)


@pytest.fixture
def busy(app: Flask) -> dict[str, int]:
    """A case of Hangzhou in every queue."""
    with app.app_context():
        return _at_work.put()


def status(app: Flask, case_id: int) -> str:
    with app.app_context():
        return queries.get(SYSTEM, case_id).status


NEXT_ACTS: list[tuple[str, dict[str, str]]] = [
    ("zhou", {"returned": "edit", "drafts": "edit", "waiting": "acts/withdraw"}),
    ("lin", {"waiting": "acts/publish", "changed": "acts/publish", "fresh": "acts/nominate", "drafts": "edit"}),
    ("shen", {"nominated": "acts/recommend"}),
    ("gao", {"recommended": "acts/feature"}),
]


def test_each_desk_leads_to_the_next_act(app: Flask, busy: dict[str, int], subtests: pytest.Subtests) -> None:
    for who, rows in NEXT_ACTS:
        with subtests.test(who=who):
            browser = Browser(app, who)
            html = browser.text("/desk")
            for name, act in rows.items():
                address = f"/cases/{busy[name]}/{act}"
                assert f'href="{address}"' in html
                assert browser.get(address).status_code == 200


def test_a_returned_case_shows_its_reasons_on_the_desk_and_above_the_editor(app: Flask, busy: dict[str, int]) -> None:
    zhou = Browser(app, "zhou")
    assert "Figures differ." in zhou.text("/desk")
    assert "Figures differ." in zhou.text(f"/cases/{busy['returned']}/edit")


def test_a_desk_with_nothing_on_it_says_so(app: Flask, busy: dict[str, int], subtests: pytest.Subtests) -> None:
    for who in ("huang", "he", "guest"):
        with subtests.test(who=who):
            assert "Nothing is waiting for you" in Browser(app, who).text("/desk")


@pytest.mark.parametrize("who", ["lin", "shen", "gao"])
def test_a_desk_asks_at_most_ten_statements_and_one_for_what_is_watched(
    app: Flask, busy: dict[str, int], who: str
) -> None:
    browser = Browser(app, who)
    with counted(app) as statements:
        browser.text("/desk")
    assert len(statements) <= (10 if who == "lin" else 11), statements


def test_every_queue_is_a_queue_of_the_desk() -> None:
    assert {queue.key for queue in QUEUES} == set(case_desk.Desk.__dataclass_fields__)


def test_every_act_has_its_page_and_its_permission() -> None:
    assert set(ACTS) | {"edit"} == {act for act in [*ACTS, "edit"] if case_desk.permission_of(act)}
    assert case_desk.permission_of("celebrate") is None


STEPS: list[tuple[str, str, dict[str, str]]] = [
    ("zhou", "submit", {}),
    ("zhou", "withdraw", {}),
    ("zhou", "submit", {}),
    ("lin", "return", {"reason": "Say who paid."}),
    ("zhou", "submit", {}),
    ("lin", "publish", {}),
    ("lin", "nominate", {"statement": "Many ask for it."}),
    ("shen", "recommend", {}),
    ("gao", "feature", {"statement": "A model."}),
    ("gao", "withdraw_featuring", {"reason": "Once a year."}),
    ("shen", "withdraw_recommendation", {"reason": "Figures withdrawn."}),
    ("lin", "withdraw_nomination", {"reason": "We rewrite it."}),
    ("lin", "archive", {"reason": "Replaced."}),
    ("lin", "unarchive", {}),
    ("gao", "unpublish", {"reason": "A name stands in it."}),
]


def test_the_whole_way_of_a_case_goes_by_its_pages(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.zhou, cast.hangzhou).id
    browsers = {who: Browser(app, who) for who in ("zhou", "lin", "shen", "gao")}
    for who, act, words in STEPS:
        browser, path = browsers[who], f"/cases/{case_id}/acts/{act}"
        # moderators and provinces see a case only while it is public, so each looks at the page of the act itself
        answer = browser.press(path, **words)
        assert answer.status_code == 302, (act, answer.status_code)
        if act != "unpublish":
            assert str(ACTS[act].done) in browser.text("/desk").replace("&#39;", "'"), act
    assert status(app, case_id) == "draft"


@pytest.mark.parametrize(("act", "who", "state"), [("return", "lin", "submitted"), ("archive", "lin", "published")])
def test_a_reason_is_asked_for_and_what_was_typed_is_kept(
    app: Flask, cast: the_cast.Cast, act: str, who: str, state: str
) -> None:
    with app.app_context():
        case_id = make_case(cast.lin, cast.hangzhou, status=state).id
    browser, path = Browser(app, who), f"/cases/{case_id}/acts/{act}"
    answer = browser.press(path, reason=" ")
    assert answer.status_code == 422
    assert "Give a reason" in answer.get_data(as_text=True)
    answer = browser.press(path, reason="long " * 1000)
    assert answer.status_code == 422
    assert "long long" in answer.get_data(as_text=True)
    assert status(app, case_id) == state


def test_handing_in_says_what_is_missing_and_where(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.lin, cast.hangzhou, difficulties={}, licence=None).id
    browser, path = Browser(app, "zhou"), f"/cases/{case_id}/acts/submit"
    html = browser.text(path)
    assert "2 things are still missing" in html
    assert f'href="/cases/{case_id}/edit#f-difficulties"' in html
    token = browser.form("/cases/new")["csrf_token"]
    assert browser.send(path, {"csrf_token": token}).status_code == 422
    assert status(app, case_id) == "draft"


def test_save_and_hand_in_leads_to_the_page_that_hands_in(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.zhou, cast.hangzhou).id
    answer = Browser(app, "zhou").press(f"/cases/{case_id}/edit", act="submit", title__en="New")
    assert answer.headers["Location"] == f"/cases/{case_id}/acts/submit"
    with app.app_context():
        assert queries.read(SYSTEM, case_id).content.title.en == "New"


def test_a_deleted_draft_is_gone_and_leads_back_to_the_desk(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.zhou, cast.hangzhou).id
    zhou = Browser(app, "zhou")
    answer = zhou.press(f"/cases/{case_id}/acts/discard")
    assert answer.headers["Location"] == "/desk"
    assert zhou.get(f"/cases/{case_id}").status_code == 404


REFUSED: list[tuple[str, str, int]] = [
    ("wu", "submit", 403),  # reads it, does not write
    ("chen", "submit", 404),  # another city's draft does not exist for her
    ("zhou", "publish", 403),
    ("lin", "publish", 409),  # not handed in yet
    ("gao", "feature", 404),
    ("zhou", "celebrate", 404),
]


def test_acts_are_refused_as_the_rules_say(app: Flask, cast: the_cast.Cast, subtests: pytest.Subtests) -> None:
    with app.app_context():
        case_id = make_case(cast.zhou, cast.hangzhou).id
    for who, act, answer in REFUSED:
        with subtests.test(who=who, act=act, answer=answer):
            browser = Browser(app, who)
            token = browser.form("/desk", "/sign-out")["csrf_token"]
            assert browser.get(f"/cases/{case_id}/acts/{act}").status_code == answer
            assert browser.send(f"/cases/{case_id}/acts/{act}", {"csrf_token": token}).status_code == answer
            assert status(app, case_id) == "draft"


def test_the_case_page_offers_what_this_reader_may_do(app: Flask, busy: dict[str, int]) -> None:
    def offered(who: str, name: str) -> set[str]:
        html = Browser(app, who).text(f"/cases/{busy[name]}")
        return {act for act in ACTS if f'href="/cases/{busy[name]}/acts/{act}"' in html}

    assert offered("lin", "fresh") == {"nominate", "archive"}
    assert offered("shen", "nominated") == {"recommend"}
    assert offered("gao", "recommended") == {"feature", "unpublish", "archive"}
    assert offered("guest", "fresh") == set()
    assert offered("lin", "waiting") == {"publish", "return", "withdraw"}


def start(browser: Browser, **typed: Any) -> Any:
    return browser.press("/cases/new", **typed)


def test_a_case_is_started_with_its_title_and_its_citys_place(app: Flask, cast: the_cast.Cast) -> None:
    answer = start(Browser(app, "amal"), title__en="City indicators", form="full")
    assert answer.status_code == 302
    case_id = int(answer.headers["Location"].split("/")[2])
    with app.app_context():
        reading = queries.read(SYSTEM, case_id)
    content = reading.content
    assert (reading.organisation.code, content.form, content.title.en) == ("P-DUBAI", "full", "City indicators")
    assert (content.place.name.en, content.place.latitude) == ("Dubai", 25.08)


def test_a_case_is_not_started_without_a_title_or_for_others(app: Flask, cast: the_cast.Cast) -> None:
    lin = Browser(app, "lin")
    answer = start(lin, title__en=" ", form="full")
    assert answer.status_code == 422
    assert 'href="#f-title-en"' in answer.get_data(as_text=True)
    answer = start(lin, title__en="Kept", organisation=str(cast.xiamen.id))
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.get_data(as_text=True)


def test_who_writes_for_nobody_is_told_how_to_begin(app: Flask, cast: the_cast.Cast) -> None:
    assert "You do not write for an organisation yet" in Browser(app, "wu").text("/cases/new")
