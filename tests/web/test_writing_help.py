"""Help with writing on the pages: a write-up brought in, its leftovers, drafts for a city, the form on paper."""

import io
from typing import Any

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.cases import queries
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from tests import cast as the_cast
from tests.cases import papers
from tests.factories import make_case, make_fields
from tests.media import samples
from tests.web.browsing import Browser


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        make_fields()
        return the_cast.assemble()


def bring_in(browser: Browser, organisation: Any, data: bytes, name: str = "a.md") -> Any:
    """Press the button with a file chosen."""
    form = browser.form("/cases/new")
    sent = {**form.to_dict(), "organisation": str(organisation.id), "form": "write-up"}
    return browser.client.post("/cases/new", data={**sent, "file": (io.BytesIO(data), name)})


def test_a_write_up_opens_in_the_editor_with_what_found_no_place_beside_it(app: Flask, cast: the_cast.Cast) -> None:
    zhou = Browser(app, "zhou")
    answer = bring_in(zhou, cast.hangzhou, papers.MARKDOWN.encode())
    assert (answer.status_code, answer.location) == (302, "/cases/1/edit")
    page = zhou.text("/cases/1/edit")
    assert "2 texts of the write-up have no place yet" in page
    assert "某某局供稿" in page and "2024年5月启动。" in page
    assert zhou.form("/cases/1/edit", "/cases/1/edit")["problem.zh"] == "老旧小区设施老化。"
    assert "have no place yet" in zhou.text("/cases/1/edit")  # until it is put away
    away = "/cases/1/leftovers/away"
    assert zhou.send(away, zhou.form("/cases/1/edit", away)).status_code == 302
    assert "have no place yet" not in zhou.text("/cases/1/edit")


def test_a_refused_write_up_says_why_and_keeps_what_was_chosen(app: Flask, cast: the_cast.Cast) -> None:
    zhou = Browser(app, "zhou")
    answer = bring_in(zhou, cast.hangzhou, samples.pdf(), "a.pdf")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="f-file-problem"' in page and "Send a Word file" in page
    assert 'value="write-up" checked' in page
    missing = zhou.press("/cases/new", form="write-up", organisation=str(cast.hangzhou.id))
    assert "Choose a file." in missing.get_data(as_text=True)


def test_a_province_drafts_for_a_city_which_takes_it_over(app: Flask, cast: the_cast.Cast) -> None:
    shen, lin = Browser(app, "shen"), Browser(app, "lin")
    assert "Hangzhou (you draft, they sign off)" in shen.text("/cases/new")
    assert "Xiamen" not in shen.text("/cases/new")
    assert bring_in(shen, cast.hangzhou, papers.MARKDOWN.encode()).status_code == 302
    assert "You draft this for Hangzhou." in shen.text("/cases/1/edit")
    assert "Drafted for others" in shen.text("/desk")
    desk = lin.text("/desk")
    assert "Drafted for you" in desk and "by Zhejiang Province" in desk
    assert "Drafted for you by Zhejiang Province." in lin.text("/cases/1")
    assert lin.press("/cases/1/acts/take_over").status_code == 302
    assert "Drafted for you" not in lin.text("/cases/1")
    assert shen.get("/cases/1").status_code == 404
    assert Browser(app, "chen").get("/cases/1").status_code == 404


def test_a_province_that_coordinates_only_finds_the_way_to_draft(app: Flask, cast: the_cast.Cast) -> None:
    huang = Browser(app, "huang")
    assert 'href="/cases/new"' in huang.text("/desk")
    made = huang.press(
        "/cases/new", organisation=str(cast.xiamen.id), form="short", title__en="Quiet streets of Xiamen"
    )
    assert made.location == "/cases/1/edit"


def test_the_secretariat_drafts_for_a_municipality(app: Flask, cast: the_cast.Cast) -> None:
    he = Browser(app, "he")
    bring_in(he, cast.beijing, papers.MARKDOWN.encode())
    assert "Drafted for you by the secretariat." in Browser(app, "qi").text("/cases/1")


def test_what_is_missing_stands_in_the_editor_and_beside_the_case(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou, result={})
    lin = Browser(app, "lin")
    for page in (lin.text(f"/cases/{case.id}/edit"), lin.text(f"/cases/{case.id}")):
        assert "Say in one sentence what came of it." in page
        assert "Name the mandate it rests on." in page
        assert f'href="/cases/{case.id}/evidence"' in page
    kept = lin.client.post(
        f"/cases/{case.id}/autosave", data=lin.form(f"/cases/{case.id}/edit", f"/cases/{case.id}/edit")
    ).json
    assert [need["field"] for need in kept["missing"]] == ["result"]
    assert "mandate" in [need["field"] for need in kept["further"]]
    with app.app_context():
        assert db.session.get_one(Case, case.id).latest_no == 1


def test_readers_of_a_public_case_are_not_told_what_it_lacks(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou, status="published")
        assert queries.get(cast.lin, case.id).was_published
    for browser in (Browser(app, "chen"), Browser(app, "shen")):
        assert "What is still missing" not in browser.text(f"/cases/{case.id}")


@pytest.mark.parametrize(("form", "blanks"), [("short", 13), ("full", 33)])
def test_the_form_is_a_page_to_print_and_a_word_file(client: FlaskClient, form: str, blanks: int) -> None:
    page = client.get(f"/cases/form?form={form}&lang=en").get_data(as_text=True)
    assert page.count('class="blank"') == blanks
    assert "at most 300 Chinese characters or 150 English words" in page
    answer = client.get(f"/cases/form.docx?form={form}&lang=zh")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=case-form-{form}.zh.docx"
    document = docx.Document(io.BytesIO(answer.data))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == blanks and headings[0] == "标题"


def test_the_form_is_found_where_one_begins_and_where_one_reads_how(app: Flask, cast: the_cast.Cast) -> None:
    for path in ("/cases/new", "/about/how-to-write-a-case"):
        assert 'href="/cases/form"' in Browser(app, "lin").text(path)
