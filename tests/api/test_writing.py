"""Help with writing through the API: write-ups, leftovers, drafts for a city, what is missing, the form."""

import io
from typing import Any

import docx
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.api.conftest import Api, Caller
from tests.cases import papers
from tests.media import samples


def send(caller: Caller, data: bytes, name: str = "a.docx", headers: Any = None, **fields: str) -> TestResponse:
    """Bring a write-up in."""
    boundary, body = encode_multipart({"file": FileStorage(io.BytesIO(data), name), **fields})
    kind = f"multipart/form-data; boundary={boundary}"
    return caller.post("/cases/imports", data=body, content_type=kind, headers=headers or {})


def test_a_write_up_becomes_a_case_and_tells_what_became_of_it(api: Api) -> None:
    made = send(api.zhou, papers.word(picture=papers.PICTURE), organisation="330100")
    assert made.status_code == 201, made.text
    case = made.json["case"]
    assert made.headers["Location"] == case["url"]
    assert case["content"]["problem"]["zh"] == "老旧小区设施**普遍** 老化。"
    assert case["content"]["files"][0]["alt"]["zh"] == "改造后的入口"
    assert made.json["matched"]["actions"] == ["二、主要做法"]
    rest = {"heading": "三、大事记", "text": "2024年启动。", "section": None, "reason": "unknown"}
    assert made.json["leftovers"] == [rest]
    assert api.wu.get(f"/cases/{case['id']}/leftovers").json["leftovers"] == [rest]
    assert api.wu.delete(f"/cases/{case['id']}/leftovers").status_code == 403
    assert api.lin.delete(f"/cases/{case['id']}/leftovers").status_code == 204
    assert api.lin.get(f"/cases/{case['id']}/leftovers").json["leftovers"] == []


def test_a_key_brings_it_in_once(api: Api) -> None:
    key = {"Idempotency-Key": "write-up-1"}
    first = send(api.lin, papers.MARKDOWN.encode(), "a.md", key, organisation="330100")
    again = send(api.lin, papers.MARKDOWN.encode(), "a.md", key, organisation="330100")
    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    assert api.lin.get("/cases?status=draft").json["total"] == 1


def test_refusals_name_the_field(api: Api) -> None:
    for answer, field in (
        (send(api.lin, samples.HTML, organisation="330100"), "file"),
        (send(api.lin, papers.word()), "organisation"),
        (send(api.lin, papers.word(), organisation="999999"), "organisation"),
        (send(api.lin, papers.word(), organisation="330100", language="fr"), "language"),
    ):
        assert (answer.status_code, answer.json["errors"][0]["loc"]) == (422, [field])
    assert send(api.chen, papers.word(), organisation="330100").status_code == 403
    assert send(api.anyone, papers.word(), organisation="330100").status_code == 401


def test_a_province_drafts_and_its_city_takes_over(api: Api) -> None:
    made = api.shen.post("/cases", {"organisation": "330100", "title": {"zh": "微更新"}})
    assert made.status_code == 201, made.text
    path = f"/cases/{made.json['id']}"
    assert (made.json["drafter"], made.json["actions"]) == (str(api.cast.zhejiang.id), ["edit"])
    assert [case["id"] for case in api.lin.get("/desk").json["drafted_for"]] == [made.json["id"]]
    assert [case["id"] for case in api.shen.get("/desk").json["drafting"]] == [made.json["id"]]
    assert api.shen.patch(path, {"stage": "pilot"}, match="*").status_code == 200
    assert api.shen.post(f"{path}/takeover").status_code == 403
    assert api.chen.get(path).status_code == 404
    taken = api.zhou.post(f"{path}/takeover")
    assert (taken.status_code, taken.json["drafter"]) == (201, None)
    assert api.shen.get(path).status_code == 404


def test_completeness_says_in_words_what_is_missing_for_both(api: Api) -> None:
    case = api.new_case(result={})
    found = api.lin.get(f"/cases/{case['id']}/completeness").json
    assert found["submission"] == [{"field": "result", "message": "Say in one sentence what came of it."}]
    assert {"field": "mandate", "message": "Name the mandate it rests on."} in found["announcement"]
    assert api.chen.get(f"/cases/{case['id']}/completeness").status_code == 404
    public = api.published_case()
    assert api.chen.get(f"/cases/{public['id']}/completeness").status_code == 403


def test_the_form_can_be_fetched_by_anybody_in_both_languages(api: Api) -> None:
    for language, title in (("zh", "标题"), ("en", "Title")):
        answer = api.anyone.get(f"/cases/form?form=full&language={language}")
        document = docx.Document(io.BytesIO(answer.data))
        assert next(p.text for p in document.paragraphs if p.style.name == "Heading 1") == title
