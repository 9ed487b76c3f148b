"""Signs what is sent: HMAC-SHA256 over the time and the body, so that nobody can forge it or replay it."""

import hmac
from collections.abc import Sequence
from hashlib import sha256
from secrets import token_urlsafe

PREFIX = "whsec_"


def new_secret() -> str:
    """A secret of 256 random bits."""
    return PREFIX + token_urlsafe(32)


def signature(secrets: Sequence[str], at: int, body: bytes) -> str:
    """The header: `t=<seconds since 1970>,v1=<hex>`, with one `v1` for each secret that is valid now."""
    return ",".join([f"t={at}", *(f"v1={_digest(secret, at, body)}" for secret in secrets)])


def _digest(secret: str, at: int, body: bytes) -> str:
    return hmac.new(secret.encode(), str(at).encode() + b"." + body, sha256).hexdigest()
