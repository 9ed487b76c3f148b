"""Everybody's accounts, for administrators: finding people, suspending them, giving platform roles."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import require
from platform_app.access.levels import PlatformRole
from platform_app.access.permissions import P
from platform_app.accounts import queries_people, service_people
from platform_app.accounts.inputs import Refusal
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.web.paging import page_request, pager
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("administration", __name__, url_prefix="/people")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """These pages are for administrators, who have an account."""


@blueprint.get("")
def index() -> str:
    """Everybody, newest first."""
    wanted = request.args.get("q") or None
    page = queries_people.people(current_actor(), page_request(), q=wanted)
    context = {"q": wanted}
    return render_template("people/everybody.html", page=page, pager=pager(page), **context)


@blueprint.get("/<int:person_id>")
def show(person_id: int) -> str:
    """One account."""
    return render_template("people/person.html", errors={}, typed={}, **_page(person_id))


@blueprint.post("/<int:person_id>/suspension")
def suspend(person_id: int) -> ResponseReturnValue:
    """Close an account, with a reason."""
    try:
        service_people.suspend(current_actor(), person_id, sent(Refusal))
    except DomainError as error:
        return again("people/person.html", error, **_page(person_id))
    return _back(person_id, msg("The account is suspended."))


@blueprint.post("/<int:person_id>/reinstatement")
def reinstate(person_id: int) -> ResponseReturnValue:
    """Open it again."""
    service_people.reinstate(current_actor(), person_id)
    return _back(person_id, msg("The account is open again."))


@blueprint.post("/<int:person_id>/roles")
def grant(person_id: int) -> ResponseReturnValue:
    """Give a platform role."""
    try:
        service_people.grant_platform_role(current_actor(), person_id, _role())
    except DomainError as error:
        return again("people/person.html", error, **_page(person_id))
    return _back(person_id, msg("The role is given."))


@blueprint.post("/<int:person_id>/roles/revocation")
def revoke(person_id: int) -> ResponseReturnValue:
    """Take a platform role away."""
    try:
        service_people.revoke_platform_role(current_actor(), person_id, _role())
    except DomainError as error:
        return again("people/person.html", error, **_page(person_id))
    return _back(person_id, msg("The role has ended."))


def _role() -> PlatformRole:
    try:
        return PlatformRole(request.form.get("role", ""))
    except ValueError:
        raise Invalid.one("role", msg("There is no such role.")) from None


def _page(person_id: int) -> dict[str, Any]:
    actor = current_actor()
    require(actor, P.PERSON_MANAGE)
    person = queries_people.person(actor, person_id)
    return {"person": person, "platform_roles": list(PlatformRole)}


def _back(person_id: int, message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(f"/people/{person_id}", 303)
