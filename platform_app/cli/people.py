"""`flask people`: accounts, seats and platform roles, for whoever runs the installation."""

import click

from platform_app.access.actor import SYSTEM
from platform_app.access.levels import PlatformRole, Role
from platform_app.accounts import queries, queries_people, service_people, service_seats
from platform_app.accounts.inputs import NewPerson, Refusal
from platform_app.accounts.models import Membership, Person
from platform_app.cli.language import is_chinese, named, say
from platform_app.cli.refusals import Refused, Topic, at
from platform_app.kernel import inputs
from platform_app.kernel.errors import NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import MAX_LIMIT, PageRequest
from platform_app.wording import said

people = Topic("people", help="Make people, list them, seat them, give roles, suspend.")
ROLE = click.Choice([str(role) for role in Role])
PLATFORM_ROLE = click.Choice([str(role) for role in PlatformRole])


@people.command()
@click.argument("email")
@click.argument("name")
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language of pages and mail.",
)
@click.option(
    "--ask-password", is_flag=True, help="Ask for a password; without it she chooses one by “forgot password”."
)
def create(email: str, name: str, language: str, ask_password: bool) -> None:
    """Make a confirmed account, or bring the one with this address up to date."""
    asked = said(msg("Password"))
    password = click.prompt(asked, hide_input=True, confirmation_prompt=True) if ask_password else None
    new = inputs.read(NewPerson, {"email": email, "name": name, "language": language, "password": password})
    person = service_people.put_person(SYSTEM, new)
    say(msg("{name} <{email}> has the account {id}", name=person.name, email=person.email, id=person.id))


@people.command("list")
@click.option("--q", help="Part of a name or an address.")
def list_(q: str | None) -> None:
    """List people, the newest first, with their roles and seats."""
    cursor: str | None = None
    while True:
        page = queries_people.people(SYSTEM, PageRequest(MAX_LIMIT, cursor), q=q)
        for person in page.items:
            click.echo(_line(person))
        if not (cursor := page.next):
            return


@people.command()
@click.argument("email")
@click.argument("role", type=PLATFORM_ROLE)
@click.option("--revoke", is_flag=True, help="Take the role away instead.")
def role(email: str, role: str, revoke: bool) -> None:
    """Give a role on the whole platform."""
    person = _found(email)
    act = service_people.revoke_platform_role if revoke else service_people.grant_platform_role
    act(SYSTEM, person.id, PlatformRole(role))
    gaps = {"email": person.email, "role": named("platform_role", role)}
    say(msg("{email} is no longer {role}", **gaps) if revoke else msg("{email} is {role}", **gaps))


@people.command()
@click.argument("email")
@click.argument("code")
@click.argument("role", type=ROLE)
@click.option("--end", is_flag=True, help="Take the seat away instead.")
def seat(email: str, code: str, role: str, end: bool) -> None:
    """Give a role in the organisation with this code (GB/T 2260 where it has one)."""
    person = _found(email)
    try:
        organisation = queries.organisation_by_code(SYSTEM, code)
    except NotFound:
        raise Refused([at("code", msg("there is no organisation with the code {code}", code=code))]) from None
    if end:
        service_seats.end_seat(SYSTEM, _seat(person, organisation.id, role).id)
    else:
        service_seats.grant_seat(SYSTEM, organisation.id, person.id, Role(role))
    name = organisation.name_zh if is_chinese() else organisation.name_en
    gaps = {"email": person.email, "role": named("seat_role", role), "name": name}
    say(msg("{email} is no longer {role} of {name}", **gaps) if end else msg("{email} is {role} of {name}", **gaps))


@people.command()
@click.argument("email")
@click.option("--reason", required=True, help="Kept with the account.")
def suspend(email: str, reason: str) -> None:
    """Close an account; her sessions and tokens stop working at once."""
    person = service_people.suspend(SYSTEM, _found(email).id, inputs.read(Refusal, {"reason": reason}))
    say(msg("{email} is suspended", email=person.email))


@people.command()
@click.argument("email")
def reinstate(email: str) -> None:
    """Lift a suspension."""
    person = service_people.reinstate(SYSTEM, _found(email).id)
    say(msg("{email} may sign in again", email=person.email))


def _found(email: str) -> Person:
    person = queries_people.by_address(email)
    if person is None:
        raise Refused([at("email", msg("there is no account with the address {email}", email=email))])
    return person


def _seat(person: Person, org_id: int, role: str) -> Membership:
    seats = queries_people.person(SYSTEM, person.id).seats
    found = [seat for seat in seats if (seat.org_id, seat.role) == (org_id, role)]
    if not found:
        gaps = {"email": person.email, "role": named("seat_role", role)}
        raise Refused([at("role", msg("{email} is not {role} there", **gaps))])
    return found[0]


def _line(person: Person) -> str:
    marks = [named("platform_role", grant.role) for grant in person.roles]
    marks += [_held(seat) for seat in person.seats]
    marks += [said(msg("suspended"))] if person.suspended_at else []
    between = said(msg("; "))
    return f"{person.id:>6}  {person.email:32}  {person.name}  {between.join(marks)}".rstrip()


def _held(seat: Membership) -> str:
    """A role in an organisation."""
    role, organisation = named("seat_role", seat.role), seat.organisation
    name = organisation.short_zh if is_chinese() else organisation.name_en
    return said(msg("{role} of {code} {name}", role=role, code=organisation.code, name=name))
