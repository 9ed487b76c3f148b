"""Personal tokens: made with address and password, listed and revoked with a token."""

from datetime import datetime
from typing import Annotated, Literal

from flask import request
from pydantic import ConfigDict, Field

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.accounts import queries, queries_people, service_passwords, service_tokens
from platform_app.accounts.inputs import LONGEST_TOKEN_DAYS, NewToken, SignIn
from platform_app.accounts.keys import ApiToken
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.auth import basic_credentials
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id
from platform_app.api.shapes import Entity, Listing, address, whole
from platform_app.kernel.errors import NotAllowed, NotFound
from platform_app.kernel.inputs import Input, Line, read
from platform_app.kernel.messages import msg

Scope = Literal["read", "write"]
DEFAULT_DAYS = 90

noun = Noun("tokens", "Keys to the API; each belongs to one person and does what she may do.")


class TokenId(Asked):
    """Which token."""

    id: Id


class TokenAsk(Input):
    """What the token shall be called and be able to do."""

    model_config = ConfigDict(openapi_extra={"required": False})  # type: ignore[typeddict-unknown-key]

    name: Annotated[Line, Field(min_length=1, max_length=80)] = "API"
    scope: Scope = "write"
    expires_in_days: Annotated[int, Field(ge=1, le=LONGEST_TOKEN_DAYS)] = DEFAULT_DAYS


class TokenShape(Entity):
    """A token, without its secret."""

    name: str
    scope: Scope
    beginning: str = Field(description="The first letters of the secret, to tell tokens apart")
    expires_at: datetime
    last_used_at: datetime | None


class IssuedToken(TokenShape):
    """A new token with its secret, which is shown this once."""

    token: str = Field(description="The secret: send it as `Authorization: Bearer <token>`")


EXAMPLE = {
    **examples.entity("tokens/4", id=4, version=1, actions=("revoke",)),
    "name": "notebook",
    "scope": "write",
    "beginning": "cex_Vb3k9q",
    "expires_at": "2027-02-20T08:30:00Z",
    "last_used_at": None,
}


@noun.operation(
    "POST",
    "/tokens",
    Note(
        by_password=True,
        gives=IssuedToken,
        status=201,
        example={**EXAMPLE, "token": "cex_Vb3k9qT1vY0J6mXr0n3p8Qm2a4cZ7eKf5uWsHd1LgBo"},
        sends={"name": "notebook", "scope": "write", "expires_in_days": 30},
        refusals=(409, 422),
    ),
)
def create(actor: Actor, body: TokenAsk) -> Answer:
    """Make a token.

    Send your e-mail address and password by HTTP Basic authentication. The body may be left out.
    The secret is shown in this answer only. Too many wrong passwords are answered by 429.
    """
    herself = _signed_in(*basic_credentials())
    new = NewToken(name=body.name, scope=body.scope, days=body.expires_in_days)
    issued = service_tokens.create_token(herself, new)
    shape = IssuedToken(**_parts(issued.token), token=issued.secret)
    return created(shape, shape.url)


@noun.operation("GET", "/tokens", Note(gives=Listing[TokenShape], example=examples.listing(EXAMPLE), needs_token=True))
def index(actor: Actor) -> Answer:
    """Your own tokens, newest first."""
    rows = queries_people.tokens(actor)
    return Answer(Listing[TokenShape](**whole([TokenShape(**_parts(row)) for row in rows])))


@noun.operation("GET", "/tokens/<int:id>", Note(gives=TokenShape, example=EXAMPLE, refusals=(404,), needs_token=True))
def show(actor: Actor, path: TokenId) -> Answer:
    """One of your own tokens."""
    for row in queries_people.tokens(actor):
        if row.id == path.id:
            return Answer(TokenShape(**_parts(row)))
    raise NotFound


@noun.operation("DELETE", "/tokens/<int:id>", Note(writes=True, gives=None, status=204, refusals=(403, 404, 422)))
def revoke(actor: Actor, path: TokenId) -> Answer:
    """Revoke one of your own tokens; it stops working at once."""
    service_tokens.revoke_token(actor, path.id)
    return Answer(None, 204)


def _signed_in(email: str, password: str) -> Actor:
    tried = read(SignIn, {"email": email, "password": password})
    person = service_passwords.sign_in(ANONYMOUS, tried, client=request.remote_addr)
    actor = queries.actor_of(person.id)
    if actor is None:
        raise NotAllowed(msg("This account is suspended. Ask an administrator."), "suspended")
    return actor


def _parts(token: ApiToken) -> dict[str, object]:
    own = {name: getattr(token, name) for name in TokenShape.model_fields if hasattr(token, name)}
    stamps = {"version": 1, "updated_at": token.created_at}  # a token never changes; it ends
    return own | stamps | {"url": address("tokens.show", id=token.id), "actions": ["revoke"]}
