"""Personal API tokens: a random secret shown once, stored as a hash, with a scope and an end."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, select, update

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries
from platform_app.accounts.credentials import BEGINNING, TOKEN_PREFIX, digest, new_secret
from platform_app.accounts.inputs import NewToken
from platform_app.accounts.keys import ApiToken
from platform_app.events import TokenCreated, TokenRevoked
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case

USE_NOTED_EVERY = timedelta(hours=1)
MOST_TOKENS = 50


@dataclass(frozen=True)
class IssuedToken:
    """A new token with its secret, which is nowhere else."""

    token: ApiToken
    secret: str = field(repr=False)


@use_case
def create_token(actor: Actor, new: NewToken) -> IssuedToken:
    """Make a token for oneself."""
    require(actor, P.TOKEN_CREATE)
    now = clock.now()
    live = select(ApiToken.id).where(*_working(), ApiToken.person_id == actor.id)
    if len(db.session.scalars(live).all()) >= MOST_TOKENS:
        raise Conflict(msg("You have {most} tokens. Revoke some first.", most=MOST_TOKENS), "too_many_tokens")
    secret = TOKEN_PREFIX + new_secret()
    token = ApiToken(
        person_id=actor.id,
        name=new.name,
        scope=new.scope,
        beginning=secret[:BEGINNING],
        secret_hash=digest(secret),
        expires_at=now + timedelta(days=new.days),
    )
    db.session.add(token)
    assert actor.id is not None
    record(TokenCreated(actor.id))
    return IssuedToken(token, secret)


@use_case
def revoke_token(actor: Actor, token_id: int) -> None:
    """End one of one's own tokens."""
    require(actor, P.TOKEN_CREATE)
    own = (ApiToken.id == token_id, ApiToken.person_id == actor.id)
    token = db.session.scalar(select(ApiToken).where(*own)) if queries.can_be_id(token_id) else None
    if token is None:
        raise NotFound()
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        record(TokenRevoked(token.person_id))


def actor_of_token(secret: str) -> Actor | None:
    """Who acts with this token, in its scope; None when it does not work (any more)."""
    query = select(ApiToken.id, ApiToken.person_id, ApiToken.scope, ApiToken.last_used_at)
    found = db.session.execute(query.where(*_working(), ApiToken.secret_hash == digest(secret))).first()
    actor = queries.actor_of(found.person_id, found.scope) if found else None
    if found and actor and (not found.last_used_at or found.last_used_at < clock.now() - USE_NOTED_EVERY):
        _note_use(SYSTEM, found.id)
    return actor


@use_case
def _note_use(actor: Actor, token_id: int) -> None:
    """Once an hour is enough to see whether a token is in use, and spares a write on every request."""
    require(actor, P.PERSON_MANAGE)
    db.session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=clock.now()))


def _working() -> tuple[ColumnElement[bool], ...]:
    return ApiToken.revoked_at.is_(None), ApiToken.expires_at > clock.now()
