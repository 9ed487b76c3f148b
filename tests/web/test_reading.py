"""What readers meet: the front page, lists, and a case in the languages it has."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.access.actor import SYSTEM
from platform_app.cases import curation, publication, service
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.test_signin import sign_in

BOTH = {
    "title": {"zh": "社区微更新试点", "en": "Small repairs in old estates"},
    "result": {"zh": "三个月完成十二处改造。", "en": "Twelve places repaired in three months."},
    "actions": {"zh": "按清单逐项改造。", "en": "Repaired one by one from a list."},
}
COMPILED = {
    **BOTH,
    "form": "compiled",
    "difficulties": {},
    "confidence": "medium",
    "sources": [{"url": "https://news.example/a?b=1&c=2", "gist": {"en": "A report"}}],
    "actions": {"en": "Repaired from a list ([source](https://news.example/a?b=1&c=2))."},
    "standards_note": {"en": "Linked by topic only."},
}


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """The cast in the database of the application, and two fields."""
    with app.app_context():
        make_fields()
        return the_cast.assemble()


def publish(app: Flask, cast: the_cast.Cast, **parts: Any) -> int:
    """A case of Hangzhou that everybody can read."""
    with app.app_context():
        return make_case(cast.lin, cast.hangzhou, status="published", **parts).id


def feature(app: Flask, cast: the_cast.Cast, case_id: int) -> None:
    """Lead a case up the ladder."""
    with app.app_context():
        curation.nominate(cast.lin, case_id)
        curation.recommend(cast.shen, case_id, statement="Clear and complete.")
        curation.feature(cast.gao, case_id)


def read(client: FlaskClient, path: str, language: str = "en") -> str:
    """The page in the language the browser wishes for."""
    response = client.get(path, headers={"Accept-Language": language})
    assert response.status_code == 200, path
    return response.get_data(as_text=True)


def main_text(page: str) -> str:
    """The words inside <main>, without marks."""
    inside = page.split('<main id="main"', 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def facts(page: str) -> Mapping[str, Any]:
    """The structured data of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: Mapping[str, Any] = json.loads(found[1])
    return data


def test_an_empty_site_says_that_nothing_is_published_yet(client: FlaskClient, cast: the_cast.Cast) -> None:
    assert "No case has been published yet" in main_text(read(client, "/"))


def test_without_a_featured_case_the_newest_leads(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    publish(app, cast)
    newest = publish(app, cast, title={"en": "The newest of all"})
    leads = read(client, "/").split('class="leads"', 1)[1]
    assert leads.index("The newest of all") < leads.index("社区微更新试点")
    assert f'href="/cases/{newest}"' in leads


def test_a_featured_case_leads_the_front_page(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    chosen = publish(app, cast, title={"en": "The chosen one"})
    publish(app, cast, title={"en": "A later one"})
    feature(app, cast, chosen)
    leads, fresh = read(client, "/").split('class="leads"', 1)[1].split('id="fresh"', 1)
    assert "The chosen one" in leads
    assert "The chosen one" not in fresh.split("</section>", 1)[0]
    assert "A later one" in fresh


def test_a_case_shows_on_the_front_page_at_once(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    read(client, "/")  # kept by now
    publish(app, cast, title={"en": "Published a moment ago"})
    assert "Published a moment ago" in read(client, "/")


def test_the_list_is_narrowed_by_field_stage_province_and_distinction(
    client: FlaskClient, app: Flask, cast: the_cast.Cast
) -> None:
    publish(app, cast, title={"en": "In the smart field"}, field="smart-city", stage="pilot")
    chosen = publish(app, cast, title={"en": "Honoured"})
    feature(app, cast, chosen)
    for query, wanted, other in (
        ("field=smart-city", "In the smart field", "Honoured"),
        ("stage=pilot", "In the smart field", "Honoured"),
        ("featured=1", "Honoured", "In the smart field"),
    ):
        page = main_text(read(client, f"/cases?{query}"))
        assert wanted in page, query
        assert other not in page, query
    province = cast.zhejiang.code
    assert "Honoured" in read(client, f"/cases?province={province}")
    assert "No case matches" in read(client, "/cases?province=350000")


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
    sign_in(client, "chen")
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
    sign_in(client, "lin")
    assert "Not public yet" in read(client, f"/cases/{case_id}")


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
    assert data["license"] == "CC BY 4.0"
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


def test_a_province_shows_the_cases_of_its_cities(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    publish(app, cast, **BOTH)
    assert "Small repairs" in read(client, f"/organisations/{cast.zhejiang.code}")
    assert "Small repairs" not in read(client, f"/organisations/{cast.fujian.code}")


def test_the_directory_finds_by_pinyin(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    page = main_text(read(client, "/organisations?q=Xiamen")).split("Directory", 1)[1]
    assert "1 organisation" in page
    assert "Hangzhou" not in page.split("Show", 1)[1]


def test_a_field_lists_the_cases_that_touch_it(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    publish(app, cast, **BOTH, secondary_fields=["smart-city"])
    assert "Small repairs" in read(client, "/fields/smart-city")
    assert client.get("/fields/no-such-field").status_code == 404
