"""How many requests a caller may send, and that nobody gets around it by changing a header."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.api.conftest import Api


@pytest.fixture
def api(make_app: Callable[..., Flask], populate: Callable[[Flask], Api]) -> Api:
    """An application that answers three requests a minute."""
    return populate(make_app(rate_limit_api="3 per minute"))


def test_the_fourth_request_is_refused_and_told_when_to_come_back(api: Api) -> None:
    answers = [api.anyone.get("/fields") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["X-RateLimit-Remaining"] == "2"
    refused = answers[-1]
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert (refused.content_type, refused.json["code"]) == ("application/problem+json", "rate_limit")


def test_a_person_is_counted_apart_from_her_address(api: Api) -> None:
    for _ in range(4):
        api.anyone.get("/fields")
    assert api.anyone.get("/fields").status_code == 429
    assert api.lin.get("/fields").status_code == 200


def test_tokens_that_do_not_work_count_for_the_address(api: Api) -> None:
    answers = [api.anyone.get("/fields", headers={"Authorization": f"Bearer cex_{n}"}) for n in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]


def test_a_second_token_brings_no_second_allowance(api: Api) -> None:
    for _ in range(3):
        api.with_scope("lin", "read").get("/me")
    assert api.with_scope("lin", "write").get("/me").status_code == 429


def test_the_pages_are_not_counted(api: Api) -> None:
    client = api.app.test_client()
    assert {client.get("/cases").status_code for _ in range(6)} == {200}
