"""Typical cases on pages: a batch planned, opened, reviewed and announced by forms alone."""

import re
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.cases import curation, queries
from platform_app.selection import queries as selection
from platform_app.selection.rubric import CRITERIA
from tests import cast as the_cast
from tests.cast import address
from tests.factories import make_case, make_fields
from tests.selection.conftest import WORTHY, later
from tests.web.browsing import Browser, Forms
from tests.web.test_budgets import counted

SCORES = {
    f"scores__{name}__{part}": value for name in CRITERIA for part, value in (("points", "4"), ("reason", "有据。"))
}


@pytest.fixture
def case_id(app: Flask) -> int:
    """A recommended case of Hangzhou that has all a typical case needs, but for its evidence."""
    with app.app_context():
        make_fields()
        cast = the_cast.assemble()
        case = make_case(cast.lin, cast.hangzhou, status="published", **WORTHY)
        curation.nominate(cast.lin, case.id)
        curation.recommend(cast.shen, case.id)
        return case.id


def plan(he: Browser) -> int:
    """A planned batch, by its form."""
    typed: dict[str, Any] = {
        "number": "2026-1",
        "title_zh": "第一批典型案例",
        "title_en": "First batch",
        "rules_zh": "**公开**评审",
        "chair": address("tang"),
        "entries_until": later(30).isoformat(),
        "reviews_until": later(60).isoformat(),
    }
    answer = he.press("/batches/new", **typed)
    assert answer.status_code == 303, answer.text
    return int(answer.headers["Location"].rsplit("/", 1)[1])


def test_a_typical_case_is_chosen_by_forms_alone(app: Flask, case_id: int) -> None:
    he, lin, shen, amal = (Browser(app, name) for name in ("he", "lin", "shen", "amal"))
    batch = plan(he)
    page = f"/batches/{batch}"
    form = he.form(page, f"{page}/reviewers")
    for reviewer in ("amal", "huang", "shen"):
        assert he.send(f"{page}/reviewers", form, person=address(reviewer)).status_code == 303
    assert he.press(f"{page}/steps/open").status_code == 303
    entry = f"/cases/{case_id}/candidacy/entry"
    assert "First batch" in shen.text(entry)
    assert shen.press(entry, batch_id=str(batch)).status_code == 303
    assert lin.press(f"/cases/{case_id}/evidence", level="L2", note="附对比表。").status_code == 303
    assert he.press(f"{page}/steps/review").status_code == 303

    assert "To review" in amal.text("/desk")
    review = f"/cases/{case_id}/review"
    kept = amal.press(review, scores__evidence__reason="打到一半", act="keep")
    assert kept.status_code == 303
    assert "打到一半" in amal.text(review)
    refused = amal.press(review, **{**SCORES, "scores__clarity__reason": ""}, act="give")
    assert refused.status_code == 422
    assert "有据。" in refused.text and 'href="#f-scores-clarity-reason"' in refused.text
    assert amal.press(review, **SCORES, act="give").status_code == 303
    assert amal.press(f"/cases/{case_id}/evidence", level="L2", note="已核对。").status_code == 303
    huang = Browser(app, "huang")
    assert huang.press(review, act="conflict", reason="曾任顾问。").status_code == 303

    candidacy = f"/cases/{case_id}/candidacy"
    assert "有据。" in lin.text(candidacy)
    assert "Amal" not in lin.text(candidacy)
    assert lin.press(f"{candidacy}/answer", text="感谢。").status_code == 303

    reader = app.test_client()
    assert "有据。" not in reader.get(candidacy).get_data(as_text=True)
    announcement = f"{page}/announcement"
    lacking = he.press(announcement, number="国标委〔2026〕3号", case=[])
    assert lacking.status_code == 409
    assert he.press(announcement, number="国标委〔2026〕3号", case=[str(case_id)]).status_code == 303
    assert "有据。" in reader.get(candidacy).get_data(as_text=True)
    assert "感谢。" in reader.get(candidacy).get_data(as_text=True)
    shown = reader.get(f"/cases/{case_id}?lang=en").get_data(as_text=True)
    assert "Typical case" in shown and "L2: before and after" in shown
    assert "1 of 30" in reader.get("/batches?lang=en").get_data(as_text=True)
    assert f'href="/cases/{case_id}"' in reader.get("/cases?featured=announced").get_data(as_text=True)
    for narrowed in ("/cases?failures=1", "/cases?failures=difficulties"):
        assert f'href="/cases/{case_id}"' in reader.get(narrowed).get_data(as_text=True)
    assert f'href="/cases/{case_id}"' not in reader.get("/cases?failures=stopped").get_data(as_text=True)


def test_the_province_sees_what_is_missing_before_it_recommends(app: Flask, case_id: int) -> None:
    with app.app_context():
        cast = the_cast.assemble()
        poor = make_case(cast.lin, cast.hangzhou, status="published").id
        curation.nominate(cast.lin, poor)
    shen = Browser(app, "shen")
    page = shen.text(f"/cases/{poor}/acts/recommend")
    assert "Name the mandate it rests on." in page
    assert shen.press(f"/cases/{poor}/acts/recommend").status_code == 302
    with app.app_context():
        held = queries.distinctions(SYSTEM, queries.get(SYSTEM, poor))
        assert "mandate" in next(d for d in held if d.rung == "recommendation").still_missing


def test_a_refused_batch_keeps_what_was_typed_and_names_the_field(app: Flask, case_id: int) -> None:
    he = Browser(app, "he")
    answer = he.press("/batches/new", number="first", title_zh="第一批", chair="nobody@nowhere.example")
    assert answer.status_code == 422
    assert 'value="first"' in answer.text and 'href="#f-number"' in answer.text
    for outsider in ("lin", "gao"):
        assert Browser(app, outsider).get("/batches/new").status_code == 403


def test_a_planned_batch_does_not_exist_for_readers(app: Flask, case_id: int) -> None:
    batch = plan(Browser(app, "he"))
    assert app.test_client().get(f"/batches/{batch}").status_code == 404
    assert not re.search("2026-1", app.test_client().get("/batches").get_data(as_text=True))
    with app.app_context():
        assert selection.batch(SYSTEM, batch).status == "planned"


def test_the_pages_of_batches_ask_few_statements(app: Flask, case_id: int) -> None:
    he = Browser(app, "he")
    batch = plan(he)
    for path, budget in (("/batches", 6), (f"/batches/{batch}", 9)):
        with counted(app) as statements:
            he.text(path)
        assert len(statements) <= budget, statements


def test_whoever_saves_a_batch_second_sees_both_and_loses_nothing(app: Flask, case_id: int) -> None:
    first, second = Browser(app, "he"), Browser(app, "he")
    page = f"/batches/{plan(first)}/edit"
    form = second.form(page)
    assert first.press(page, title_en="The first to save").status_code == 303
    answer = second.send(page, form, title_en="The second to save")
    assert answer.status_code == 409
    assert "The first to save" in answer.text and 'value="The second to save"' in answer.text
    again = Forms(answer.text).forms[page]
    assert second.send(page, again).status_code == 303
    assert "The second to save" in second.text(page)


def test_a_section_kept_for_members_is_told_from_one_that_is_missing(app: Flask, case_id: int) -> None:
    with app.app_context():
        cast = the_cast.assemble()
        parts = {"difficulties": {"zh": "只给同行看。"}, "difficulties_for_members": True}
        kept = make_case(cast.lin, cast.hangzhou, status="published", **parts).id
    page = app.test_client().get(f"/cases/{kept}?lang=en").get_data(as_text=True)
    assert "keeps this for signed-in members" in page and "只给同行看。" not in page
    assert "只给同行看。" in Browser(app, "chen").text(f"/cases/{kept}")
