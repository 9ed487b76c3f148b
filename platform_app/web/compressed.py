"""Text goes out compressed to browsers that take it (gzip, RFC 9110): lines are slow where cities are far.

Whoever has a session gets pages as they are. They carry the secret of their forms beside words that an address can
choose, and the length of what is compressed would tell one by the other (BREACH). What is for everybody holds none.
"""

import gzip
import threading
from collections import OrderedDict

import flask_login
from flask import Flask, Response, current_app, request, session

KINDS = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml", "image/svg+xml")
LEAST = 1024  # bytes; below that, headers and packets cost as much
MOST_KEPT = 16 << 20  # bytes
_FAST, _BEST = 1, 9  # a page is made in three milliseconds; the best takes a third of one, the fast half of that


class Packed:
    """Compressed contents by the tag that was made of their bytes; what was used longest ago goes first."""

    def __init__(self) -> None:
        self._contents: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def of(self, tag: str | None, content: bytes, level: int = _FAST) -> bytes:
        """The content, compressed; once, if it has a tag."""
        if tag is None:
            return gzip.compress(content, level, mtime=0)
        with self._lock:
            known = self._contents.get(tag)
            if known is not None:
                self._contents.move_to_end(tag)
                return known
        made = gzip.compress(content, level, mtime=0)
        with self._lock:
            self._bytes += len(made) - len(self._contents.get(tag, b""))
            self._contents[tag] = made
            while self._bytes > MOST_KEPT:
                self._bytes -= len(self._contents.popitem(last=False)[1])
        return made


def install(app: Flask) -> None:
    """Compress what the views answer, before anything else sees it off."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if not _may_be(response):
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"]:
        return response
    tag, _ = response.get_etag()
    packed: Packed = current_app.extensions.setdefault("packed", Packed())
    level = _BEST if _is_for_everybody(response) else _FAST
    response.set_data(packed.of(_of_content(tag), response.get_data(), level))
    response.headers["Content-Encoding"] = "gzip"
    if tag is not None:  # another representation of the same: RFC 9110 wants another tag, or a weak one
        response.set_etag(tag, weak=True)
    return response


def _may_be(response: Response) -> bool:
    return (
        response.status_code == 200
        and response.is_sequence
        and not response.direct_passthrough
        and (response.content_length or 0) >= LEAST
        and "Content-Encoding" not in response.headers
        and (response.mimetype or "").startswith(KINDS)
        and (_is_for_everybody(response) or not _has_session(response))
    )


def _is_for_everybody(response: Response) -> bool:
    return bool(response.cache_control.public)


def _has_session(response: Response) -> bool:
    if {current_app.config["SESSION_COOKIE_NAME"], flask_login.COOKIE_NAME} & request.cookies.keys():
        return True
    return response.mimetype == "text/html" and session.modified  # one begins with this page, which has its secret


def _of_content(tag: str | None) -> str | None:
    """A tag that Werkzeug made of the bytes; other tags count versions."""
    return tag if tag is not None and len(tag) == 40 else None
