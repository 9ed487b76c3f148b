"""Bad input gets a clear answer that names the field, and writes nothing. Never a 5xx."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from tests.api.conftest import Api

both = pytest.mark.databases("sqlite", "postgresql")

WRONG_CONTENT: list[tuple[dict[str, Any], list[Any]]] = [
    ({"title": {"zh": "长" * 41}}, ["title", "zh"]),
    ({"title": {"en": "x" * 101}}, ["title", "en"]),
    ({"title": {"zh": "有\x07铃"}}, ["title", "zh"]),
    ({"title": {"zh": "空\x00字"}}, ["title", "zh"]),
    ({"title": {"zh": "半\ud800个"}}, ["title", "zh"]),
    ({"tags": {"zh": ["好", "坏\x00"]}}, ["tags", "zh", 1]),
    ({"title": "海绵城市"}, ["title"]),
    ({"title": {"zh": 5}}, ["title", "zh"]),
    ({"title": {"fr": "ville"}}, ["title", "fr"]),
    ({"colour": "red"}, ["colour"]),
    ({"bad\ud800name": 1}, []),
    ({"stage": "finished"}, ["stage"]),
    ({"started_on": "2024-13"}, ["started_on"]),
    ({"started_on": "2024", "ended_on": "2020"}, ["ended_on"]),
    ({"place": {"latitude": 91, "longitude": 1}}, ["place", "latitude"]),
    ({"place": {"latitude": 30}}, ["place", "longitude"]),
    ({"indicators": [{"name": {"zh": "人"}, "result": 10**400}]}, ["indicators", 0, "result"]),
    ({"indicators": [{"result": 1}]}, ["indicators", 0, "name"]),
    ({"indicators": {}}, ["indicators"]),
    ({"references": [{"title": "x", "url": "javascript:alert(1)"}]}, ["references", 0, "url"]),
    ({"contact": {"email": "nobody"}}, ["contact", "email"]),
    ({"field": "no-such-field"}, ["field"]),
    ({"adapted_from": 4_000_000}, ["adapted_from"]),
    ({"adapted_from": 10**30}, ["adapted_from"]),
    ({"key_dates": [{"on": "2020", "what": {"zh": "事"}}] * 6}, ["key_dates"]),
]
BROKEN_BODIES = [
    b"{", b"\xff\xfe", b"nonsense", b'{"a": NaN}', b'{"a": Infinity}', b"[" * 20_000,
    b'{"a":' * 500 + b"1" + b"}" * 500, b'{"a": ' + b"9" * 5000 + b"}", b'\xef\xbb\xbf{}', b"'a'", b"{} {}",
]  # fmt: skip


def cursor(value: Any) -> str:
    """A cursor that nobody was given."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def cases_of(api: Api) -> int:
    """How many cases Hangzhou has in work."""
    total: int = api.lin.get("/cases?status=draft").json["total"]
    return total


@pytest.mark.parametrize(("parts", "loc"), WRONG_CONTENT, ids=lambda value: ascii(value)[:50])
def test_wrong_content_is_named_and_nothing_is_written(shared: Api, parts: dict[str, Any], loc: list[Any]) -> None:
    lin, before = shared.lin, cases_of(shared)
    body = json.dumps({"organisation": "330100", **parts})
    created = lin.post("/cases", data=body, content_type="application/json")
    assert created.status_code == 422, created.text
    assert [error["loc"] for error in created.json["errors"]] == [loc]
    assert all(error["msg"] for error in created.json["errors"])
    assert cases_of(shared) == before

    case = lin.post("/cases", {"organisation": "330100"}).json
    patch = {"data": json.dumps(parts), "content_type": "application/json"}
    changed = lin.patch(f"/cases/{case['id']}", None, match="*", **patch)
    assert changed.status_code == 422, changed.text
    assert [error["loc"] for error in changed.json["errors"]] == [loc]
    assert lin.get(f"/cases/{case['id']}").json["version"] == case["version"]


@pytest.mark.parametrize(
    ("named", "loc"),
    [
        ({}, "organisation"),
        ({"organisation": "330100", "organisation_id": 1}, "organisation"),
        ({"organisation": "nowhere"}, "organisation"),
        ({"organisation": "33\x000100"}, "organisation"),
        ({"organisation_id": 999_999}, "organisation_id"),
        ({"organisation_id": 10**20}, "organisation_id"),
        ({"organisation_id": "5"}, "organisation_id"),
    ],
)
def test_an_organisation_must_be_named_once_and_exist(shared: Api, named: dict[str, Any], loc: str) -> None:
    refused = shared.lin.post("/cases", named)
    assert refused.status_code == 422
    assert [error["loc"] for error in refused.json["errors"]] == [[loc]]


def test_a_foreign_organisation_is_forbidden_and_the_answer_says_who_may(api: Api) -> None:
    refused = api.chen.post("/cases", {"organisation": "330100"})
    assert (refused.status_code, refused.json["code"]) == (403, "not_allowed")
    assert "Editors of the organisation" in refused.json["detail"]


def test_what_one_may_not_see_does_not_exist(api: Api) -> None:
    case = api.new_case()
    stranger = api.chen
    assert stranger.get(f"/cases/{case['id']}").status_code == 404
    assert stranger.patch(f"/cases/{case['id']}", {}, match="*").status_code == 404
    assert stranger.post(f"/cases/{case['id']}/submission").status_code == 404
    for unknown in ("999999", str(2**31), str(10**30), "0"):
        assert stranger.get(f"/cases/{unknown}").status_code == 404
        assert stranger.get(f"/organisations/{unknown}").status_code == 404
        assert stranger.get(f"/standards/{unknown}").status_code == 404


def test_a_forbidden_transition_is_a_conflict(api: Api) -> None:
    case, lin = api.new_case(), api.lin
    for step in ("publication", "nomination"):
        refused = lin.post(f"/cases/{case['id']}/{step}")
        assert refused.status_code == 409, refused.text
    assert lin.delete(f"/cases/{case['id']}/archival").status_code == 409


def test_an_incomplete_case_is_told_every_gap(api: Api) -> None:
    case = api.lin.post("/cases", {"organisation": "330100"}).json
    refused = api.lin.post(f"/cases/{case['id']}/submission")
    assert refused.status_code == 422
    assert [error["loc"][0] for error in refused.json["errors"]] == [gap["field"] for gap in case["missing"]]


@pytest.mark.parametrize("body", BROKEN_BODIES, ids=lambda body: repr(body[:12]))
def test_a_body_that_is_not_json_is_a_400(shared: Api, body: bytes) -> None:
    refused = shared.lin.post("/cases", data=body, content_type="application/json")
    assert (refused.status_code, refused.json["code"]) == (400, "bad_json")


@pytest.mark.parametrize("body", ["[]", '"text"', "5", "null", "true"])
def test_a_body_that_is_no_object_is_refused(shared: Api, body: str) -> None:
    lin, case = shared.lin, shared.new_case()
    assert lin.post("/cases", data=body, content_type="application/json").status_code == 422
    path = f"/cases/{case['id']}"
    assert lin.patch(path, None, match="*", data=body, content_type="application/json").status_code == 422
    assert lin.post(f"{path}/submission", data=body, content_type="application/json").status_code == 422


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_another_media_type_is_a_415(shared: Api, media_type: str) -> None:
    refused = shared.lin.post("/cases", data=b"{}", content_type=media_type)
    assert (refused.status_code, refused.content_type) == (415, "application/problem+json")


def test_too_big_a_body_is_a_413(make_app: Callable[..., Flask], populate: Callable[[Flask], Api]) -> None:
    api = populate(make_app(max_body_bytes=2000))
    refused = api.lin.post("/cases", {"organisation": "330100", "problem": {"zh": "长" * 2000}})
    assert (refused.status_code, refused.json["code"]) == (413, "too_large")
    spaces = BytesIO(b'{"organisation": "330100"' + b" " * 2000 + b"}")
    chunked = {"wsgi.input": spaces, "wsgi.input_terminated": True}
    kind = "application/json"
    refused = api.lin.send("POST", "/cases", environ_overrides=chunked, content_type=kind)
    assert refused.status_code == 413
    assert cases_of(api) == 0


LISTS: list[str] = ["/organisations", "/standards", "/cases", "/cases?status=draft", "/audit"]


@both
def test_a_cursor_of_another_list_is_refused(
    app: Flask, populate: Callable[[Flask], Api], subtests: pytest.Subtests
) -> None:
    api = populate(app)
    moderator = api.gao
    wrong = [
        "x", "====", "%00", quote("光标"), "a" * 501, cursor(None), cursor([]), cursor({}), cursor([True]),
        cursor(["\x00"]), cursor(["\ud800"]), cursor([10**25]), cursor([-(10**400)]), cursor([1.5e300]), cursor([[1]]),
        cursor(["0001-01-01T00:00:00+23:59", 1]), cursor(["2024-01-01", "x"]), cursor(["x", 1]), cursor([1, 2, 3]),
    ]  # fmt: skip
    for path in LISTS:
        with subtests.test(path=path):
            joint = "&" if "?" in path else "?"
            for each in wrong:
                refused = moderator.get(f"{path}{joint}cursor={each}")
                assert refused.status_code == 422, (each, refused.text)
                assert [error["loc"] for error in refused.json["errors"]] == [["cursor"]]
            typed = {"/organisations": [5], "/standards": [5], "/audit": ["a"], "/cases?status=draft": ["a"]}
            if path in typed:
                assert moderator.get(f"{path}{joint}cursor={cursor(typed[path])}").status_code == 422


@pytest.mark.parametrize(
    ("query", "loc"),
    [
        ("/cases?limit=0", "limit"),
        ("/cases?limit=101", "limit"),
        ("/cases?limit=ten", "limit"),
        (f"/cases?limit={'9' * 5000}", "limit"),
        ("/cases?stage=finished", "stage"),
        ("/cases?status=secret", "status"),
        ("/cases?organisation=%00", "organisation"),
        (f"/cases?standard={-1}", "standard"),
        ("/cases?featured=perhaps", "featured"),
        ("/cases?field=%00", "field"),
        ("/cases?province=%07", "province"),
        (f"/cases?field={'x' * 10_000}", "field"),
        ("/organisations?level=village", "level"),
        ("/organisations?q=%00", "q"),
        (f"/organisations?q={'x' * 10_000}", "q"),
        (f"/standards?q={quote('长' * 10_000)}", "q"),
        ("/standards?type=%00", "type"),
    ],
)
def test_a_wrong_parameter_is_named(shared: Api, query: str, loc: str) -> None:
    refused = shared.anyone.get(query)
    assert refused.status_code == 422, refused.text
    assert [error["loc"] for error in refused.json["errors"]] == [[loc]]


@both
def test_strange_text_in_addresses_breaks_nothing(app: Flask, populate: Callable[[Flask], Api]) -> None:
    api = populate(app)
    lists = ("/cases?field=", "/cases?province=", "/organisations?q=", "/organisations?province=", "/standards?q=")
    strange = ["%00", "%ff%fe", "%ED%A0%80", "%F0%9F%92%A9", "' OR 1=1 --", "%25", "%5f", "\\", "a" * 300]
    for text in strange:
        for path in lists:
            assert api.anyone.get(path + text).status_code in (200, 422), (path, text)
        for path in ("/cases/", "/fields/", "/organisations/", "/cases/1/revisions/", "/"):
            assert api.anyone.get(path + text).status_code == 404, (path, text)


def test_a_reason_is_needed_where_one_is_asked_for(api: Api) -> None:
    case, lin = api.published_case(), api.lin
    path = f"/cases/{case['id']}/archival"
    for body in ({}, {"reason": ""}, {"reason": " \n "}, {"reason": "x" * 2001}, {"reason": "a\x00"}, {"reason": None}):
        refused = lin.post(path, body)
        assert refused.status_code == 422, body
        assert [error["loc"] for error in refused.json["errors"]] == [["reason"]]
    assert lin.get(f"/cases/{case['id']}").json["status"] == "published"


@pytest.mark.parametrize("body", [{"text": "x" * 20_001}, {"text": "\x00"}, {"text": 5}, {}, {"text": "a", "b": 1}])
def test_a_preview_of_what_cannot_be_stored_is_refused(shared: Api, body: dict[str, Any]) -> None:
    assert shared.anyone.post("/markdown-preview", body).status_code == 422


def test_scripts_come_out_of_a_preview_harmless(shared: Api) -> None:
    source = '<script>alert(1)</script> [a](javascript:alert(1)) [b](https://example.org "t") <img src=x onerror=y>'
    html = shared.anyone.post("/markdown-preview", {"text": source}).json["html"]
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert 'rel="nofollow ugc noopener"' in html
