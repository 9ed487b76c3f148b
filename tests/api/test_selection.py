"""A typical case through the API alone, as programs of a province, a panel and the secretariat would do it."""

from typing import Any

from platform_app.kernel import clock
from platform_app.selection.rubric import CRITERIA
from tests.api.conftest import Api
from tests.cast import address
from tests.selection.conftest import WORTHY, later

SCORES = {name: {"points": 4, "reason": "有据可查。"} for name in CRITERIA}


def ok(answer: Any) -> dict[str, Any]:
    """What was answered, if it was not refused."""
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json)


def plan(api: Api) -> int:
    """A batch with Amal and Huang on its panel, chaired by Tang; its call is open."""
    days = {"entries_until": later(30).isoformat(), "reviews_until": later(60).isoformat()}
    batch = ok(api.he.post("/batches", {"number": "2026-1", "title_zh": "第一批", "chair": address("tang"), **days}))
    for name in ("amal", "huang", "shen"):
        ok(api.he.post(f"/batches/{batch['id']}/reviewers", {"person": address(name)}))
    assert ok(api.he.post(f"/batches/{batch['id']}/call"))["status"] == "open"
    return int(batch["id"])


def test_a_case_becomes_a_typical_case_through_the_api_alone(api: Api) -> None:
    case = api.published_case(**WORTHY)["id"]
    ok(api.shen.post(f"/cases/{case}/invitation", {"statement": "请提名。"}))
    ok(api.lin.post(f"/cases/{case}/nomination", {}))
    ok(api.shen.post(f"/cases/{case}/recommendation", {}))
    ok(api.lin.post(f"/cases/{case}/evidence-level", {"level": "L3", "note": "有对照街区。"}))
    batch = plan(api)
    ok(api.shen.post(f"/cases/{case}/candidacy", {"batch_id": batch, "statement": "数据扎实。"}))
    ok(api.he.post(f"/batches/{batch}/review"))
    assert [r["case_id"] for r in ok(api.amal.get("/me/reviews"))["items"]] == [case]
    assert ok(api.shen.get("/me/reviews"))["items"] == []  # it is of her own province
    refused = api.amal.post(
        f"/batches/{batch}/reviews", {"case_id": case, "scores": {**SCORES, "clarity": {"points": 4}}}
    )
    assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, ["scores", "clarity", "reason"])
    given = ok(api.amal.post(f"/batches/{batch}/reviews", {"case_id": case, "scores": SCORES}))
    assert (given["status"], given["reviewer_name"], len(given["scores"])) == ("given", "Amal Haddad", 5)
    assert ok(api.anyone.get(f"/cases/{case}/reviews"))["items"] == []
    ok(api.huang.post(f"/batches/{batch}/conflicts", {"case_id": case, "reason": "曾任顾问。"}))
    conflicts = ok(api.he.get(f"/cases/{case}/candidacy"))["conflicts"]
    assert {each["reason"] for each in conflicts} == {"曾任顾问。", None}  # and the one of its province
    hidden = ok(api.anyone.get(f"/cases/{case}/candidacy"))
    assert (hidden["stepped_back"], hidden["conflicts"]) == (0, [])
    assert ok(api.lin.get(f"/cases/{case}/reviews"))["total"] == 1
    ok(api.lin.post(f"/cases/{case}/answer", {"text": "感谢，口径见附件。"}))
    ok(api.amal.post(f"/cases/{case}/evidence-level/confirmation", {"level": "L2", "note": "对照组偏小。"}))
    notice = {"number": "国标委〔2026〕3号", "date": clock.today().isoformat(), "bodies": ["M-SAC"]}
    notice["cases"] = [{"case_id": case}]
    assert api.he.post(f"/batches/{batch}/announcement", {**notice, "bodies": ["nobody"]}).status_code == 422
    assert ok(api.he.post(f"/batches/{batch}/announcement", notice))["announcement_number"] == "国标委〔2026〕3号"
    assert api.he.post(f"/batches/{batch}/announcement", notice).status_code == 409
    public = ok(api.anyone.get(f"/cases/{case}/reviews"))["items"]
    assert [(r["reviewer"], r["reviewer_name"], len(r["scores"])) for r in public] == [(1, None, 5)]
    told = ok(api.anyone.get(f"/cases/{case}/candidacy"))
    assert (told["answer"], told["stepped_back"], told["conflicts"]) == ("感谢，口径见附件。", 2, [])
    (plan_figure,) = ok(api.anyone.get("/figures"))["plan"]
    assert (plan_figure["name"], plan_figure["count"]) == ("announced_typical_cases", 1)
    assert (plan_figure["target"], plan_figure["until"]) == (30, "2027-12-31")
    rungs = {row["rung"]: row for row in ok(api.anyone.get(f"/cases/{case}/history"))["distinctions"]}
    assert rungs["recommendation"]["still_missing"] == []
    shown = ok(api.anyone.get(f"/cases/{case}"))
    assert (shown["evidence_level"], bool(shown["announced_at"]), bool(shown["confirm_by"])) == ("L2", True, True)
    assert ok(api.lin.post(f"/cases/{case}/confirmation", {"state": "running"}))["state"] == "running"
    assert api.chen.post(f"/cases/{case}/confirmation", {"state": "running"}).status_code == 403
    gone = api.he.delete(f"/cases/{case}/announcement", {"reason": "数据被撤回。"})
    assert ok(gone)["announced_at"] is None


def test_a_batch_takes_days_as_text_and_names_what_is_wrong(api: Api) -> None:
    wrong = {"number": "first", "title_zh": "", "chair": "nobody@nowhere.example", "entries_until": "soon"}
    answer = api.he.post("/batches", {**wrong, "reviews_until": "2026-13-01"})
    assert answer.status_code == 422
    assert {e["loc"][0] for e in answer.json["errors"]} == {"number", "title_zh", "entries_until", "reviews_until"}
    assert api.lin.post("/batches", {}).status_code == 422
    fine = {"number": "2026-1", "title_zh": "第一批", "chair": address("tang")}
    days = {"entries_until": "2026-12-31", "reviews_until": "2026-12-01"}
    answer = api.he.post("/batches", {**fine, **days})
    assert answer.json["errors"][0]["loc"] == ["reviews_until"]


def test_a_batch_is_changed_on_the_version_that_was_read(api: Api) -> None:
    plain = {"number": "2026-1", "title_zh": "第一批", "chair": address("tang")}
    new = {**plain, "entries_until": later(30).isoformat(), "reviews_until": later(60).isoformat()}
    batch = ok(api.he.post("/batches", new))
    path = f"/batches/{batch['id']}"
    assert api.he.send("PUT", path, new).status_code == 428
    read = api.he.get(path).headers["ETag"]
    assert ok(api.he.send("PUT", path, {**new, "title_en": "First"}, headers={"If-Match": read}))["title_en"] == "First"
    stale = api.he.send("PUT", path, {**new, "title_en": "Second"}, headers={"If-Match": read})
    assert (stale.status_code, stale.json["current"]["title_en"]) == (412, "First")
