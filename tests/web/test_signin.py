"""Signing in, out and everywhere out, in the pages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import cast as the_cast
from tests.cast import PASSWORD, address

Post = Callable[..., Any]


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """The cast in the database of the application."""
    with app.app_context():
        return the_cast.assemble()


def post(client: FlaskClient, url: str, page: str | None = None, **form: Any) -> Any:
    """Send a form the way a browser does: with the token of the page it stands on."""
    html = client.get(page or url).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert token, f"no form at {page or url}"
    return client.post(url, data={"csrf_token": token[1], **form})


def sign_in(client: FlaskClient, name: str, **form: Any) -> Any:
    """Sign a member of the cast in."""
    return post(client, "/sign-in", email=address(name), password=PASSWORD, **form)


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the account page opens."""
    return client.get("/account").status_code == 200


def test_who_signs_in_goes_where_she_was_going(client: FlaskClient, cast: the_cast.Cast) -> None:
    asked = client.get("/account")
    assert asked.status_code == 302
    assert asked.headers["Location"] == "/sign-in?next=%2Faccount"
    answer = sign_in(client, "lin", next="/account")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert "林晓" in client.get("/account").get_data(as_text=True)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\n/evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(client: FlaskClient, cast: the_cast.Cast, elsewhere: str) -> None:
    assert sign_in(client, "lin", next=elsewhere).headers["Location"] == "/desk"


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(client: FlaskClient, cast: the_cast.Cast) -> None:
    pages = []
    for email in (address("lin"), "nobody@cast.example"):
        answer = post(client, "/sign-in", email=email, password="not the password")
        assert answer.status_code == 403
        html = answer.get_data(as_text=True)
        assert f'value="{email}"' in html, "what was typed stays"
        assert "not the password" not in html
        pages.append(re.sub(r'value="[^"]*"', "", html))
    assert pages[0] == pages[1]


def test_a_form_without_its_token_is_refused(client: FlaskClient, cast: the_cast.Cast) -> None:
    answer = client.post("/sign-in", data={"email": address("lin"), "password": PASSWORD})
    assert answer.status_code == 400
    assert not is_signed_in(client)


def test_after_too_many_tries_the_page_says_how_long_to_wait(client: FlaskClient, cast: the_cast.Cast) -> None:
    for _ in range(10):
        assert post(client, "/sign-in", email=address("lin"), password="wrong").status_code == 403
    answer = sign_in(client, "lin")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60


def test_signing_out_ends_the_session(client: FlaskClient, cast: the_cast.Cast) -> None:
    sign_in(client, "lin")
    assert is_signed_in(client)
    post(client, "/sign-out", page="/account")
    assert not is_signed_in(client)


def test_signing_out_forgets_a_remembered_device(client: FlaskClient, cast: the_cast.Cast) -> None:
    sign_in(client, "lin", remember="1")
    post(client, "/sign-out", page="/account")
    assert not is_signed_in(client)
    assert client.get_cookie("remember_token") is None


def test_signing_out_everywhere_ends_sessions_on_other_devices_remembered_ones_too(
    app: Flask, cast: the_cast.Cast
) -> None:
    here, there, remembered = app.test_client(), app.test_client(), app.test_client()
    sign_in(here, "lin")
    sign_in(there, "lin")
    sign_in(remembered, "lin", remember="1")
    post(here, "/account/sign-out-everywhere", page="/account")
    remembered.delete_cookie("session")
    assert not any(is_signed_in(client) for client in (here, there, remembered))


def test_a_remembered_device_is_signed_in_without_its_session(client: FlaskClient, cast: the_cast.Cast) -> None:
    sign_in(client, "lin", remember="1")
    client.delete_cookie("session")
    assert is_signed_in(client)


def test_a_device_that_is_not_remembered_is_not(client: FlaskClient, cast: the_cast.Cast) -> None:
    sign_in(client, "lin")
    client.delete_cookie("session")
    assert not is_signed_in(client)


def test_changing_the_password_keeps_this_device_and_ends_the_others(app: Flask, cast: the_cast.Cast) -> None:
    here, there = app.test_client(), app.test_client()
    sign_in(here, "lin")
    sign_in(there, "lin")
    answer = post(here, "/account/password", page="/account", current=PASSWORD, password="quite another one")
    assert answer.status_code == 303
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_a_suspended_person_is_out_at_once(app: Flask, cast: the_cast.Cast) -> None:
    her, admin = app.test_client(), app.test_client()
    sign_in(her, "lin")
    sign_in(admin, "tang")
    page = f"/people/{cast.lin.id}"
    assert post(admin, f"{page}/suspension", page=page, reason="left the city").status_code == 303
    assert not is_signed_in(her)
    assert sign_in(her, "lin").status_code == 403


def test_session_cookies_are_closed_to_scripts_and_other_sites(client: FlaskClient, cast: the_cast.Cast) -> None:
    cookies = sign_in(client, "lin", remember="1").headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"session", "remember_token"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_behind_tls_cookies_are_secure(make_app: Callable[..., Flask]) -> None:
    app = make_app(secure_cookies=True)
    with app.app_context():
        the_cast.assemble()
    client = app.test_client()
    html = client.get("/sign-in", base_url="https://localhost").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert token
    form = {"csrf_token": token[1], "email": address("lin"), "password": PASSWORD, "remember": "1"}
    answer = client.post(
        "/sign-in", data=form, base_url="https://localhost", headers={"Referer": "https://localhost/sign-in"}
    )
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    assert all("Secure" in cookie for cookie in cookies)
