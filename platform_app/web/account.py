"""One's own account: name and language, password, sessions, API tokens, seats."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_login import login_required

from platform_app.accounts import queries_people, service_passwords, service_people, service_seats, service_tokens
from platform_app.accounts.inputs import NewToken, PasswordChange, Profile
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.web.locale import follow_account
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor, open_session
from platform_app.wording import said

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """Nobody has an account page before she has signed in."""


@blueprint.after_request
def keep_secret(response: Response) -> Response:
    """No cache keeps these pages: one of them shows a token."""
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("")
def show() -> str:
    """Everything about oneself."""
    return render_template("account/show.html", errors={}, typed={}, **_page())


@blueprint.post("/profile")
def edit_profile() -> ResponseReturnValue:
    """Change name and language; the pages on this device follow a new language at once."""
    before = current_actor().language
    try:
        profile = sent(Profile)
        service_people.edit_profile(current_actor(), _id(), profile)
    except DomainError as error:
        return again("account/show.html", error, **_page())
    if profile.language == before:
        return _back(msg("Saved."))
    with force_locale(profile.language):
        response = make_response(_back(msg("Saved.")))
    follow_account(response, profile.language)
    return response


@blueprint.post("/password")
def change_password() -> ResponseReturnValue:
    """Change the password; this device stays signed in, all others do not."""
    try:
        change = sent(PasswordChange)
        person = service_passwords.change_password(current_actor(), _id(), change, client=request.remote_addr)
    except DomainError as error:
        return again("account/show.html", error, **_page())
    open_session(person)
    return _back(msg("Your password is changed. All other devices are signed out."))


@blueprint.post("/sign-out-everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session, this one included."""
    service_passwords.sign_out_everywhere(current_actor(), _id())
    flash(said(msg("You are signed out on all devices.")), "success")
    return redirect("/sign-in", 303)


@blueprint.post("/tokens")
def create_token() -> ResponseReturnValue:
    """Make an API token and show its secret, this once."""
    try:
        new = sent(NewToken, name=request.form.get("token-name", ""))  # the page has another field called name
        issued = service_tokens.create_token(current_actor(), new)
    except DomainError as error:
        if isinstance(error, Invalid):
            error.errors = {"token-name" if f == "name" else f: why for f, why in error.errors.items()}
        return again("account/show.html", error, **_page())
    return render_template("account/show.html", errors={}, typed={}, issued=issued, **_page())


@blueprint.post("/tokens/<int:token_id>/revocation")
def revoke_token(token_id: int) -> ResponseReturnValue:
    """Revoke one of one's tokens."""
    service_tokens.revoke_token(current_actor(), token_id)
    return _back(msg("The token no longer works."))


@blueprint.post("/seats/<int:seat_id>/end")
def leave(seat_id: int) -> ResponseReturnValue:
    """Give up a role in an organisation."""
    try:
        service_seats.end_seat(current_actor(), seat_id)
    except DomainError as error:
        return again("account/show.html", error, **_page())
    return _back(msg("You have given up this role."))


def _id() -> int:
    return current_actor().id or 0


def _page() -> dict[str, Any]:
    actor = current_actor()
    return {
        "person": queries_people.person(actor, _id()),
        "tokens": queries_people.tokens(actor),
        "asked": queries_people.own_join_requests(actor),
    }


def _back(message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect("/account", 303)
