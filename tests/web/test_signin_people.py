"""The account page, the people of an organisation, and everybody's accounts, in the pages."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.accounts import queries, queries_people, service_seats, service_tokens
from platform_app.accounts.inputs import JoinAsk
from tests import cast as the_cast
from tests.cast import Cast
from tests.web.arriving import let_in
from tests.web.test_signin import post

HANGZHOU = "/organisations/330100"


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Everybody."""
    with app.app_context():
        return the_cast.assemble()


def test_the_account_page_asks_strangers_to_sign_in(client: FlaskClient, cast: Cast) -> None:
    for path in ("/account", f"{HANGZHOU}/people", f"{HANGZHOU}/join", "/people", "/people/1"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in?next=")


def test_somebody_changes_her_name_and_language_and_the_page_follows(client: FlaskClient, cast: Cast) -> None:
    let_in(client, "lin")
    answer = post(client, "/account/profile", page="/account", name="Lin Xiao", language="en")
    html = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert '<html lang="en"' in html
    assert "Lin Xiao" in html


NO_PROFILES: list[tuple[str, str]] = [("", "zh"), ("x" * 81, "zh"), ("x\x07", "zh"), ("x", "fr")]


def test_a_profile_that_cannot_be_kept_is_refused_and_shown_again(
    client: FlaskClient, cast: Cast, subtests: pytest.Subtests
) -> None:
    let_in(client, "lin")
    for name, language in NO_PROFILES:
        with subtests.test(name=name, language=language):
            answer = post(client, "/account/profile", page="/account", name=name, language=language)
            assert answer.status_code == 422
            assert "林晓" in answer.get_data(as_text=True)


def test_a_token_is_shown_once(app: Flask, client: FlaskClient, cast: Cast) -> None:
    let_in(client, "lin")
    answer = post(client, "/account/tokens", page="/account", scope="write", days="30", **{"token-name": "notebook"})
    secret = re.search(r"cex_[\w-]{43}", answer.get_data(as_text=True))
    assert secret
    assert answer.headers["Cache-Control"] == "no-store"
    page = client.get("/account").get_data(as_text=True)
    assert secret[0] not in page
    assert secret[0][:10] in page
    with app.app_context():
        actor = service_tokens.actor_of_token(secret[0])
        token = queries_people.tokens(cast.lin)[0]
    assert actor == cast.lin
    assert post(client, f"/account/tokens/{token.id}/revocation", page="/account").status_code == 303
    with app.app_context():
        assert service_tokens.actor_of_token(secret[0]) is None


def test_a_token_that_cannot_be_made_keeps_what_was_typed(client: FlaskClient, cast: Cast) -> None:
    let_in(client, "lin")
    answer = post(client, "/account/tokens", page="/account", scope="write", days="9999", **{"token-name": "notebook"})
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert 'value="notebook"' in html
    assert 'value="9999"' in html
    assert 'value="林晓"' in html, "the profile's own name"


def test_a_token_without_a_name_points_to_its_own_field(client: FlaskClient, cast: Cast) -> None:
    let_in(client, "lin")
    answer = post(client, "/account/tokens", page="/account", scope="read", days="30")
    assert answer.status_code == 422
    assert 'href="#f-token-name"' in answer.get_data(as_text=True)


def test_a_guest_asks_to_join_and_is_let_in(app: Flask, cast: Cast) -> None:
    guest, coordinator = app.test_client(), app.test_client()
    let_in(guest, "guest")
    let_in(coordinator, "lin")
    assert post(guest, f"{HANGZHOU}/join", note="标准处 <b>三科</b>").status_code == 303
    page = coordinator.get(f"{HANGZHOU}/people").get_data(as_text=True)
    assert "标准处 &lt;b&gt;三科&lt;/b&gt;" in page
    accept = re.search(r"/organisations/330100/join-requests/\d+/acceptance", page)
    assert accept
    assert post(coordinator, accept[0], page=f"{HANGZHOU}/people", roles=["editor"]).status_code == 303
    assert guest.get(f"{HANGZHOU}/people").status_code == 200


def test_a_request_is_declined_only_with_a_reason(app: Flask, client: FlaskClient, cast: Cast) -> None:
    with app.app_context():
        request = service_seats.ask_to_join(cast.guest, cast.hangzhou.id, JoinAsk(note=""))
    let_in(client, "lin")
    path, page = f"{HANGZHOU}/join-requests/{request.id}/refusal", f"{HANGZHOU}/people"
    assert post(client, path, page=page, reason=" ").status_code == 422
    assert post(client, path, page=page, reason="not of this city").status_code == 303


def test_outsiders_do_not_see_the_people_of_an_organisation(client: FlaskClient, cast: Cast) -> None:
    let_in(client, "chen")
    assert client.get(f"{HANGZHOU}/people").status_code == 403


def test_members_see_their_people_but_no_buttons(client: FlaskClient, cast: Cast) -> None:
    let_in(client, "wu")
    html = client.get(f"{HANGZHOU}/people").get_data(as_text=True)
    assert "林晓" in html
    assert "/invitations" not in html
    assert html.count("/end") == 1, "her own seat"


def test_a_coordinator_gives_and_ends_roles_in_the_page(app: Flask, client: FlaskClient, cast: Cast) -> None:
    let_in(client, "lin")
    page = f"{HANGZHOU}/people"
    form = {"person_id": str(cast.wu.id), "roles": ["editor"]}
    assert post(client, f"{HANGZHOU}/seats", page=page, **form).status_code == 303
    with app.app_context():
        seats = queries_people.people_of(cast.lin, cast.hangzhou.id)
        granted = next(s for s in seats if s.person_id == cast.wu.id and s.role == "editor")
    assert post(client, f"{HANGZHOU}/seats/{granted.id}/end", page=page).status_code == 303
    with app.app_context():
        wu = queries.actor_of(cast.wu.id or 0)
    assert wu
    assert not wu.writes_for


def test_the_last_coordinator_reads_why_she_cannot_go(app: Flask, client: FlaskClient, cast: Cast) -> None:
    with app.app_context():
        seats = queries_people.people_of(cast.lin, cast.hangzhou.id)
    seat = next(s for s in seats if s.person_id == cast.lin.id and s.role == "coordinator")
    let_in(client, "lin")
    answer = post(client, f"/account/seats/{seat.id}/end", page="/account")
    assert answer.status_code == 409
    client.get("/account?lang=en")
    answer = post(client, f"/account/seats/{seat.id}/end", page="/account")
    assert "Ask an administrator." in answer.get_data(as_text=True)


@pytest.mark.parametrize("roles", [["king"], [""]])
def test_a_role_that_does_not_exist_is_refused(client: FlaskClient, cast: Cast, roles: list[str]) -> None:
    let_in(client, "lin")
    form = {"person_id": str(cast.wu.id), "roles": roles}
    assert post(client, f"{HANGZHOU}/seats", page=f"{HANGZHOU}/people", **form).status_code == 422


def test_an_administrator_finds_people_and_gives_them_roles(app: Flask, client: FlaskClient, cast: Cast) -> None:
    let_in(client, "tang")
    assert 'href="/people"' in client.get("/account").get_data(as_text=True)
    found = client.get("/people?q=GUEST").get_data(as_text=True)
    assert "Guest Reader" in found
    assert "林晓" not in found
    page = f"/people/{cast.guest.id}"
    assert post(client, f"{page}/roles", page=page, role="moderator").status_code == 303
    with app.app_context():
        assert queries.actor_of(cast.guest.id or 0).roles == {"moderator"}  # type: ignore[union-attr]
    assert post(client, f"{page}/roles/revocation", page=page, role="moderator").status_code == 303
    assert post(client, f"{page}/roles", page=page, role="emperor").status_code == 422
    assert post(client, f"{page}/suspension", page=page, reason="").status_code == 422
    assert post(client, f"{page}/suspension", page=page, reason="spam").status_code == 303
    assert "spam" in client.get(page).get_data(as_text=True)
    assert post(client, f"{page}/reinstatement", page=page).status_code == 303


@pytest.mark.parametrize("name", ["lin", "gao", "he", "guest"])
def test_nobody_else_sees_everybodys_accounts(client: FlaskClient, cast: Cast, name: str) -> None:
    let_in(client, name)
    assert client.get("/people").status_code == 403
    assert client.get(f"/people/{cast.lin.id}").status_code == 403
    assert client.get("/people/999999").status_code == 403


@pytest.mark.parametrize("path", ["/people/999999999999", "/organisations/000000/people"])
def test_what_does_not_exist_is_not_found(client: FlaskClient, cast: Cast, path: str) -> None:
    let_in(client, "tang")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("cursor", ["x", "WzFd", "WyIxIl0", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5XQ"])
def test_a_cursor_of_another_list_is_refused_not_broken(client: FlaskClient, cast: Cast, cursor: str) -> None:
    let_in(client, "tang")
    assert client.get(f"/people?cursor={cursor}").status_code in (200, 422)
