"""Resolutions through the API: from a proposal to its successor, and each refusal with a code or a field."""

from typing import Any

import pytest

from platform_app.kernel import clock
from tests.api.conftest import Api
from tests.api.test_desk import ok
from tests.meetings.scene import open_scene


def meeting_of(api: Api, *there: str, **parts: Any) -> int:
    """A meeting that was held, by the ministry and two provinces or by others."""
    with api.app.app_context():
        scene = open_scene(api.cast, **parts)
        return int(scene.held(*(getattr(api.cast, name) for name in there)).id)


def proposed(api: Api, meeting: int, who: str = "he", **parts: Any) -> dict[str, Any]:
    """A resolution that is put forward."""
    new = {"meeting": meeting, "title_zh": "统一加装电梯的标准", "text_zh": "各省统一执行。", **parts}
    return dict(ok(getattr(api, who).post("/resolutions", new)))


def test_from_a_proposal_to_its_successor(api: Api) -> None:
    meeting = meeting_of(api)
    made = proposed(api, meeting, "shen", text_en="Done alike.", authoritative="en")
    address = f"/resolutions/{made['id']}"
    assert api.anyone.get(address).status_code == 404
    changed = api.shen.patch(address, {"title_en": "One standard"}, f'"{made["version"]}-x"')
    assert (ok(changed)["title_en"], changed.json["text_en"]) == ("One standard", "Done alike.")
    ok(api.shen.post(f"{address}/votes", {"organisation": "330000", "vote": "for"}))
    ok(api.he.post(f"{address}/votes", {"organisation": "350000", "vote": "against", "statement": "财力不足。"}))
    ok(api.he.post(f"{address}/votes", {"organisation": "M-SAC", "vote": "for"}))
    done = ok(api.he.post(f"{address}/adoption", {"method": "vote"}))
    year = clock.today().year
    assert (done["status"], done["number"]) == ("adopted", f"JM/{year}/1")
    assert done["tally"] == {"for": 2, "against": 1, "abstain": 0, "quorum": True}
    assert ok(api.he.post(f"{address}/entry-into-force", {}))["status"] == "in_force"
    later = proposed(api, meeting)
    ok(api.he.post(f"/resolutions/{later['id']}/adoption", {"method": "consensus"}))
    assert ok(api.he.post(f"{address}/supersession", {"by": later["id"]}))["superseded_by"] == later["id"]
    public = ok(api.anyone.get(f"/resolutions/{later['id']}"))
    assert public["links_to"] == [{"kind": "resolution", "id": made["id"], "role": "supersedes"}]
    assert ok(api.anyone.get(f"/resolutions?year={year}&status=superseded"))["total"] == 1
    assert ok(api.anyone.get("/resolutions?body=999"))["total"] == 0
    assert ok(api.he.post(f"/resolutions/{later['id']}/completion", {"words": "已执行。"}))["status"] == "carried_out"


def test_without_quorum_nothing_is_adopted(api: Api) -> None:
    made = proposed(api, meeting_of(api, "zhejiang"))
    refused = api.he.post(f"/resolutions/{made['id']}/adoption", {"method": "consensus"})
    assert (refused.status_code, refused.json["code"]) == (409, "no_quorum")
    assert ok(api.he.get(f"/resolutions/{made['id']}"))["number"] is None


def test_the_rule_may_allow_it_and_then_it_is_said(api: Api) -> None:
    rule = {"lead_present": True, "may_adopt_without": True}
    made = proposed(api, meeting_of(api, "zhejiang", quorum=rule))
    done = ok(api.he.post(f"/resolutions/{made['id']}/adoption", {"method": "consensus"}))
    assert done["tally"]["quorum"] is False


def test_voting_twice_is_refused(api: Api) -> None:
    made = proposed(api, meeting_of(api))
    address = f"/resolutions/{made['id']}/votes"
    ok(api.shen.post(address, {"organisation": "330000", "vote": "for"}))
    twice = api.shen.post(address, {"organisation": "330000", "vote": "against"})
    assert (twice.status_code, twice.json["code"]) == (409, "voted")
    (kept,) = ok(api.he.get(f"/resolutions/{made['id']}"))["votes"]
    assert kept["vote"] == "for"


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("votes", {"organisation": "330100", "vote": "for"}, "organisation"),
    ("votes", {"organisation": "330000", "vote": "maybe"}, "vote"),
    ("votes", {"organisation": "nowhere", "vote": "for"}, "organisation"),
    ("adoption", {"method": "applause"}, "method"),
    ("adoption", {"method": "consensus", "in_force_on": "2020-01-01"}, "in_force_on"),
    ("lapse", {}, "reason"),
]


def test_a_wrong_act_names_its_field(api: Api, subtests: pytest.Subtests) -> None:
    made = proposed(api, meeting_of(api))
    for act, body, field in WRONG:
        with subtests.test(act=act, body=body, field=field):
            refused = api.he.post(f"/resolutions/{made['id']}/{act}", body)
            assert (refused.status_code, refused.json["errors"][0]["loc"][0]) == (422, field)
            assert ok(api.he.get(f"/resolutions/{made['id']}"))["version"] == made["version"]


@pytest.mark.parametrize("meeting", [999, 2**31 - 1])
def test_a_resolution_of_no_meeting_is_refused(api: Api, meeting: int) -> None:
    new = {"meeting": meeting, "title_zh": "统一标准", "text_zh": "执行。"}
    refused = api.he.post("/resolutions", new)
    assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, ["meeting"])


def test_a_stale_change_shows_what_is_stored(api: Api) -> None:
    made = proposed(api, meeting_of(api))
    address, seen = f"/resolutions/{made['id']}", f'"{made["version"]}-x"'
    ok(api.he.patch(address, {"title_zh": "先改的题目"}, seen))
    stale = api.he.patch(address, {"title_zh": "后改的题目"}, seen)
    assert (stale.status_code, stale.json["current"]["title_zh"]) == (412, "先改的题目")
    assert api.he.patch(address, {"title_zh": "无版本"}).status_code == 428
