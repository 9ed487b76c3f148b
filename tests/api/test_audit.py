"""The audit log through the API takes the same choices as its page."""

import pytest

from tests.api.conftest import Api

NARROWED: list[str] = [
    "act=CaseCreated",
    "subject_kind=case&subject_id=1&act=CaseCreated",
    "organisation=330100&act=CaseCreated",
]


def test_the_log_is_narrowed(api: Api, subtests: pytest.Subtests) -> None:
    api.published_case()
    for query in NARROWED:
        with subtests.test(query=query):
            found = api.gao.get(f"/audit?{query}").json["items"]
            assert [(line["act"], line["subject_id"], line["actor_name"]) for line in found] == [
                ("CaseCreated", 1, "林晓")
            ]


def test_the_log_of_a_person(api: Api) -> None:
    api.published_case()
    lines = api.gao.get("/audit?limit=100").json["items"]
    lin = next(line["actor_id"] for line in lines if line["act"] == "CaseCreated")
    by_number = api.gao.get(f"/audit?person={lin}&act=CaseCreated").json["items"]
    assert by_number == api.gao.get("/audit?person=林&act=CaseCreated").json["items"] != []


@pytest.mark.parametrize("query", ["subject_id=x", "subject_id=0", "subject_id=2147483648"])
def test_a_number_that_is_none_is_named(api: Api, query: str) -> None:
    refused = api.gao.get(f"/audit?{query}")
    assert refused.status_code == 422
    assert [error["loc"] for error in refused.json["errors"]] == [["subject_id"]]
