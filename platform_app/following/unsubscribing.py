"""The link in each mail that stops it: signed for one person and one kind, good for ever, known to nobody else.

RFC 8058: a mail program posts to it without a session; whoever opens it in a browser gets a page with a button.
"""

import base64
import hmac
from dataclasses import dataclass

from platform_app.config import Settings
from platform_app.following.inputs import KINDS
from platform_app.kernel.errors import NotFound
from platform_app.notifications.letterhead import address

TOPICS = (*KINDS, "daily", "weekly")  # a digest is stopped as a whole
_key = b""


@dataclass(frozen=True)
class Subscription:
    """What a link stops: mail of one kind at once, or a digest."""

    person_id: int
    topic: str


def install(settings: Settings) -> None:
    """Set what links are signed with."""
    global _key
    _key = hmac.digest(settings.secret_key.encode(), b"unsubscribe", "sha256")


def link(person_id: int, topic: str) -> str:
    """The full address that stops one topic for one person."""
    return address(f"/unsubscribe/{token(person_id, topic)}")


def token(person_id: int, topic: str) -> str:
    """What names and proves it."""
    return f"{person_id}.{topic}.{_signature(person_id, topic)}"


def read(given: str) -> Subscription:
    """What a token stops.

    Raises:
        NotFound: we have never given it out.
    """
    number, _, rest = given.partition(".")
    topic, _, signature = rest.partition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 10 and topic in TOPICS):
        raise NotFound
    if not hmac.compare_digest(signature.encode(), _signature(int(number), topic).encode()):
        raise NotFound
    return Subscription(int(number), topic)


def _signature(person_id: int, topic: str) -> str:
    raw = hmac.digest(_key, f"{person_id}.{topic}".encode(), "sha256")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
