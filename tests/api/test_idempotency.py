"""A POST with a key is done once, however often and however simultaneously it is sent."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from platform_app.kernel import clock
from tests.api.conftest import Api
from tests.factories import SHORT_CASE

NEW = {"organisation": "330100", **SHORT_CASE}
both = pytest.mark.databases("sqlite", "postgresql")


def count(api: Api) -> int:
    """How many drafts there are."""
    total: int = api.lin.get("/cases?status=draft").json["total"]
    return total


def test_the_second_call_returns_the_first_answer(api: Api) -> None:
    zhou, key = api.zhou, {"Idempotency-Key": "first-try"}
    first, second = (zhou.post("/cases", NEW, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert first.headers["Location"] == second.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert count(api) == 1


def test_the_same_key_for_something_else_is_refused(api: Api) -> None:
    zhou, key = api.zhou, {"Idempotency-Key": "k"}
    case = zhou.post("/cases", NEW, headers=key).json
    for path, body in (("/cases", {**NEW, "stage": "ended"}), (f"/cases/{case['id']}/submission", None)):
        refused = zhou.post(path, body, headers=key)
        assert refused.status_code == 422
        assert refused.json["errors"][0]["loc"] == ["Idempotency-Key"]
    assert count(api) == 1


def test_keys_of_different_people_do_not_meet(api: Api) -> None:
    key = {"Idempotency-Key": "k"}
    ids = {getattr(api, name).post("/cases", NEW, headers=key).json["id"] for name in ("zhou", "lin")}
    assert len(ids) == 2


def test_a_refusal_is_not_kept(api: Api) -> None:
    zhou, key = api.zhou, {"Idempotency-Key": "k"}
    case = zhou.post("/cases", {"organisation": "330100"}).json
    path = f"/cases/{case['id']}"
    assert zhou.post(f"{path}/submission", headers=key).status_code == 422
    zhou.patch(path, SHORT_CASE, match="*")
    assert zhou.post(f"{path}/submission", headers=key).status_code == 201


def test_a_key_is_forgotten_after_a_day(api: Api) -> None:
    zhou, key = api.zhou, {"Idempotency-Key": "k"}
    with clock.stopped_at(clock.now() - timedelta(hours=25)):
        old = zhou.post("/cases", NEW, headers=key).json["id"]
    assert zhou.post("/cases", NEW, headers=key).json["id"] != old


KEYS: list[str] = ["", " ", "x" * 201, "é", "a\tb"]


def test_a_key_that_cannot_be_kept_is_refused(api: Api, subtests: pytest.Subtests) -> None:
    for key in KEYS:
        with subtests.test(key=key):
            refused = api.zhou.post("/cases", NEW, headers={"Idempotency-Key": key})
            assert refused.status_code == 422
            assert count(api) == 0


@both
def test_eight_simultaneous_calls_with_one_key_make_one_case(app: Flask, populate: Callable[[Flask], Api]) -> None:
    api = populate(app)
    callers = [api.zhou for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda caller: caller.post("/cases", NEW, headers={"Idempotency-Key": "race"}), callers)
        )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer.headers for answer in answers) == 1
    assert count(api) == 1


@both
def test_of_eight_simultaneous_changes_to_one_version_one_is_made(app: Flask, populate: Callable[[Flask], Api]) -> None:
    api = populate(app)
    case = api.new_case()
    path, tag = f"/cases/{case['id']}", f'"{case["version"]}"'
    callers = list(enumerate([api.lin for _ in range(8)]))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda each: each[1].patch(path, {"staff": {"zh": f"{each[0]}人"}}, tag), callers))
    (made,) = [answer for answer in answers if answer.status_code == 200]
    refused = [answer for answer in answers if answer.status_code == 412]
    assert len(refused) == 7
    assert {answer.json["current"]["content"]["staff"]["zh"] for answer in refused} == {
        made.json["content"]["staff"]["zh"]
    }
