"""Who calls: a bearer token, or nobody. Cookies of the pages count for nothing here."""

from flask import g, request

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.accounts import service_tokens
from platform_app.accounts.credentials import client_key
from platform_app.api.problems import Problem
from platform_app.kernel.messages import msg


def current_actor() -> Actor:
    """The person behind the token, or ANONYMOUS without one; asked once a request.

    Raises:
        Problem: 401, the token does not work (any more).
    """
    if "api_actor" not in g:
        g.api_actor = _identify(request.headers.get("Authorization"))
    actor: Actor = g.api_actor
    return actor


def needed_actor() -> Actor:
    """The same, where nobody is not enough.

    Raises:
        Problem: 401.
    """
    actor = current_actor()
    if not actor.is_person:
        raise Problem(401, "sign_in", msg("This needs a token: send the header Authorization: Bearer <token>."))
    return actor


def basic_credentials() -> tuple[str, str]:
    """Address and password of HTTP Basic authentication (RFC 7617).

    Raises:
        Problem: 401, there are none.
    """
    given = request.authorization
    if given is None or given.type != "basic" or given.username is None or given.password is None:
        raise Problem(
            401,
            "sign_in",
            msg("Send your e-mail address and password by HTTP Basic authentication."),
            {"WWW-Authenticate": 'Basic realm="api", charset="UTF-8"'},
        )
    return given.username, given.password


def caller_key() -> str:
    """By whom requests are counted: the person with a working token, otherwise the address she calls from."""
    try:
        actor = current_actor()
    except Problem:
        actor = ANONYMOUS
    return f"person {actor.id}" if actor.is_person else client_key(request.remote_addr)


def _identify(header: str | None) -> Actor:
    if header is None or header.split(" ")[0].lower() == "basic":
        return ANONYMOUS  # Basic is read by POST /tokens; for everything else it is nobody
    scheme, _, secret = header.partition(" ")
    actor = service_tokens.actor_of_token(secret.strip()) if scheme.lower() == "bearer" else None
    if actor is None:
        raise Problem(
            401,
            "bad_token",
            msg("This token does not work. It may have expired or been revoked."),
            {"WWW-Authenticate": 'Bearer realm="api", error="invalid_token"'},
        )
    return actor
