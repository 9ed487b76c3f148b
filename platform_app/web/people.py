"""The people of an organisation: who belongs to it, who is invited, who asks to be let in."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import allows, require
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts import queries, queries_people, service_invitations, service_seats
from platform_app.accounts.inputs import JoinAsk, NewInvitation, Refusal
from platform_app.accounts.models import Membership, Organisation, Person
from platform_app.exports import organisations
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("people", __name__, url_prefix="/organisations/<code>")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """Who belongs where is for people with an account."""


@blueprint.get("/people")
def index(code: str) -> str:
    """Members, invitations and requests, as far as the reader may see them."""
    return render_template("people/index.html", errors={}, typed={}, **_page(_organisation(code)))


@blueprint.post("/invitations")
def invite(code: str) -> ResponseReturnValue:
    """Mail an invitation."""
    organisation = _organisation(code)
    try:
        invitation = service_invitations.invite(current_actor(), organisation.id, sent(NewInvitation, many=("roles",)))
    except DomainError as error:
        return again("people/index.html", error, **_page(organisation))
    return _back(organisation, msg("An invitation is on its way to {email}.", email=invitation.email))


@blueprint.post("/invitations/<int:invitation_id>/revocation")
def revoke_invitation(code: str, invitation_id: int) -> ResponseReturnValue:
    """Call an invitation back."""
    service_invitations.revoke_invitation(current_actor(), invitation_id)
    return _back(_organisation(code), msg("The invitation is withdrawn."))


@blueprint.route("/join", methods=["GET", "POST"])
def join(code: str) -> ResponseReturnValue:
    """Ask to be let in."""
    organisation = _organisation(code)
    if request.method != "POST":
        return render_template("people/join.html", organisation=organisation, errors={}, typed={})
    try:
        service_seats.ask_to_join(current_actor(), organisation.id, sent(JoinAsk))
    except DomainError as error:
        return again("people/join.html", error, organisation=organisation)
    flash(said(msg("Your request has been sent to the coordinators.")), "success")
    return redirect(f"/organisations/{organisation.code}", 303)


@blueprint.post("/join-requests/<int:request_id>/acceptance")
def accept(code: str, request_id: int) -> ResponseReturnValue:
    """Let somebody in."""
    organisation = _organisation(code)
    try:
        service_seats.accept_join(current_actor(), request_id, _roles())
    except DomainError as error:
        return again("people/index.html", error, **_page(organisation))
    return _back(organisation, msg("She belongs to the organisation now."))


@blueprint.post("/join-requests/<int:request_id>/refusal")
def decline(code: str, request_id: int) -> ResponseReturnValue:
    """Say no, with a reason."""
    organisation = _organisation(code)
    try:
        service_seats.decline_join(current_actor(), request_id, sent(Refusal))
    except DomainError as error:
        return again("people/index.html", error, **_page(organisation))
    return _back(organisation, msg("The request is declined."))


@blueprint.post("/seats")
def grant(code: str) -> ResponseReturnValue:
    """Give somebody of the organisation one more role."""
    organisation = _organisation(code)
    person_id = request.form.get("person_id", type=int) or abort(400)
    try:
        for role in _roles():
            service_seats.grant_seat(current_actor(), organisation.id, person_id, role)
    except DomainError as error:
        return again("people/index.html", error, **_page(organisation))
    return _back(organisation, msg("The role is given."))


@blueprint.post("/seats/<int:seat_id>/end")
def end(code: str, seat_id: int) -> ResponseReturnValue:
    """Take a role away."""
    organisation = _organisation(code)
    try:
        service_seats.end_seat(current_actor(), seat_id)
    except DomainError as error:
        return again("people/index.html", error, **_page(organisation))
    return _back(organisation, msg("The role has ended."))


@blueprint.post("/export")
def export(code: str) -> ResponseReturnValue:
    """Everything of the organisation as a ZIP. Posted, because it is an act that stands in the audit log."""
    package = organisations.export_organisation(current_actor(), _organisation(code).id)
    return send_file(
        package.stream, mimetype="application/zip", as_attachment=True, download_name=package.filename, etag=False
    )


def _organisation(code: str) -> Organisation:
    return queries.organisation_by_code(current_actor(), code)


def _roles() -> tuple[Role, ...]:
    try:
        return tuple(Role(value) for value in request.form.getlist("roles"))
    except ValueError:
        raise Invalid.one("roles", msg("There is no such role.")) from None


def _page(organisation: Organisation) -> dict[str, Any]:
    actor = current_actor()
    require(actor, P.ORGANISATION_SEE_PEOPLE, organisation)
    decides = allows(actor, P.ORGANISATION_ADMIT, organisation)
    return {
        "organisation": organisation,
        "people": _by_person(queries_people.people_of(actor, organisation.id)),
        "requests": queries_people.join_requests(actor, organisation.id) if decides else [],
        "invitations": queries_people.invitations(actor, organisation.id) if decides else [],
        "roles": list(Role),
    }


def _by_person(seats: Any) -> list[tuple[Person, list[Membership]]]:
    found: dict[int, tuple[Person, list[Membership]]] = {}
    for seat in seats:
        found.setdefault(seat.person_id, (seat.person, []))[1].append(seat)
    return list(found.values())


def _back(organisation: Organisation, message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(f"/organisations/{organisation.code}/people", 303)
