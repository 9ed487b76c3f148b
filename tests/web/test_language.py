"""Which language pages are in: the account's, unless she chose another one on this device."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from platform_app.accounts.models import Person
from platform_app.kernel.db import db
from tests import cast as the_cast
from tests.cast import Cast, address
from tests.mailbox import Mailbox
from tests.web.test_signin import is_signed_in, post, sign_in

ENGLISH = {"Accept-Language": "en"}
NEW = "new@people.example"


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Lin reads Chinese, Amal reads English."""
    with app.app_context():
        return the_cast.assemble()


def shown(client: FlaskClient, path: str = "/about", browser: str = "fr") -> str:
    """The language of a page, asked for by a browser with this wish."""
    return of(client.get(path, headers={"Accept-Language": browser}))


def of(answer: Any) -> str:
    """The language of an answer."""
    found = re.search(r'<html lang="([^"]+)"', answer.get_data(as_text=True))
    assert found, answer.status_code
    return found[1]


def language_of(app: Flask, email: str) -> str | None:
    """What the account says."""
    with app.app_context():
        return db.session.scalar(select(Person.language).where(Person.email == email))


@pytest.mark.parametrize(("name", "account"), [("lin", "zh-CN"), ("amal", "en")])
def test_who_signs_in_reads_in_her_accounts_language(client: FlaskClient, cast: Cast, name: str, account: str) -> None:
    before, wish = ("en", "en") if account == "zh-CN" else ("zh-CN", "zh")
    assert shown(client, browser=wish) == before
    sign_in(client, name)
    assert [shown(client, path, wish) for path in ("/", "/about", "/desk", "/no-such-page")] == [account] * 4


def test_a_choice_made_before_signing_in_gives_way_to_the_account(client: FlaskClient, cast: Cast) -> None:
    assert shown(client, "/about?lang=en") == "en"
    sign_in(client, "lin")
    assert shown(client) == "zh-CN"


def test_her_own_choice_wins_on_that_device_and_after_signing_in_again(app: Flask, cast: Cast) -> None:
    here, there = app.test_client(), app.test_client()
    for client in (here, there):
        sign_in(client, "lin")
    assert shown(here, "/desk?lang=en") == "en"
    assert shown(here) == "en"
    assert shown(there) == "zh-CN"
    post(here, "/sign-out", page="/account")
    sign_in(here, "lin")
    assert shown(here) == "en"


def test_somebody_elses_choice_on_the_same_device_does_not_count(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "lin")
    shown(client, "/about?lang=en")
    post(client, "/sign-out", page="/account")
    assert shown(client, browser="zh") == "en", "the device keeps what was chosen on it"
    sign_in(client, "chen")
    assert shown(client) == "zh-CN"


COOKIES: list[str] = ["xx", "en.", "en.abc", ".1", "en.1.2", "zh.999999", "en;1"]


def test_a_cookie_that_is_not_hers_changes_nothing(client: FlaskClient, cast: Cast, subtests: pytest.Subtests) -> None:
    sign_in(client, "amal")
    for cookie in COOKIES:
        with subtests.test(cookie=cookie):
            client.set_cookie("lang", cookie)
            assert shown(client, browser="zh") == "en"


def test_changing_it_in_the_account_takes_effect_at_once_and_on_every_device(app: Flask, cast: Cast) -> None:
    here, there = app.test_client(), app.test_client()
    for client in (here, there):
        sign_in(client, "lin")
    shown(here, "/about?lang=zh")
    answer = post(here, "/account/profile", page="/account", name="林晓", language="en")
    page = here.get(answer.headers["Location"])
    assert of(page) == "en"
    assert "Saved." in page.get_data(as_text=True)
    assert [shown(client) for client in (here, there)] == ["en", "en"]
    assert language_of(app, address("lin")) == "en"
    post(there, "/account/profile", page="/account", name="林晓", language="zh")
    assert shown(here) == "zh-CN", "the account page chose for no device"


def test_changing_only_the_name_leaves_the_choice_of_the_device(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "lin")
    shown(client, "/about?lang=en")
    post(client, "/account/profile", page="/account", name="林小", language="zh")
    assert shown(client) == "en"


def test_pages_kept_for_readers_without_an_account_stay_in_their_language(app: Flask, cast: Cast) -> None:
    reader, amal = app.test_client(), app.test_client()
    assert shown(reader, "/", "zh") == "zh-CN"
    sign_in(amal, "amal", remember="1")
    assert shown(amal, "/", "zh") == "en"
    amal.delete_cookie("session")  # remembered: signed in without a session
    assert shown(amal, "/", "zh") == "en"
    assert shown(reader, "/", "zh") == "zh-CN"
    shown(amal, "/?lang=en")
    post(amal, "/sign-out", page="/account")
    amal.get("/")
    assert shown(amal, "/", "zh") == "en", "by what was chosen on the device"
    assert shown(reader, "/", "zh") == "zh-CN"
    assert shown(app.test_client(), "/", "en") == "en"


def test_what_is_said_on_signing_in_and_out_is_in_the_language_of_the_next_page(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    mailbox = Mailbox(app)
    post(client, "/forgot-password", email=address("amal"))
    link = f"/reset-password/{mailbox.secret(address('amal'), 'reset-password')}"
    assert shown(client, link, "zh") == "zh-CN"
    post(client, link, password="seven green lanterns")
    page = client.get("/account", headers={"Accept-Language": "zh"}).get_data(as_text=True)
    assert "Your password is set" in page
    post(client, "/sign-out", page="/account")
    assert "您已退出" in client.get("/", headers={"Accept-Language": "zh"}).get_data(as_text=True)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_an_account_has_the_language_it_was_asked_for_in(app: Flask, client: FlaskClient, code: str) -> None:
    client.get(f"/register?lang={code}")
    post(client, "/register", name="新人", email=NEW)
    assert language_of(app, NEW) == code
    letter = Mailbox(app).to(NEW)[-1]
    assert letter["Content-Language"] == {"zh": "zh-CN"}.get(code, code)


def test_an_invited_account_has_the_language_she_accepted_in(app: Flask, cast: Cast) -> None:
    coordinator, newcomer = app.test_client(), app.test_client()
    sign_in(coordinator, "lin")
    page = "/organisations/330100"
    post(coordinator, f"{page}/invitations", page=f"{page}/people", email=NEW, roles=["editor"])
    link = f"/invitation/{Mailbox(app).secret(NEW, 'invitation')}"
    assert shown(newcomer, f"{link}?lang=en") == "en"
    post(newcomer, link, name="New", password="seven green lanterns")
    assert is_signed_in(newcomer)
    assert language_of(app, NEW) == "en"
    newcomer.delete_cookie("lang")
    assert shown(newcomer, browser="zh") == "en"


def test_the_api_goes_by_accept_language_and_by_no_cookie_of_the_pages(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "lin")
    client.get("/about?lang=zh")
    answer = client.get("/api/v1/cases/999999", headers=ENGLISH)
    assert answer.headers["Content-Language"] == "en"


def test_the_page_for_what_broke_asks_the_database_nothing_of_who_reads_it(
    app: Flask, client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is gone")

    sign_in(client, "lin")
    for name in ("execute", "scalars", "scalar"):
        monkeypatch.setattr(db.session, name, broken)
    app.testing = False
    answer = client.get("/desk", headers=ENGLISH)
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.get_data(as_text=True)
