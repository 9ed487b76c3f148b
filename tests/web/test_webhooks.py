"""The pages of webhooks: made with the secret shown once, tried, switched off, taken away; for coordinators alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from platform_app.webhooks import sending
from tests import cast as the_cast
from tests.web.browsing import Browser
from tests.web.test_asks import send
from tests.webhooks.receiver import Receiver, receiving, status, verifies

ROOT = "/organisations/330100/webhooks"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    app = make_app(webhooks_allow_private=True)
    with app.app_context():
        the_cast.assemble()
    return app


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


def make(lin: Browser, receiver: Receiver, **fields: Any) -> str:
    """The page after making one."""
    made = send(lin, ROOT, **{"name": "Portal", "url": receiver.url, "events": ["case.published"], **fields})
    assert made.status_code == 200, made.text
    return str(made.text)


def test_a_coordinator_makes_tries_and_repeats(app: Flask, receiver: Receiver) -> None:
    lin = Browser(app, "lin")
    assert f'href="{ROOT}"' in lin.text("/organisations/330100")
    secret = make(lin, receiver).split("data-copyable>")[1].split("<")[0]
    assert secret not in lin.text(f"{ROOT}/1")
    assert send(lin, f"{ROOT}/1/ping").status_code == 303
    receiver.answer = status(503)
    with app.app_context():
        sending.drain()
    page = lin.text(f"{ROOT}/1")
    assert "The server answered with an error." in page
    assert "The last try failed." in page
    assert verifies(secret, receiver.got[0])
    version = page.split('name="version" value="')[1].split('"')[0]
    assert send(lin, f"{ROOT}/1/deactivation", version=version).status_code == 303
    assert "It was switched off on" in lin.text(f"{ROOT}/1")
    version = lin.text(f"{ROOT}/1").split('name="version" value="')[1].split('"')[0]
    assert send(lin, f"{ROOT}/1/activation", version=version).status_code == 303
    assert send(lin, f"{ROOT}/1/deliveries/1/repetition").status_code == 303
    receiver.answer = status(204)
    with app.app_context():
        assert sending.drain() == 1
    assert "· 204" in lin.text(f"{ROOT}/1")
    version = lin.text(f"{ROOT}/1").split('name="version" value="')[1].split('"')[0]
    assert send(lin, f"{ROOT}/1/removal", version=version).status_code == 303
    assert "There are none yet." in lin.text(ROOT)


def test_what_was_typed_stays_when_it_is_refused(app: Flask, receiver: Receiver) -> None:
    lin = Browser(app, "lin")
    refused = send(lin, ROOT, name="Portal", url="ftp://example.org/", events=["ask.made"], scope="everything")
    assert refused.status_code == 422
    assert 'value="ftp://example.org/"' in refused.text
    assert 'value="ask.made" checked' in refused.text
    make(lin, receiver)
    changed = send(lin, f"{ROOT}/1", name="", url=receiver.url, events=[], scope="own", version="1")
    assert changed.status_code == 422


def test_the_secret_can_be_changed(app: Flask, receiver: Receiver) -> None:
    lin = Browser(app, "lin")
    secret = make(lin, receiver).split("data-copyable>")[1].split("<")[0]
    page = send(lin, f"{ROOT}/1/secret").text
    assert page.split("data-copyable>")[1].split("<")[0] != secret


def test_others_do_not_see_them(app: Flask, receiver: Receiver) -> None:
    make(Browser(app, "lin"), receiver)
    for name in ("zhou", "shen", "tang", "guest"):
        browser = Browser(app, name)
        assert ROOT not in browser.text("/organisations/330100")
        assert browser.get(ROOT).status_code == 403
        assert browser.get(f"{ROOT}/1").status_code == 403
    assert Browser(app, "chen").get("/organisations/350200/webhooks/1").status_code == 404
