"""Every address is open to everybody on purpose, or refuses whoever is not signed in."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests import factories
from tests.cast import assemble

pytestmark = pytest.mark.databases("sqlite")

PUBLIC_PAGES = {
    "asks.of_thread", "chains.show", "programme.index", "programme.indicator",
    "assets.favicon", "assets.file", "batches.index", "cases.index", "discovery.health", "discovery.readiness",
    "discovery.robots", "discovery.sitemap", "discovery.sitemap_index", "feeds.cases", "feeds.threads",
    "feeds.unanswered", "calendar.index", "calendar.public", "calendar.subscribe",
    "bodies.index", "meetings.index", "interpretations.index", "interpretations.show",
    "fields.index", "fields.show", "front.show", "glossary.index",
    "organisations.index", "organisations.show", "pages.show", "paper.show", "paper.word",
    "proposals.faq", "reports.log", "resolutions.index", "search.show", "standards.index", "standards.show",
    "threads.index",
}  # fmt: skip
# Entrances: their visitors have no session yet, and a secret or a password decides.
PUBLIC_ENTRANCES = {
    "signin.confirm", "signin.forgot_password", "signin.invitation", "signin.register", "signin.reset_password",
    "signin.sign_in", "signin.sign_out", "notice_feed.show", "suspension.appeal", "unsubscribing.stop",
    "calendar.mine", "delegate_answers.ask", "delegate_answers.answer",
}  # fmt: skip
PUBLIC_API = {
    "api.asks.index", "api.asks.of_thread",
    "api.batches.index", "api.cases.index", "api.docs.openapi", "api.docs.page", "api.fields.index", "api.fields.show",
    "api.figures.show", "api.glossary.index", "api.sanctions.appeal_suspension", "api.search.search",
    "api.search.suggest",
    "api.markdown.preview", "api.organisations.index", "api.organisations.show", "api.standards.catalogue",
    "api.standards.standard", "api.writing.form", "api.threads.index", "api.proposals.faq",
    "api.moderation-log.lines", "api.holidays.index", "api.resolutions.index", "api.chain.show",
    "api.programme.tasks", "api.programme.indicators", "api.interpretations.interpretations",
    "api.bodies.index", "api.meetings.index",
}  # fmt: skip
PUBLIC = PUBLIC_PAGES | PUBLIC_ENTRANCES | PUBLIC_API

POSTED_BY_MAIL_PROGRAMS = "unsubscribing.stop"  # RFC 8058: no session, no form; the signed address proves it

# A thing that exists for each gap in an address; the only case is a draft, which readers must not see.
EXISTING = {
    "code": "330100",
    "slug": "smart-city",
    "name": "cases",
    "version": "0",
    "secret": "unknown",
    "token": "unknown",
    "ref": "smart-city",
    "act": "lock",
    "sign": "thanks",
    "kind": "post",
    "day": "2026-12-11",
}


@pytest.fixture
def country(app: Flask) -> Flask:
    """An application with the cast, a draft and an application that asks for no CSRF token."""
    with app.app_context():
        cast = assemble()
        factories.make_fields()
        assert factories.make_case(cast.lin, cast.hangzhou).id == 1
    app.config["WTF_CSRF_METHODS"] = set()
    return app


def addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and address of everything there is, with things that exist in its gaps."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        gaps = {name: EXISTING.get(name, 1) for name in rule.arguments}
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, adapter.build(rule.endpoint, gaps, method=method)


def refuses(answer: TestResponse) -> bool:
    """Whether the visitor was turned away for who she is, not for what she sent."""
    to_sign_in = answer.status_code in (302, 303) and answer.location.startswith("/sign-in")
    return to_sign_in or answer.status_code in (401, 403, 404)


def test_whoever_is_not_signed_in_is_turned_away_wherever_it_is_not_public(country: Flask) -> None:
    reader = country.test_client()
    open_to_her = [
        f"{method} {address} ({endpoint}) answered {answer.status}"
        for endpoint, method, address in addresses(country)
        if endpoint not in PUBLIC and not refuses(answer := reader.open(address, method=method, buffered=True))
    ]
    assert not open_to_her, "\n".join(open_to_her)


def test_no_public_address_fails_for_a_reader(country: Flask) -> None:
    reader = country.test_client()
    failing = [
        f"{method} {address} answered {answer.status}"
        for endpoint, method, address in addresses(country)
        if endpoint in PUBLIC and (answer := reader.open(address, method=method, buffered=True)).status_code >= 500
    ]
    assert failing == []


def test_no_page_takes_a_form_without_its_token(country: Flask) -> None:
    country.config["WTF_CSRF_METHODS"] = {"POST", "PUT", "PATCH", "DELETE"}
    visitor = country.test_client()
    taken = [
        f"{method} {address} answered {answer.status}"
        for endpoint, method, address in addresses(country)
        if method != "GET" and not address.startswith("/api/") and endpoint != POSTED_BY_MAIL_PROGRAMS
        if (answer := visitor.open(address, method=method, buffered=True)).status_code != 400
    ]
    assert taken == []


def test_what_is_listed_as_public_exists(country: Flask) -> None:
    assert set(country.view_functions) >= PUBLIC
