"""Browsers of people who have signed in there before: most tests are about something else than signing in."""

from collections.abc import Callable
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page
from werkzeug.http import parse_cookie

from platform_app.accounts import queries_people as people
from platform_app.web.session import open_session
from tests.cast import address

NewContext = Callable[..., BrowserContext]


def arrive(app: Flask, live_server: str, new_context: NewContext, email: str, **options: Any) -> Page:
    """A page, still blank, in a browser of her own; with `locale="en"` she has chosen English on that device."""
    cookies = cookies_of(app, email, english=str(options.get("locale", "")).startswith("en"))
    context = new_context(**options)
    context.add_cookies([{"name": name, "value": value, "url": live_server} for name, value in cookies.items()])
    return context.new_page()


def let_in(client: FlaskClient, name: str, *, english: bool = False) -> None:
    """The same for a test client and one of the cast: it holds what the form would have left with it."""
    for cookie, value in cookies_of(client.application, address(name), english=english).items():
        client.set_cookie(cookie, value)


def wait_for_scripts(page: Page) -> None:
    """Where a click or a key has led her: `goto` waits for the scripts itself."""
    page.wait_for_selector("html[data-enhanced]", state="attached")


def cookies_of(app: Flask, email: str, *, english: bool = False) -> dict[str, str]:
    """What a device holds on which she has signed in; her account says in which language she reads, or the device."""
    with app.test_request_context():
        person = people.by_address(email)
        assert person is not None, email
        open_session(person)
        answer = app.response_class()
        app.session_interface.save_session(app, session, answer)
        kept = parse_cookie(answer.headers["Set-Cookie"])
        name = app.config["SESSION_COOKIE_NAME"]
        return {name: kept[name]} | ({"lang": f"en.{person.id}"} if english else {})
