"""Where may be sent to: public addresses only, so that nobody makes the server knock at doors inside its own network.

A name is resolved and every address it has must be public; the sender then connects to one of these very addresses, so
that a name that changes between check and call (DNS rebinding) leads nowhere else.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from platform_app.config import Settings

# IANA's special-purpose registries (RFC 6890) beyond what all versions of `ipaddress` agree on; the tunnels among them
# (6to4, Teredo, NAT64) lead to IPv4 addresses in disguise.
_CLOSED = [
    ip_network(each)
    for each in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "::/8", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        "5f00::/16", "fc00::/7", "fec0::/10",
    )
]  # fmt: skip
_allow_private = False


class Refused(Exception):
    """It must not, or cannot, be sent there; `key` says why: `url`, `unresolved` or `private`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Place:
    """A web address taken apart; `host` as it stands in a request, in ASCII."""

    is_tls: bool
    host: str
    port: int
    path: str


def install(settings: Settings) -> None:
    """Choose whether private addresses are allowed; installing again replaces the choice."""
    global _allow_private
    _allow_private = settings.webhooks_allow_private


def parse(url: str) -> Place:
    """Take a web address apart.

    Raises:
        Refused: it is no plain http or https address: another scheme, a password in it, no host, a wrong port.
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise Refused("url") from None
    is_plain = parts.scheme in ("http", "https") and "@" not in parts.netloc and not parts.fragment
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    if not is_plain or not host or port == 0 or not (path.isascii() and path.isprintable() and " " not in path):
        raise Refused("url")
    is_tls = parts.scheme == "https"
    return Place(is_tls, host, port or (443 if is_tls else 80), path)


def resolve(place: Place) -> list[str]:
    """The addresses of a place, if it may be sent to.

    Raises:
        Refused: the name is unknown, or one of its addresses is not public.
    """
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("unresolved") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise Refused("unresolved")
    if not all(is_allowed(each) for each in addresses):
        raise Refused("private")
    return addresses


def is_allowed(address: str) -> bool:
    """Whether the server may connect to an address."""
    return _allow_private or is_public(address)


def is_public(address: str) -> bool:
    """Neither loopback nor private, link-local, multicast, reserved or unspecified, nor one of these in disguise."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    closed = found.is_loopback or found.is_private or found.is_link_local or found.is_multicast
    closed = closed or found.is_reserved or found.is_unspecified
    return not closed and not any(found in each for each in _CLOSED)
