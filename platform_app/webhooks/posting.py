"""Posts one body to one address: ten seconds in all, no redirects, no more than a little of the answer.

The connection goes to an address that was checked, not to the name; TLS still verifies the name.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from platform_app.kernel.messages import Message, msg
from platform_app.webhooks import addresses
from platform_app.webhooks.addresses import Place, Refused

TIMEOUT_S = 10.0
MOST_READ = 64 * 1024

ERRORS: Mapping[str, Message] = {
    "url": msg("This is no plain http or https address."),
    "unresolved": msg("There is no server of this name."),
    "private": msg("The name leads into a private network, where nothing is sent."),
    "unreachable": msg("The server could not be reached."),
    "tls": msg("The server's certificate could not be verified."),
    "timeout": msg("The server did not answer within ten seconds."),
    "redirect": msg("The server answered with a redirect, which is not followed."),
    "status": msg("The server answered with an error."),
    "answer": msg("The answer was no HTTP."),
    "off": msg("The webhook was switched off."),
}


@dataclass(frozen=True)
class Outcome:
    """How a try ended: the status of the answer, and a key of `ERRORS` unless it was taken."""

    status_code: int | None
    error: str | None = None


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Send it once. Every refusal and every failure is an outcome, none an exception."""
    try:
        place = addresses.parse(url)
        candidates = addresses.resolve(place)
    except Refused as error:
        return Outcome(None, error.key)
    until = time.monotonic() + TIMEOUT_S
    outcome = Outcome(None, "unreachable")
    for address in candidates:
        left = until - time.monotonic()
        if left <= 0:
            return Outcome(None, "timeout")
        outcome = _try(place, address, body, headers, left)
        if outcome.error != "unreachable":  # it was reached: what it said stands
            return outcome
    return outcome


class _Pinned(http.client.HTTPConnection):
    """A connection to one checked address, which speaks to the server by its name."""

    def __init__(self, place: Place, address: str, timeout: float) -> None:
        super().__init__(place.host, place.port, timeout=timeout)
        self.place = place
        self.address = address
        self.wire: socket.socket | None = None  # http.client forgets `sock` while an answer without end is still read

    def connect(self) -> None:
        """Connect to the address, and look once more where that led."""
        self.sock = self.wire = socket.create_connection((self.address, self.place.port), self.timeout)
        if not addresses.is_allowed(str(self.sock.getpeername()[0])):
            raise Refused("private")
        if self.place.is_tls:
            context = ssl.create_default_context()
            self.sock = self.wire = context.wrap_socket(self.sock, server_hostname=self.place.host)

    def cut(self) -> None:
        """End it from outside: each single read may be quick and all together still without end."""
        if self.wire is not None:
            with suppress(OSError):  # it has ended by itself
                self.wire.shutdown(socket.SHUT_RDWR)


def _try(place: Place, address: str, body: bytes, headers: Mapping[str, str], seconds: float) -> Outcome:
    connection = _Pinned(place, address, seconds)
    watch = threading.Timer(seconds, connection.cut)
    watch.daemon = True
    began = time.monotonic()
    watch.start()
    try:
        connection.request("POST", place.path, body, dict(headers))
        with connection.getresponse() as answer:
            answer.read(MOST_READ)
            return _judged(answer.status)
    except Refused as error:
        return Outcome(None, error.key)
    except ssl.SSLCertVerificationError:
        return Outcome(None, "tls")
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError) or time.monotonic() - began >= seconds:
            return Outcome(None, "timeout")
        is_prose = isinstance(error, http.client.HTTPException | ValueError)
        return Outcome(None, "answer" if is_prose else "tls" if isinstance(error, ssl.SSLError) else "unreachable")
    finally:
        watch.cancel()
        connection.close()


def _judged(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome(status)
    return Outcome(status, "redirect" if 300 <= status < 400 else "status")
