"""Agendas through the API: items and their order, papers, proposals, requests that come before a meeting."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.api.conftest import Api
from tests.api.test_desk import ok
from tests.api.test_meetings import ITEM, PROPOSAL, added, founded, numbers, planned, tag
from tests.api.test_requests import raised


@pytest.fixture
def api(app: Flask, populate: Callable[[Flask], Api]) -> Api:
    """The cast with tokens, a joint meeting, and a meeting of it that is planned."""
    filled = populate(app)
    founded(filled)
    planned(filled)
    return filled


def test_items_are_changed_moved_and_removed(api: Api) -> None:
    case = api.published_case()
    one = added(api, text="说明**文字**", links=[{"kind": "case", "id": case["id"]}])
    two, under = added(api), added(api, parent=one["id"])
    assert numbers(api) == [(one["id"], "1"), (under["id"], "1.1"), (two["id"], "2")]
    assert one["links"] == [{"kind": "case", "id": case["id"], "role": "about"}]
    address = f"/meetings/1/agenda-items/{one['id']}"
    assert api.he.patch(address, {"minutes": 200}).status_code == 428
    changed = ok(api.he.patch(address, {"minutes": 200}, match=tag(one)))
    assert (changed["minutes"], changed["links"], changed["text"]) == (200, one["links"], one["text"])
    stale = api.he.patch(address, {"minutes": 1}, match=tag(one))
    assert (stale.status_code, stale.json["current"]["minutes"]) == (412, 200)
    assert ok(api.he.get("/meetings/1"))["is_over"] is True
    for itself in (one["id"], under["id"]):
        refused = api.he.post(f"{address}/position", {"parent": itself})
        assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, ["parent"])
    elsewhere = api.he.patch(address, {"parent": two["id"]}, match="*")
    assert (elsewhere.status_code, elsewhere.json["errors"][0]["loc"]) == (422, ["parent"])
    place = f"/meetings/1/agenda-items/{two['id']}/position"
    assert api.he.post(place, {"before": one["id"]}, headers={"If-Match": '"99-x"'}).status_code == 412
    assert numbers(api)[0][0] == one["id"]
    read = tag(ok(api.he.get(f"/meetings/1/agenda-items/{two['id']}")))
    assert ok(api.he.post(place, {"before": one["id"]}, headers={"If-Match": read}))["number"] == "1"
    assert ok(api.he.post(place, {"before": one["id"]}))["number"] == "1"
    assert numbers(api) == [(two["id"], "1"), (one["id"], "2"), (under["id"], "2.1")]
    unknown = api.he.post("/meetings/1/agenda-items", {**ITEM, "links": [{"kind": "case", "id": 99}]})
    assert (unknown.status_code, unknown.json["errors"][0]["loc"]) == (422, ["links"])
    assert api.he.delete(address).status_code == 428
    assert api.he.delete(address, match=tag(one)).status_code == 412
    assert api.he.delete(address, match=tag(ok(api.he.get(address)))).status_code == 204
    assert numbers(api) == [(two["id"], "1")]
    assert api.he.get(address).status_code == 404


def test_papers_are_added_read_and_taken_off(api: Api) -> None:
    item = added(api)
    address = f"/meetings/1/agenda-items/{item['id']}/papers"
    data = "层数,元\n6,150000\n".encode()
    boundary, sent = encode_multipart({"file": FileStorage(BytesIO(data), "补贴办法.csv")})
    made = ok(api.he.post(address, data=sent, content_type=f"multipart/form-data; boundary={boundary}"))
    assert (made["name"], made["size"], made["added_by_name"]) == ("补贴办法.csv", len(data), "何静")
    assert ok(api.shen.get(f"/meetings/1/agenda-items/{item['id']}"))["papers"] == [made]
    assert api.shen.get(made["content_url"]).data == data
    assert api.anyone.get(made["content_url"]).status_code == 404
    ok(api.he.post("/meetings/1/convocation", {}))
    assert api.anyone.get(made["content_url"]).data == data
    assert ok(api.anyone.get(f"/meetings/1/agenda-items/{item['id']}"))["papers"][0]["added_by_name"] is None
    assert api.shen.delete(f"{address}/{made['id']}").status_code == 403
    assert api.he.delete(f"{address}/{made['id']}").status_code == 204
    assert api.he.get(made["content_url"]).status_code == 404


def test_proposals_are_merged_declined_and_withdrawn(api: Api) -> None:
    item = added(api)
    first, second, third = (ok(api.shen.post("/meetings/1/proposals", PROPOSAL)) for _ in range(3))
    assert first["actions"] == ["agenda.withdraw"]
    address = "/meetings/1/proposals/{}/{}"
    merged = ok(api.he.post(address.format(first["id"], "merger"), {"item": item["id"]}))
    assert (merged["status"], merged["item_id"]) == ("merged", item["id"])
    reason = {"reason": "请先由省内协调。"}
    assert api.shen.post(address.format(second["id"], "refusal"), reason).status_code == 403
    assert ok(api.he.post(address.format(second["id"], "refusal"), reason))["reason"] == reason["reason"]
    assert ok(api.shen.post(address.format(third["id"], "withdrawal")))["status"] == "withdrawn"
    again = api.he.post(address.format(third["id"], "acceptance"))
    assert (again.status_code, again.json["code"]) == (409, "proposal_decided")
    assert [row["status"] for row in ok(api.shen.get("/meetings/1/proposals"))["items"]] == [
        "merged",
        "declined",
        "withdrawn",
    ]
    assert ok(api.shen.get(merged["url"])) == {**merged, "actions": ["agenda.withdraw"]}
    foreign = api.shen.post("/meetings/1/proposals", {**PROPOSAL, "organisation": "330200"})
    assert (foreign.status_code, foreign.json["errors"][0]["loc"]) == (422, ["organisation"])


def test_a_request_comes_before_a_meeting(api: Api) -> None:
    request = raised(api)
    brought = ok(api.shen.post(f"/requests/{request['id']}/agenda", {"meeting": 1}))
    assert (brought["item"], brought["proposal"]["subject"]) == (None, {"kind": "request", "id": request["id"]})
    accepted = ok(api.he.post(f"/meetings/1/proposals/{brought['proposal']['id']}/acceptance"))
    item = ok(api.he.get(f"/meetings/1/agenda-items/{accepted['item_id']}"))
    assert item["links"] == [{"kind": "request", "id": request["id"], "role": "came_from"}]
    direct = ok(api.he.post(f"/requests/{request['id']}/agenda", {"meeting": 1}))
    assert (direct["proposal"], direct["item"]["number"]) == (None, "2")
    assert api.chen.post(f"/requests/{request['id']}/agenda", {"meeting": 1}).status_code == 404
    assert api.shen.post(f"/requests/{request['id']}/agenda", {"meeting": 99}).status_code == 404
