"""Requests between levels through the API: the whole way, refusals with fields, stale versions, what is public."""

from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.api.conftest import Api
from tests.api.test_desk import ok

NEW = {
    "organisation": "330100",
    "asked": ["330000"],
    "kind": "interpretation",
    "title": "加装电梯的补贴口径",
    "text": "补贴按台还是按户计算？",
}


def raised(api: Api, **parts: Any) -> dict[str, Any]:
    return dict(ok(api.lin.post("/requests", {**NEW, **parts})))


def test_a_city_asks_its_province_and_the_answer_becomes_public(api: Api) -> None:
    made = raised(api)
    assert (made["status"], [each["way"] for each in made["answers"]]) == ("raised", ["up"])
    assert [each["id"] for each in ok(api.shen.get("/requests"))["items"]] == [made["id"]]
    assert [each["id"] for each in ok(api.lin.get("/requests?box=out&state=waiting"))["items"]] == [made["id"]]
    assert ok(api.lin.get("/requests?box=in"))["total"] == 0
    address = f"/requests/{made['id']}"
    for act, body in (
        ("acknowledgement", {}),
        ("start", {}),
        ("answer", {"text": "按台计算。", "links": [{"name": "通知", "url": "https://zj.example/1"}]}),
    ):
        ok(api.shen.post(f"{address}/{act}", body))
    again = api.shen.post(f"{address}/answer", {"text": "按户计算。"})
    assert (again.status_code, again.json["code"]) == (409, "request_answered")
    assert ok(api.anyone.get("/interpretations"))["total"] == 0
    ok(api.shen.post(f"{address}/publication", {"question": "补贴按台还是按户计算？"}))
    (public,) = ok(api.anyone.get("/interpretations"))["items"]
    assert (public["answer"], public["organisation"]["code"]) == ("按台计算。", "330000")
    assert ok(api.anyone.get(f"/interpretations/{public['id']}")) == public
    ok(api.lin.post(f"{address}/acceptance", {}))
    done = ok(api.lin.post(f"{address}/closure", {"reason": "已解决。"}))
    acts = ["raised", "acknowledged", "in_progress", "answered", "published", "accepted", "closed"]
    assert (done["status"], [each["act"] for each in done["history"]]) == ("closed", acts)
    closed = api.shen.post(f"{address}/escalation", {"reason": "请示。", "to": "M-SAC"})
    assert (closed.status_code, closed.json["code"]) == (409, "request_closed")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"asked": ["330100"]}, "asked"),
    ({"asked": ["M-SAC"]}, "asked"),
    ({"asked": []}, "asked"),
    ({"due_on": "2020-01-01"}, "due_on"),
    ({"due_on": "tomorrow"}, "due_on"),
    ({"kind": "gossip"}, "kind"),
    ({"links": [{"name": "文件", "url": "javascript:alert(1)"}]}, "links"),
    ({"colour": "red"}, "colour"),
]


def test_a_wrong_request_names_its_field(api: Api, subtests: pytest.Subtests) -> None:
    for parts, field in WRONG:
        with subtests.test(parts=parts, field=field):
            refused = api.lin.post("/requests", {**NEW, **parts})
            assert (refused.status_code, refused.json["errors"][0]["loc"][0]) == (422, field)
            assert ok(api.lin.get("/requests?box=out"))["total"] == 0


def test_an_act_on_an_older_version_is_refused_with_what_is_stored(api: Api) -> None:
    made = raised(api)
    seen = {"If-Match": f'"{made["version"]}-x"'}
    ok(api.shen.post(f"/requests/{made['id']}/acknowledgement", {}, headers=seen))
    stale = api.shen.post(f"/requests/{made['id']}/answer", {"text": "按台。"}, headers=seen)
    assert (stale.status_code, stale.json["current"]["status"]) == (412, "acknowledged")


def test_it_goes_down_up_and_later_as_the_rules_say(api: Api) -> None:
    made = raised(api, ministry="M-SAC", copies=["350200"])
    address = f"/requests/{made['id']}"
    assert [each["code"] for each in made["copies"]] == ["350200"]
    until = f"{int(made['due_on'][:4]) + 1}-01-04"
    ok(api.shen.post(f"{address}/extension", {"until": until, "reason": "数据未齐。"}))
    granted = ok(api.lin.post(f"{address}/extension-decision", {"decision": "grant"}))
    assert granted["due_on"] == until
    ok(api.shen.post(f"{address}/passing-down", {"to": ["330200"]}))
    ok(api.shen.post(f"{address}/return", {"reason": "超出权限。", "organisation": "330000"}))
    ok(api.lin.post(f"{address}/objection", {"reason": "请再考虑。"}))
    done = ok(api.shen.post(f"{address}/escalation", {"reason": "请示。", "organisation": "330000"}))
    by_code = {each["organisation"]["code"]: each["status"] for each in done["answers"]}
    assert by_code == {"330000": "escalated", "330200": "raised", "M-SAC": "raised"}
    reopened = api.lin.post(f"{address}/reopening", {"reason": "不明。", "organisation": "M-SAC"})
    assert (reopened.status_code, reopened.json["code"]) == (409, "request_raised")


def test_others_neither_read_nor_act(api: Api) -> None:
    made = raised(api)
    assert api.qi.get(f"/requests/{made['id']}").status_code == 404
    assert api.anyone.get("/requests").status_code == 401
    assert api.wu.post(f"/requests/{made['id']}/closure", {}).status_code == 403


def test_administrators_keep_the_holiday_table(api: Api) -> None:
    day = {"name_zh": "假日", "name_en": "A day off"}
    assert api.lin.send("PUT", "/holidays/2027-01-01", day).status_code == 403
    ok(api.tang.send("PUT", "/holidays/2027-01-01", day))
    assert [each["day"] for each in ok(api.anyone.get("/holidays"))["items"]] == ["2027-01-01"]
    assert api.tang.send("PUT", "/holidays/tomorrow", day).status_code == 404
    assert api.tang.delete("/holidays/2027-01-01").status_code == 204
    assert api.tang.delete("/holidays/2027-01-01").status_code == 404


def test_papers_are_added_read_and_taken_out(api: Api) -> None:
    address = f"/requests/{raised(api)['id']}/papers"
    data = "层数,元\n6,150000\n".encode()
    boundary, body = encode_multipart({"file": FileStorage(BytesIO(data), "补贴办法.csv")})
    made = ok(api.lin.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}"))
    assert (made["name"], made["organisation"], made["size"]) == ("补贴办法.csv", "330100", len(data))
    assert ok(api.shen.get(address))["items"] == [made]
    read = api.shen.get(f"{address}/{made['id']}/content")
    assert (read.status_code, read.data) == (200, data)
    assert api.chen.get(address).status_code == 404
    assert api.anyone.get(f"{address}/{made['id']}/content").status_code == 401
    assert api.shen.delete(f"{address}/{made['id']}").status_code == 403
    assert api.lin.delete(f"{address}/{made['id']}").status_code == 204
    assert ok(api.lin.get(address))["total"] == 0
