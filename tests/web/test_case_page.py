"""A case as its readers meet it: parts, languages, silence, distinctions, revisions."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.access.actor import SYSTEM
from platform_app.cases import publication, service
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.arriving import let_in
from tests.web.public_cases import BOTH, COMPILED, facts, feature, main_text, publish, read


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """The cast in the database of the application, and two fields."""
    with app.app_context():
        make_fields()
        return the_cast.assemble()


def test_a_case_page_has_its_parts_in_order(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    page = read(client, f"/cases/{publish(app, cast, **BOTH)}")
    headings = re.findall(r'<h2 id="(\w+)-title">', page.split("<article", 1)[1].split("</article>", 1)[0])
    assert headings == ["problem", "actions", "results", "difficulties"]
    assert re.findall(r'<li><a href="#(\w+)">', page) == headings


def test_a_text_that_is_missing_shows_in_the_other_language_and_says_so(
    client: FlaskClient, app: Flask, cast: the_cast.Cast
) -> None:
    page = read(client, f"/cases/{publish(app, cast)}", "en")
    assert '<div lang="zh-CN"><p>老旧小区设施老化。</p>' in page
    assert "Shown in Chinese; there is no English text yet." in page
    assert "Shown in" not in read(client, f"/cases/{publish(app, cast)}", "zh-CN")


def test_a_machine_translation_is_labelled(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    actions = {**BOTH["actions"], "state": {"zh": "none", "en": "machine"}}
    case_id = publish(app, cast, **{**BOTH, "actions": actions})
    assert "translated by a machine" in read(client, f"/cases/{case_id}", "en")
    assert "translated by a machine" not in read(client, f"/cases/{case_id}", "zh-CN")


def test_a_compiled_case_shows_its_confidence_its_note_and_its_silence(
    client: FlaskClient, app: Flask, cast: the_cast.Cast
) -> None:
    with app.app_context():
        case_id = make_case(SYSTEM, cast.hangzhou, status="published", **COMPILED).id  # type: ignore[arg-type]
    text = main_text(read(client, f"/cases/{case_id}"))
    assert "Compiled by the editors from public sources." in text
    assert "Confidence in the sources: medium." in text
    assert "Linked by topic only." in text
    assert "No source says anything about this." in text


def test_a_source_in_a_text_becomes_its_number_in_the_list(
    client: FlaskClient, app: Flask, cast: the_cast.Cast
) -> None:
    with app.app_context():
        case_id = make_case(SYSTEM, cast.hangzhou, status="published", **COMPILED).id  # type: ignore[arg-type]
    page = read(client, f"/cases/{case_id}")
    assert '<sup><a href="#source-1">[1]</a></sup>' in page
    assert '<li id="source-1">' in page


def test_the_contact_shows_to_members_only(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    case_id = publish(app, cast, contact={"name": "林晓", "email": "lin@hangzhou.example"})
    assert "lin@hangzhou.example" not in read(client, f"/cases/{case_id}")
    let_in(client, "chen")
    assert "lin@hangzhou.example" in read(client, f"/cases/{case_id}")


def test_distinctions_say_who_gave_them(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    case_id = publish(app, cast)
    feature(app, cast, case_id)
    text = main_text(read(client, f"/cases/{case_id}"))
    for words in ("Nominated by its city", cast.lin.name, "Recommended by its province", cast.shen.name):
        assert words in text
    assert "Clear and complete." in text


def test_a_draft_is_nothing_to_a_stranger(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.lin, cast.hangzhou).id
    assert client.get(f"/cases/{case_id}").status_code == 404
    let_in(client, "lin")
    assert "Not public yet" in read(client, f"/cases/{case_id}?lang=en")


def test_an_archived_case_leaves_a_tombstone_without_its_texts(
    client: FlaskClient, app: Flask, cast: the_cast.Cast
) -> None:
    case_id = publish(app, cast)
    with app.app_context():
        publication.archive(cast.lin, case_id, reason="被新案例取代。")
    page = read(client, f"/cases/{case_id}", "zh-CN")
    assert "被新案例取代。" in page
    assert "老旧小区设施老化" not in page


def test_a_script_in_a_title_stays_text(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    case_id = publish(app, cast, title={"en": "<script>alert(1)</script>"})
    for path in ("/", "/cases", f"/cases/{case_id}"):
        page = read(client, path)
        assert "<script>alert" not in page, path
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page, path
    assert facts(read(client, f"/cases/{case_id}"))["headline"] == "<script>alert(1)</script>"


def test_a_case_says_to_machines_what_it_is(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    case_id = publish(app, cast, **BOTH)
    data = facts(read(client, f"/cases/{case_id}"))
    assert data["@type"] == "Article"
    assert data["headline"] == "Small repairs in old estates"
    assert data["contentLocation"]["geo"]["latitude"] == 30.26
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "contact" not in data


def test_what_changed_between_two_revisions_is_marked(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou, status="published", **BOTH)  # type: ignore[arg-type]
        changed = {"actions": {"zh": "按清单逐条改造。"}}
        service.edit(cast.lin, case.id, changed, version=case.version)
        publication.publish(cast.lin, case.id)
    page = read(client, f"/cases/{case.id}/revisions?from=1&to=2")
    assert "逐<del>项</del><ins>条</ins>改造" in page


def test_unpublished_revisions_are_hidden_from_readers(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou, status="published")
        service.edit(cast.lin, case.id, {"actions": {"zh": "尚未公开的改动。"}}, version=case.version)
    assert "One revision so far" in read(client, f"/cases/{case.id}/revisions")
    assert client.get(f"/cases/{case.id}/revisions?from=1&to=2").status_code == 404
    assert "尚未公开的改动" not in read(client, f"/cases/{case.id}")


def test_its_own_people_see_changes_as_a_page_before_they_are_public(
    client: FlaskClient, app: Flask, cast: the_cast.Cast
) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou, status="published")
        service.edit(cast.lin, case.id, {"actions": {"zh": "尚未公开的改动。"}}, version=case.version)
    assert client.get(f"/cases/{case.id}?latest=1").status_code == 404
    let_in(client, "lin")
    assert "尚未公开的改动" in read(client, f"/cases/{case.id}?latest=1")
    assert "尚未公开的改动" not in read(client, f"/cases/{case.id}")
