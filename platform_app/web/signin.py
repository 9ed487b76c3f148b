"""Signing in and out, registering, and the pages behind mailed links. A GET uses up no link: scanners open them."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import links, queries_people, service_invitations, service_passwords, service_people
from platform_app.accounts.inputs import Acceptance, LinkUse, Registration, ResetRequest, SignIn
from platform_app.accounts.keys import CONFIRM, RESET
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import msg
from platform_app.web.locale import language
from platform_app.web.sent import again, sent
from platform_app.web.session import close_session, current_actor, open_session
from platform_app.wording import said

blueprint = Blueprint("signin", __name__)


@blueprint.after_request
def keep_secret(response: Response) -> Response:
    """No cache keeps these pages and no other site learns their addresses, which may hold a link's secret."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in and go where one was going."""
    onward = local_address(request.values.get("next"))
    if request.method != "POST":
        return redirect(onward) if current_actor().is_person else _page("signin/sign_in.html", next=onward)
    try:
        person = service_passwords.sign_in(ANONYMOUS, sent(SignIn), client=request.remote_addr)
    except DomainError as error:
        return again("signin/sign_in.html", error, next=onward)
    open_session(person, remember=bool(request.form.get("remember")))
    return redirect(onward, 303)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out on this device."""
    close_session()
    flash(said(msg("You are signed out.")), "success")
    return redirect("/", 303)


@blueprint.route("/register", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    """Ask for an account; the answer is the same for every address."""
    if request.method != "POST":
        return _page("signin/register.html")
    try:
        new = sent(Registration, language=language())
        service_people.register(ANONYMOUS, new, client=request.remote_addr)
    except DomainError as error:
        return again("signin/register.html", error)
    return render_template("signin/mailed.html", email=new.email, purpose="register")


@blueprint.route("/forgot-password", methods=["GET", "POST"])
def forgot_password() -> ResponseReturnValue:
    """Ask for a link to choose a new password; the answer is the same for every address."""
    if request.method != "POST":
        return _page("signin/forgot.html")
    try:
        wanted = sent(ResetRequest)
        service_passwords.request_reset(ANONYMOUS, wanted, client=request.remote_addr)
    except DomainError as error:
        return again("signin/forgot.html", error)
    return render_template("signin/mailed.html", email=wanted.email, purpose="reset")


@blueprint.route("/confirm/<secret>", methods=["GET", "POST"])
def confirm(secret: str) -> ResponseReturnValue:
    """Choose the password of a new account."""
    return _choose_password(CONFIRM, secret)


@blueprint.route("/reset-password/<secret>", methods=["GET", "POST"])
def reset_password(secret: str) -> ResponseReturnValue:
    """Choose a new password."""
    return _choose_password(RESET, secret)


@blueprint.route("/invitation/<secret>", methods=["GET", "POST"])
def invitation(secret: str) -> ResponseReturnValue:
    """Take up an invitation: with this account, after signing in, or by making one."""
    invited = links.invitation_behind(secret)
    actor = current_actor()
    known = queries_people.by_address(invited.email)
    page: dict[str, Any] = {"invitation": invited, "has_account": bool(known and known.password_hash)}
    if request.method != "POST":
        return _page("signin/invitation.html", **page)
    try:
        acceptance = sent(Acceptance, secret=secret, language=language())
        person = service_invitations.accept_invitation(actor, acceptance)
    except DomainError as error:
        return again("signin/invitation.html", error, **page)
    if not actor.is_person:
        open_session(person)
    flash(said(msg("Welcome. You belong to the organisation now.")), "success")
    return redirect(f"/organisations/{invited.organisation.code}", 303)


def local_address(address: str | None) -> str:
    """Where to go on this site; an address of another site becomes the desk."""
    wanted = (address or "").replace("\\", "/")
    parts = urlsplit(wanted)
    outside = parts.scheme or parts.netloc or not wanted.startswith("/") or wanted.startswith("//")
    return "/desk" if outside or any(ord(c) < 32 for c in wanted) else wanted


def _choose_password(kind: str, secret: str) -> ResponseReturnValue:
    person = links.person_behind(kind, secret)
    page = {"kind": kind, "email": person.email}
    if request.method != "POST":
        return _page("signin/choose_password.html", **page)
    service = service_people.confirm if kind == CONFIRM else service_passwords.reset_password
    try:
        person = service(ANONYMOUS, sent(LinkUse, secret=secret))
    except DomainError as error:
        return again("signin/choose_password.html", error, **page)
    open_session(person)
    flash(said(msg("Your password is set. You are signed in.")), "success")
    return redirect("/account", 303)


def _page(template: str, **context: Any) -> str:
    return render_template(template, errors={}, typed={}, **context)
