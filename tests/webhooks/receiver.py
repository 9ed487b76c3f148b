"""A real HTTP server that notes what it is sent, and answers as the test wants; checking signatures as receivers do."""

import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Received:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def payload(self) -> Any:
        return json.loads(self.body)


Answer = Callable[[BaseHTTPRequestHandler], None]


def status(code: int, headers: dict[str, str] | None = None, body: bytes = b"") -> Answer:
    """Answers with this."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Each byte is quick, and all together never end."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


@dataclass
class Receiver:
    """Where things are sent."""

    port: int
    answer: Answer = field(default_factory=lambda: status(204))
    got: list[Received] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?from=cities"

    @property
    def events(self) -> list[str]:
        return [each.headers["X-Event"] for each in self.got]


def verifies(secret: str, received: Received) -> bool:
    """As the documentation tells receivers to do it."""
    parts = [part.split("=", 1) for part in received.headers["X-Signature"].split(",")]
    at = next(value for name, value in parts if name == "t")
    expected = hmac.new(secret.encode(), at.encode() + b"." + received.body, sha256).hexdigest()
    fresh = abs(time.time() - int(at)) < 300
    return fresh and any(hmac.compare_digest(expected, value) for name, value in parts if name == "v1")


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A server on a free port, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(Received(self.path, dict(self.headers), body))
            receiver.answer(self)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver = Receiver(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
