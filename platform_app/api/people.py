"""The person behind the token."""

from platform_app.access.actor import Actor
from platform_app.accounts import queries_people
from platform_app.api import examples
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Entity, Shape, address
from platform_app.api.shapes_case import Owner, owner

noun = Noun("me", "The person whose token this is.")


class SeatShape(Shape):
    """A role in an organisation."""

    organisation: Owner
    role: str


class Me(Entity):
    """A person, as she sees herself."""

    email: str
    name: str
    language: str
    roles: list[str]
    seats: list[SeatShape]
    scope: str


EXAMPLE = {
    **examples.entity("me", actions=("person.edit",)),
    "email": "city@demo.example",
    "name": "林晓",
    "language": "zh",
    "roles": [],
    "seats": [{"organisation": examples.OWNER, "role": "editor"}],
    "scope": "write",
}


@noun.operation("GET", "/me", Note(gives=Me, example=EXAMPLE, needs_token=True))
def show(actor: Actor) -> Answer:
    """Who you are, where you sit, and what this token may do."""
    assert actor.id is not None
    person = queries_people.person(actor, actor.id)
    seats = [SeatShape(organisation=owner(seat.organisation), role=seat.role) for seat in person.seats]
    return Answer(
        Me(
            id=person.id,
            url=address("me.show"),
            version=person.version,
            created_at=person.created_at,
            updated_at=person.updated_at,
            actions=["person.edit"] if actor.may_write else [],
            email=person.email,
            name=person.name,
            language=person.language,
            roles=sorted(actor.roles),
            seats=sorted(seats, key=lambda seat: (seat.organisation.id, seat.role)),
            scope=actor.scope,
        )
    )
