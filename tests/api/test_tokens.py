"""Tokens: how they are got, what they open, and that cookies open nothing."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.api.conftest import Api
from tests.cast import PASSWORD, address


def basic(user: str, password: str) -> dict[str, str]:
    """The header of HTTP Basic authentication."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def test_address_and_password_give_a_token_that_works(api: Api) -> None:
    wish = {"name": "notebook", "scope": "read", "expires_in_days": 7}
    issued = api.anyone.post("/tokens", wish, headers=basic(address("zhou"), PASSWORD))
    assert issued.status_code == 201
    assert issued.headers["Cache-Control"] == "no-store"
    assert {"name": "notebook", "scope": "read"}.items() <= issued.json.items()
    me = api.anyone.get("/me", headers={"Authorization": f"Bearer {issued.json['token']}"}).json
    assert (me["email"], me["scope"]) == (address("zhou"), "read")
    assert [(seat["organisation"]["code"], seat["role"]) for seat in me["seats"]] == [("330100", "editor")]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        basic(address("zhou"), "wrong"),
        basic("nobody@cast.example", "x"),
        basic("", ""),
        {"Authorization": "Basic !"},
    ],
)
def test_without_the_right_password_there_is_no_token(shared: Api, headers: dict[str, str]) -> None:
    refused = shared.anyone.post("/tokens", headers=headers)
    assert refused.status_code == 401
    assert "WWW-Authenticate" in refused.headers
    assert refused.content_type == "application/problem+json"


@pytest.mark.databases("sqlite", "postgresql")
def test_credentials_that_nobody_can_have_are_refused(app: Flask, populate: Callable[[Flask], Api]) -> None:
    api = populate(app)
    strange = (
        ("a\x00b@cast.example", "x"), ("\x00", "\x00"), (address("zhou"), "\x00"), ("é" * 300, "密"), ("x" * 321, "x"),
        ("x", "x" * 201), ("\x07", "x"),
    )  # fmt: skip
    for user, password in strange:
        assert api.anyone.post("/tokens", headers=basic(user, password)).status_code in (401, 422), (user, password)


def test_guessing_a_password_is_throttled(api: Api) -> None:
    wrong = basic(address("zhou"), "wrong")
    answers = [api.anyone.post("/tokens", headers=wrong) for _ in range(12)]
    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer", "Digest x", "", "Bearer \u00e9", "bearer  x y"])
def test_a_token_that_does_not_work_is_refused_even_where_none_is_needed(shared: Api, header: str) -> None:
    refused = shared.anyone.get("/fields", headers={"Authorization": header})
    assert refused.status_code == 401
    assert refused.json["code"] == "bad_token"


def test_a_read_only_token_reads_and_writes_nothing(api: Api) -> None:
    reader = api.with_scope("lin", "read")
    case = api.new_case()
    assert reader.get(f"/cases/{case['id']}").json["actions"] == []
    refused = reader.post(f"/cases/{case['id']}/submission")
    assert (refused.status_code, refused.json["code"]) == (403, "token_scope")
    assert api.lin.get(f"/cases/{case['id']}").json["status"] == "draft"


def test_a_revoked_token_stops_working_at_once(api: Api) -> None:
    zhou = api.zhou
    (token,) = zhou.get("/tokens").json["items"]
    assert "token" not in token
    assert zhou.get(token["url"]).json == token
    assert zhou.delete(f"/tokens/{token['id']}").status_code == 204
    assert zhou.get("/me").status_code == 401


def test_nobody_sees_or_revokes_the_token_of_another(api: Api) -> None:
    (token,) = api.zhou.get("/tokens").json["items"]
    lin = api.lin
    assert lin.get(f"/tokens/{token['id']}").status_code == 404
    assert lin.delete(f"/tokens/{token['id']}").status_code == 404


@pytest.mark.parametrize(
    ("wish", "loc"),
    [
        ({"scope": "admin"}, "scope"),
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"expires_in_days": 0}, "expires_in_days"),
        ({"expires_in_days": "30"}, "expires_in_days"),
        ({"expires_in_days": 10**30}, "expires_in_days"),
        ({"days": 3}, "days"),
    ],
)
def test_a_wrong_wish_is_named(shared: Api, wish: dict[str, Any], loc: str) -> None:
    refused = shared.anyone.post("/tokens", wish, headers=basic(address("zhou"), PASSWORD))
    assert refused.status_code == 422
    assert [error["loc"] for error in refused.json["errors"]] == [[loc]]


def test_the_cookie_of_the_pages_opens_nothing_here(api: Api) -> None:
    caller = api.anyone
    with caller.client.session_transaction() as session:
        session["person_id"], session["epoch"] = api.cast.lin.id, 1
    assert caller.get("/me").status_code == 401
    assert caller.post("/cases", {"organisation": "330100"}).status_code == 401
