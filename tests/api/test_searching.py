"""Search, suggestions, similar cases and the glossary through the API."""

from functools import partial
from urllib.parse import quote

import pytest
from flask import Flask

from tests.api.conftest import Api
from tests.cast import Cast, assemble
from tests.factories import make_case, make_fields
from tests.search.indexed import Indexed


def _prepare() -> Cast:
    make_fields()
    cast = assemble()
    of_hangzhou = partial(make_case, cast.lin, cast.hangzhou)
    of_hangzhou(status="published", title={"zh": "海绵城市试点", "en": "A sponge city pilot"}, field="new-urbanization")
    of_hangzhou(status="published", title={"zh": "城市更新行动"}, field="smart-city", stage="pilot")
    of_hangzhou(status="published", title={"en": "<script>alert(1)</script> renewal"})
    of_hangzhou(title={"zh": "城市更新秘密草稿"})
    return cast


_prepared = Indexed(_prepare)


@pytest.fixture
def indexed(app: Flask) -> Api:
    """Three published cases and a draft, indexed."""
    with app.app_context():
        return Api(app, _prepared.put())


def test_a_search_answers_hits_counts_and_facets(indexed: Api) -> None:
    found = indexed.anyone.get(f"/search?q={quote('更新')}&kind=case").json
    (first, *_) = found["items"]
    assert first["title"] == "城市更新行动"
    assert first["title_html"] == "城市<mark>更新</mark>行动"
    assert (first["kind"], first["matched_language"]) == ("case", "zh")
    assert first["url"] == f"/cases/{first['id']}"
    assert indexed.anyone.get(first["api_url"]).json["id"] == first["id"]
    assert found["total"] == len(found["items"])
    assert "秘密草稿" not in str(found)
    for choice in found["facets"]["field"]:
        narrowed = indexed.anyone.get(f"/search?q={quote('更新')}&kind=case&field={choice['value']}").json
        assert narrowed["total"] == choice["count"]
        assert choice["label"] in ("Smart cities", "New urbanization")
    assert {choice["label"] for choice in found["facets"]["stage"]} <= {"Pilot", "Running"}


def test_what_did_not_work_narrows_a_search_and_the_list(indexed: Api) -> None:
    stopped = indexed.published_case(title={"zh": "城市更新试验"}, stage="stopped")["id"]
    found = indexed.anyone.get("/search?kind=case&failures=stopped").json
    assert [hit["id"] for hit in found["items"]] == [stopped]
    labels = {choice["value"]: (choice["label"], choice["count"]) for choice in found["facets"]["failures"]}
    assert labels == {"stopped": ("Stopped", 1), "difficulties": ("Tells what did not work", 4)}
    assert [row["id"] for row in indexed.anyone.get("/cases?failures=stopped").json["items"]] == [stopped]
    assert indexed.anyone.get("/cases?failures=difficulties").json["total"] == 4
    assert indexed.anyone.get("/cases?distinction=announced").json["total"] == 0


def test_marks_are_escaped(indexed: Api) -> None:
    found = indexed.anyone.get("/search?q=renewal&kind=case&translate=false").json["items"]
    (hit,) = [each for each in found if "script" in each["title"]]
    assert "<script" not in hit["title_html"]
    assert "<mark>renewal</mark>" in hit["title_html"]


def test_results_are_walked_part_by_part(indexed: Api) -> None:
    whole = [hit["id"] for hit in indexed.anyone.get("/search?q=&kind=case&sort=newest").json["items"]]
    walked, path = [], "/search?q=&kind=case&sort=newest&limit=1"
    while path:
        part = indexed.anyone.get(path)
        walked += [hit["id"] for hit in part.json["items"]]
        path = part.headers["Link"].split(">")[0].lstrip("<") if "Link" in part.headers else ""
    assert walked == whole
    assert len(whole) == 3


def test_nothing_that_is_typed_is_an_error(indexed: Api) -> None:
    quoted = ["", " ", '"', "-", '"-"', '"a" -"b']
    operators = ["AND OR NOT", "title:*", "(((", "%", "\\", "a~2^3", "[* TO *]"]
    for q in [*quoted, *operators, "a" * 10_000, "长" * 3000, "\x00\x07", "\u202e", "😀"]:
        for operation in ("search", "suggest"):
            answer = indexed.anyone.get(f"/{operation}?q={quote(q)}")
            assert answer.status_code == 200, (operation, q[:20], answer.text)


@pytest.mark.parametrize(
    ("query", "loc"),
    [
        (f"q={'a' * 10_001}", "q"),
        ("kind=person", "kind"),
        ("sort=best", "sort"),
        ("limit=0", "limit"),
        ("featured=perhaps", "featured"),
        ("failures=none", "failures"),
        ("distinction=nominated", "distinction"),
        ("cursor=nonsense", "cursor"),
        ("cursor=WzEwMDAwMV0", "cursor"),
    ],
)
def test_a_wrong_wish_is_named(shared: Api, query: str, loc: str) -> None:
    refused = shared.anyone.get(f"/search?{query}")
    assert refused.status_code == 422
    assert [error["loc"] for error in refused.json["errors"]] == [[loc]]


def test_suggestions_go_on_from_what_was_typed(indexed: Api) -> None:
    for typed in ("海绵", "haimian"):
        items = indexed.anyone.get(f"/suggest?q={quote(typed)}").json["items"]
        assert {"kind": "case", "kind_label": "Case", "text": "海绵城市试点", "url": "/cases/1"} in items


def test_similar_cases_are_public_and_others(indexed: Api) -> None:
    items = indexed.anyone.get("/cases/1/similar").json["items"]
    assert {item["status"] for item in items} <= {"published"}
    assert 1 not in {item["id"] for item in items}


def test_an_administrator_edits_the_glossary_and_nobody_else(api: Api) -> None:
    new = {"zh": "海绵城市", "en": "sponge city"}
    refused = api.lin.post("/glossary", new)
    assert (refused.status_code, refused.json["code"]) == (403, "not_allowed")
    tang = api.tang
    made = tang.post("/glossary", new)
    assert made.status_code == 201
    assert api.anyone.get(made.json["url"]).json == {**made.json, "actions": []}
    path = f"/glossary/{made.json['id']}"
    assert tang.patch(path, {"topic": "water"}).status_code == 428
    changed = tang.patch(path, {"en_synonyms": ["sponge cities"]}, match=made.headers["ETag"])
    assert (changed.json["en_synonyms"], changed.json["zh"]) == (["sponge cities"], "海绵城市")
    stale = tang.patch(path, {"topic": "water"}, match=made.headers["ETag"])
    assert stale.status_code == 412
    assert stale.json["current"]["en_synonyms"] == ["sponge cities"]
    assert tang.delete(path, match=made.headers["ETag"]).status_code == 412
    assert tang.patch(path, {"zh": ""}, match="*").json["errors"][0]["loc"] == ["zh"]
    assert tang.delete(path, match=changed.headers["ETag"]).status_code == 204
    assert api.anyone.get("/glossary").json["items"] == []
