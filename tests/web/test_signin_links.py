"""Registering, resetting and invitations in the pages: what is behind the mailed links."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.kernel import clock
from tests import cast as the_cast
from tests.cast import PASSWORD, Cast, address
from tests.mailbox import Mailbox
from tests.web.test_signin import is_signed_in, post, sign_in

NEW = "new@people.example"


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Everybody."""
    with app.app_context():
        return the_cast.assemble()


@pytest.fixture
def mailbox(app: Flask) -> Mailbox:
    """The mail that has left."""
    return Mailbox(app)


def test_somebody_registers_opens_the_letter_and_is_in(client: FlaskClient, cast: Cast, mailbox: Mailbox) -> None:
    page = post(client, "/register", name="新人", email=NEW)
    assert NEW in page.get_data(as_text=True)
    link = f"/confirm/{mailbox.secret(NEW, 'confirm')}"
    assert post(client, link, password="seven green lanterns").status_code == 303
    assert is_signed_in(client)
    again = client.get(link)
    assert again.status_code == 409
    assert "used already" in client.get(f"{link}?lang=en").get_data(as_text=True)


@pytest.mark.parametrize(
    ("dead", "next_step"),
    [("/reset-password/x", "/forgot-password"), ("/confirm/x", "/register"), ("/invitation/x", "/organisations")],
)
def test_a_dead_link_leads_to_what_to_do_instead(client: FlaskClient, cast: Cast, dead: str, next_step: str) -> None:
    answer = client.get(f"{dead}?lang=en")
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    assert answer.status_code == 409
    assert f'href="{next_step}"' in main
    assert "409" not in main


def test_registering_a_known_address_shows_the_same_page(client: FlaskClient, cast: Cast) -> None:
    pages = [
        post(client, "/register", name="x", email=email).get_data(as_text=True).replace(email, "…")
        for email in (NEW, "LIN@cast.example")
    ]
    assert pages[0].lower().replace("lin@cast.example", "…") == pages[1].lower().replace("lin@cast.example", "…")


def test_what_was_typed_stays_when_a_registration_is_refused(client: FlaskClient, cast: Cast) -> None:
    answer = post(client, "/register", name="新人", email="not an address")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="新人"' in html
    assert 'value="not an address"' in html
    assert 'href="#f-email"' in html


def test_a_mail_scanner_that_opens_a_link_does_not_use_it_up(client: FlaskClient, cast: Cast, mailbox: Mailbox) -> None:
    post(client, "/forgot-password", email=address("lin"))
    link = f"/reset-password/{mailbox.secret(address('lin'), 'reset-password')}"
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert post(client, link, password="seven green lanterns").status_code == 303
    assert is_signed_in(client)


def test_a_password_that_is_too_short_is_refused_and_the_link_still_works(
    client: FlaskClient, cast: Cast, mailbox: Mailbox
) -> None:
    post(client, "/forgot-password", email=address("lin"))
    link = f"/reset-password/{mailbox.secret(address('lin'), 'reset-password')}"
    refused = post(client, link, password="short")
    assert refused.status_code == 422
    assert 'value="short"' not in refused.get_data(as_text=True)
    assert post(client, link, password="seven green lanterns").status_code == 303


@pytest.mark.parametrize(("language", "sentence"), [("zh", "容易被猜到"), ("en", "easy to guess")])
def test_a_password_that_is_easy_to_guess_is_refused_beside_its_field(
    client: FlaskClient, cast: Cast, mailbox: Mailbox, language: str, sentence: str
) -> None:
    post(client, "/forgot-password", email=address("lin"))
    link = f"/reset-password/{mailbox.secret(address('lin'), 'reset-password')}"
    refused = post(client, f"{link}?lang={language}", password="password1234")
    html = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert sentence in html
    assert 'href="#f-password"' in html
    assert "password1234" not in html
    assert not is_signed_in(client)


def test_an_expired_link_says_so(client: FlaskClient, cast: Cast, mailbox: Mailbox) -> None:
    post(client, "/forgot-password", email=address("lin"))
    link = f"/reset-password/{mailbox.secret(address('lin'), 'reset-password')}"
    with clock.stopped_at(clock.now() + timedelta(hours=3)):
        answer = client.get(f"{link}?lang=en")
    assert answer.status_code == 409
    assert "has expired" in answer.get_data(as_text=True)


@pytest.mark.parametrize("page", ["confirm", "reset-password", "invitation"])
def test_a_link_nobody_sent_says_so(client: FlaskClient, cast: Cast, page: str) -> None:
    answer = client.get(f"/{page}/never-sent?lang=en")
    assert answer.status_code == 409
    assert "not one of ours" in answer.get_data(as_text=True)


def test_pages_behind_links_are_kept_by_no_cache_and_named_to_no_other_site(client: FlaskClient, cast: Cast) -> None:
    answer = client.get("/confirm/never-sent")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def invite(client: FlaskClient, email: str, *roles: str) -> None:
    """Lin invites somebody to Hangzhou in the page."""
    sign_in(client, "lin")
    page = "/organisations/330100"
    assert post(client, f"{page}/invitations", page=f"{page}/people", email=email, roles=list(roles)).status_code == 303


def test_a_coordinator_invites_and_a_newcomer_accepts(app: Flask, cast: Cast, mailbox: Mailbox) -> None:
    coordinator, newcomer = app.test_client(), app.test_client()
    invite(coordinator, NEW, "editor", "coordinator")
    link = f"/invitation/{mailbox.secret(NEW, 'invitation')}"
    assert "杭州市" in newcomer.get(link).get_data(as_text=True)
    assert post(newcomer, link, name="新人", password="seven green lanterns").status_code == 303
    assert "新人" in newcomer.get("/organisations/330100/people").get_data(as_text=True)


def test_who_has_an_account_signs_in_and_comes_back_to_the_invitation(app: Flask, cast: Cast, mailbox: Mailbox) -> None:
    coordinator, guest = app.test_client(), app.test_client()
    invite(coordinator, address("guest"), "member")
    link = f"/invitation/{mailbox.secret(address('guest'), 'invitation')}"
    found = re.search(r'href="(/sign-in\?next=[^"]+)"', guest.get(link).get_data(as_text=True))
    assert found
    assert parse_qs(urlsplit(unescape(found[1])).query)["next"] == [link]
    assert sign_in(guest, "guest", next=link).headers["Location"] == link
    assert post(guest, link).status_code == 303
    assert guest.get("/organisations/330100/people").status_code == 200


def test_an_invitation_without_a_role_is_refused_and_the_address_stays(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "lin")
    page = "/organisations/330100"
    answer = post(client, f"{page}/invitations", page=f"{page}/people", email=NEW)
    assert answer.status_code == 422
    assert f'value="{NEW}"' in answer.get_data(as_text=True)


def test_a_signed_in_password_manager_is_told_whose_password_it_is(
    client: FlaskClient, cast: Cast, mailbox: Mailbox
) -> None:
    post(client, "/forgot-password", email=address("lin"))
    html = client.get(f"/reset-password/{mailbox.secret(address('lin'), 'reset-password')}").get_data(as_text=True)
    assert f'value="{address("lin")}" autocomplete="username"' in html
    assert PASSWORD not in html
