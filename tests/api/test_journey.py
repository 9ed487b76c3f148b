"""The whole story through the API alone: a city posts, its coordinator signs off, it climbs the ladder."""

import base64

from tests.api.conftest import Api, Caller
from tests.cast import PASSWORD, address
from tests.factories import SHORT_CASE


def signed_in(api: Api, name: str) -> Caller:
    """A caller who got her token by Basic credentials."""
    pair = base64.b64encode(f"{address(name)}:{PASSWORD}".encode()).decode()
    answer = api.anyone.post("/tokens", headers={"Authorization": f"Basic {pair}"})
    assert answer.status_code == 201, answer.text
    return Caller(api.app.test_client(), answer.json["token"])


def test_a_city_posts_a_case_and_a_moderator_features_it(api: Api) -> None:
    zhou, lin, shen, gao = (signed_in(api, name) for name in ("zhou", "lin", "shen", "gao"))

    draft = zhou.post("/cases", {"organisation": "330100", **SHORT_CASE})
    assert draft.status_code == 201
    case = f"/cases/{draft.json['id']}"
    assert api.anyone.get(case).status_code == 404

    better = zhou.patch(case, {"result": {"en": "Twelve places renewed."}}, match=draft.headers["ETag"])
    assert better.json["result"] == {"en": "Twelve places renewed.", "zh": "三个月完成十二处改造。"}

    assert zhou.post(f"{case}/submission").json["status"] == "submitted"
    assert [row["id"] for row in lin.get("/desk").json["to_sign_off"]] == [draft.json["id"]]
    assert lin.post(f"{case}/publication").json["status"] == "published"
    assert api.anyone.get(case).json["content"]["title"]["zh"] == "社区微更新试点"

    assert lin.post(f"{case}/nomination", {"statement": "数据扎实"}).json["nominated_at"]
    assert shen.post(f"{case}/recommendation").json["recommended_at"]
    assert gao.post(f"{case}/featuring").json["featured_at"]
    assert [row["id"] for row in api.anyone.get("/cases?featured=true").json["items"]] == [draft.json["id"]]

    history = lin.get(f"{case}/history").json
    assert [decision["act"] for decision in history["decisions"]] == ["publish", "submit"]
    assert [rung["rung"] for rung in history["distinctions"]] == ["nomination", "recommendation", "featuring"]
    log = gao.get(f"/audit?subject_kind=case&subject_id={draft.json['id']}&limit=100").json
    assert log["total"] == len(log["items"])
    assert [line["act"] for line in log["items"]] == [
        "CaseFeatured", "CaseRecommended", "CaseNominated", "CasePublished", "CaseSubmitted", "CaseEdited",
        "CaseCreated",
    ]  # fmt: skip


def test_every_step_can_be_taken_back_with_a_reason(api: Api) -> None:
    case = f"/cases/{api.published_case()['id']}"
    lin, shen, gao = api.lin, api.shen, api.gao
    for caller, rung in ((lin, "nomination"), (shen, "recommendation"), (gao, "featuring")):
        assert caller.post(f"{case}/{rung}").status_code == 201
    for caller, rung, column in (
        (gao, "featuring", "featured_at"),
        (shen, "recommendation", "recommended_at"),
        (lin, "nomination", "nominated_at"),
    ):
        answer = caller.delete(f"{case}/{rung}", {"reason": "数据有误"})
        assert answer.status_code == 200, answer.text
        assert answer.json[column] is None
    assert lin.post(f"{case}/archival", {"reason": "被取代"}).json["archived_reason"] == "被取代"
    assert lin.delete(f"{case}/archival").json["status"] == "published"
    assert gao.delete(f"{case}/publication", {"reason": "含个人信息"}).json["status"] == "draft"


def test_a_submission_is_withdrawn_or_returned(api: Api) -> None:
    case = f"/cases/{api.new_case()['id']}"
    lin = api.lin
    lin.post(f"{case}/submission")
    assert lin.delete(f"{case}/submission").json["status"] == "draft"
    lin.post(f"{case}/submission")
    returned = lin.post(f"{case}/return", {"reason": "请补充来源"}).json
    assert (returned["status"], returned["returned_reason"]) == ("draft", "请补充来源")
