"""What holds for every operation: lists, entity tags, versions, keys, languages."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from platform_app.kernel.db import db
from tests.api.conftest import Api, Caller
from tests.web.test_budgets import counted

ENTITIES = ("/cases/{case}", "/organisations/{org}", "/fields/smart-city", "/me", "/cases/{case}/revisions/1")


def walk(caller: Caller, path: str) -> list[dict[str, Any]]:
    """All items of a list, followed by its Link headers."""
    items: list[dict[str, Any]] = []
    while path:
        answer = caller.get(path)
        assert answer.status_code == 200, answer.text
        items += answer.json["items"]
        link = answer.headers.get("Link")
        assert (link is None) == (answer.json["next"] is None)
        path = link.split(">")[0].lstrip("<") if link else ""
    return items


def test_every_entity_has_an_address_a_version_stamps_and_actions(api: Api, subtests: pytest.Subtests) -> None:
    case, lin = api.published_case(), api.lin
    for template in ENTITIES:
        with subtests.test(template=template):
            path = template.format(case=case["id"], org=api.cast.hangzhou.id)
            found = lin.get(path)
            assert {"id", "url", "version", "created_at", "updated_at", "actions"} <= set(found.json)
            assert found.json["created_at"].endswith("Z")
            assert urlsplit(found.json["url"]).path == f"/api/v1{path}"
            again = lin.get(found.json["url"], headers={"If-None-Match": found.headers["ETag"]})
            assert (again.status_code, again.data) == (304, b"")


def test_a_list_is_walked_part_by_part_and_shows_each_thing_once(api: Api) -> None:
    every = api.anyone.get("/organisations").json
    assert every["next"] is None
    assert every["total"] == len(every["items"]) == len(api.cast.organisations)
    walked = walk(api.anyone, "/organisations?limit=2")
    assert [row["id"] for row in walked] == [row["id"] for row in every["items"]]


def test_a_list_of_cases_keeps_its_filters_from_part_to_part(api: Api) -> None:
    wanted = [api.published_case()["id"] for _ in range(3)]
    api.published_case(field="smart-city")
    walked = walk(api.anyone, "/cases?limit=1&field=new-urbanization")
    assert [row["id"] for row in walked] == wanted[::-1]


def test_lists_are_narrowed(api: Api) -> None:
    case = api.published_case()
    draft = api.new_case()

    def ids(caller: Caller, query: str) -> list[int]:
        return [row["id"] for row in caller.get(f"/cases?{query}").json["items"]]

    org = api.cast.hangzhou.id
    for query in (
        f"organisation={org}",
        "organisation=330100",
        "province=330000",
        "stage=running",
        "status=published",
        "featured=false",
        "",
    ):
        assert ids(api.anyone, query) == [case["id"]], query
    for query in ("organisation=9999", "province=350000", "stage=ended", "featured=true", "standard=1", "field=x"):
        assert ids(api.anyone, query) == [], query
    assert ids(api.anyone, "status=draft") == []
    assert ids(api.lin, "status=draft") == [draft["id"]]
    assert [row["code"] for row in api.anyone.get("/organisations?level=city&province=330000").json["items"]] == [
        "330100",
        "330200",
    ]
    assert [row["code"] for row in api.anyone.get("/organisations?q=xia").json["items"]] == ["350200"]


def test_a_change_needs_the_version_it_was_made_on(api: Api) -> None:
    case, lin = api.new_case(), api.lin
    path = f"/cases/{case['id']}"
    missing = lin.patch(path, {"staff": {"zh": "三人"}})
    assert (missing.status_code, missing.json["code"]) == (428, "precondition_required")
    assert lin.delete(path).status_code == 428
    first = lin.patch(path, {"staff": {"zh": "三人"}}, match=f'"{case["version"]}"')
    assert first.status_code == 200
    assert first.json["version"] > case["version"]


STALE: list[str] = ['"{old}"', '"{old}-0011223344556677"', 'W/"{old}"', '"nonsense"', "nonsense", '""']


def test_a_stale_change_is_refused_and_shows_the_current_text(api: Api, subtests: pytest.Subtests) -> None:
    for match in STALE:
        with subtests.test(match=match):
            case, lin = api.new_case(), api.lin
            path = f"/cases/{case['id']}"
            now = lin.patch(path, {"staff": {"zh": "三人"}}, match="*").json
            stale = match.format(old=case["version"])
            refused = lin.patch(path, {"staff": {"zh": "五人"}}, match=stale)
            assert (refused.status_code, refused.json["code"]) == (412, "stale")
            assert refused.json["current"]["version"] == now["version"]
            assert refused.json["current"]["content"]["staff"]["zh"] == "三人"
            assert lin.delete(path, match=stale).status_code == 412
            assert lin.get(path).json["content"]["staff"]["zh"] == "三人"


def test_undoing_a_step_heeds_the_version_when_one_is_sent(api: Api) -> None:
    case, lin = api.new_case(), api.lin
    path = f"/cases/{case['id']}/submission"
    submitted = lin.post(path)
    assert lin.delete(path, match=f'"{case["version"]}"').status_code == 412
    assert lin.delete(path, match=submitted.headers["ETag"]).json["status"] == "draft"


def test_a_draft_is_deleted_on_the_version_that_was_read(api: Api) -> None:
    case, lin = api.new_case(), api.lin
    tag = lin.get(f"/cases/{case['id']}").headers["ETag"]
    assert lin.delete(f"/cases/{case['id']}", match=tag).status_code == 204
    assert lin.get(f"/cases/{case['id']}").status_code == 404


def test_an_entity_tag_differs_for_those_who_see_something_else(api: Api) -> None:
    path = f"/cases/{api.published_case(contact={'phone': '0571-1234'})['id']}"
    member, reader = api.zhou.get(path), api.anyone.get(path)
    assert member.json["content"]["contact"]["phone"] == "0571-1234"
    assert reader.json["content"]["contact"]["phone"] == ""
    assert member.headers["ETag"] != reader.headers["ETag"]
    assert "Authorization" in reader.headers["Vary"]


def test_html_comes_when_it_is_asked_for(api: Api) -> None:
    case = api.published_case(problem={"zh": "**老旧** <script>alert(1)</script>"})
    assert api.anyone.get(f"/cases/{case['id']}").json["html"] is None
    html = api.anyone.get(f"/cases/{case['id']}?include=html").json["html"]
    assert "<strong>老旧</strong>" in html["problem"]["zh"]
    assert "<script" not in html["problem"]["zh"]


def test_of_an_archived_case_readers_see_the_tombstone_only(api: Api) -> None:
    case, lin = api.published_case(problem={"zh": "含有个人信息"}), api.lin
    path = f"/cases/{case['id']}"
    lin.post(f"{path}/archival", {"reason": "含有个人信息，撤下。"})
    for address in (f"{path}?include=html", f"{path}/revisions/1"):
        found = api.anyone.get(address).json
        assert found["content"]["title"]["zh"] == "社区微更新试点"
        assert found["content"]["problem"]["zh"] is None
        assert not found.get("html")
        assert lin.get(address).json["content"]["problem"]["zh"] == "含有个人信息"
    assert api.anyone.get(path).json["archived_reason"] == "含有个人信息，撤下。"


def test_readers_see_the_public_text_and_authors_the_latest_too(api: Api) -> None:
    case, lin = api.published_case(), api.lin
    path = f"/cases/{case['id']}"
    lin.patch(path, {"staff": {"zh": "三人"}}, match="*")
    assert lin.get(f"{path}?revision=latest").json["content"]["staff"]["zh"] == "三人"
    assert lin.get(path).json["content"]["staff"]["zh"] is None
    assert api.anyone.get(f"{path}?revision=latest").status_code == 404


def test_revisions_are_listed_compared_and_restored(api: Api) -> None:
    case, lin = api.new_case(), api.lin
    path = f"/cases/{case['id']}"
    lin.patch(path, {"staff": {"zh": "三人"}}, match="*")
    assert [row["no"] for row in lin.get(f"{path}/revisions").json["items"]] == [2, 1]
    assert lin.get(f"{path}/revisions/2").json["content"]["staff"]["zh"] == "三人"
    compared = lin.get(f"{path}/revisions/1/compare/2").json
    assert compared["changes"] == [{"field": "staff.zh", "before": None, "after": "三人"}]
    assert lin.post(f"{path}/revisions/1/restoration").status_code == 428
    tag = lin.get(path).headers["ETag"]
    restored = lin.post(f"{path}/revisions/1/restoration", headers={"If-Match": tag})
    assert restored.status_code == 201
    assert restored.json["content"]["staff"]["zh"] is None
    assert [row["restored_no"] for row in lin.get(f"{path}/revisions").json["items"]] == [1, None, None]
    assert api.chen.get(f"{path}/revisions").status_code == 404


def test_an_address_says_which_methods_it_takes(api: Api) -> None:
    for method, path, allowed in (
        ("PUT", "/cases", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("POST", "/fields", {"GET", "HEAD", "OPTIONS"}),
        ("GET", "/cases/1/submission", {"POST", "DELETE", "OPTIONS"}),
    ):
        refused = api.lin.send(method, path)
        assert (refused.status_code, refused.json["code"]) == (405, "method_not_allowed")
        assert set(refused.headers["Allow"].replace(" ", "").split(",")) == allowed
    assert api.anyone.send("HEAD", "/fields").data == b""


def test_a_failure_of_ours_is_a_problem_that_tells_nothing(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    app.testing = False
    with app.app_context():
        db.drop_all()
    broken = app.test_client().get("/api/v1/fields")
    assert (broken.status_code, broken.content_type) == (500, "application/problem+json")
    assert "sql" not in broken.text.lower()
    assert "no such table" in caplog.text


BUDGETS: list[tuple[str, int]] = [
    ("/cases", 6),
    ("/organisations", 6),
    ("/standards", 6),
    ("/fields", 6),
    ("/cases/{case}", 8),
    ("/desk", 8),
]


def test_the_number_of_statements_does_not_grow_with_the_rows(app: Flask, api: Api, subtests: pytest.Subtests) -> None:
    cases = [api.published_case() for _ in range(3)]
    lin = api.lin
    lin.get("/me")  # the first use of a token is noted
    for path, budget in BUDGETS:
        with subtests.test(path=path):
            with counted(app) as statements:
                assert lin.get(path.format(case=cases[0]["id"])).status_code == 200
            assert len(statements) <= budget, statements


@pytest.mark.parametrize(("wish", "title"), [("en", "Some entries need your attention"), ("en-GB, zh;q=0.5", None)])
def test_messages_come_in_the_language_that_was_asked_for(api: Api, wish: str, title: str | None) -> None:
    english = api.lin.post("/cases", {}, headers={"Accept-Language": wish})
    assert english.headers["Content-Language"] == "en"
    assert english.json["title"] == title or title is None
    chinese = api.lin.post("/cases", {}, headers={"Accept-Language": "zh-CN"})
    assert chinese.headers["Content-Language"] == "zh"
    assert chinese.json["code"] == english.json["code"] == "invalid"


def test_a_version_that_came_compressed_can_be_sent_back(api: Api) -> None:
    draft = api.new_case()
    path = f"/cases/{draft['id']}"
    read = api.lin.get(path, headers={"Accept-Encoding": "gzip"})
    assert read.headers["Content-Encoding"] == "gzip"
    tag = read.headers["ETag"]
    assert tag.startswith("W/")
    changed = api.lin.patch(path, json={"title": {"zh": "改过的标题"}}, headers={"If-Match": tag})
    assert changed.status_code == 200
    assert api.lin.patch(path, json={"title": {"zh": "再改"}}, headers={"If-Match": tag}).status_code == 412
