"""Pages that every reader without an account sees alike are rendered once per change of the content.

A page is kept with the stamp of the last act (`audit.stamp`), which one small statement asks for: any write, by
whichever process, makes every kept page old. Readers who are signed in or carry a session are never served from here.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Response, current_app, make_response, request, session

from platform_app.moderation import audit
from platform_app.web.locale import language, theme
from platform_app.web.session import current_actor

MOST_PAGES = 2000
MOST_BYTES = 48 * 1024 * 1024
LONGEST_SECONDS = 60  # similar cases come from the index, which follows a write by up to a second

_KEPT_HEADERS = ("Content-Type", "ETag", "Last-Modified", "Cache-Control")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class _Kept:
    stamp: str
    at: float
    body: bytes
    headers: dict[str, str]


class Shelf:
    """Kept pages of this process, the longest unused going first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, _Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, key: Key, stamp: str) -> _Kept | None:
        """A page that is still true."""
        with self._lock:
            kept = self._pages.get(key)
            if kept is None or kept.stamp != stamp or time.monotonic() - kept.at > LONGEST_SECONDS:
                return None
            self._pages.move_to_end(key)
            return kept

    def put(self, key: Key, kept: _Kept) -> None:
        """Keep a page; make room if need be."""
        with self._lock:
            self._drop(key)
            self._pages[key] = kept
            self._bytes += len(kept.body)
            while self._bytes > MOST_BYTES or len(self._pages) > MOST_PAGES:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        if old := self._pages.pop(key, None):
            self._bytes -= len(old.body)


def remembered(view: Callable[..., Any]) -> Callable[..., Any]:
    """Serve a view from the application's shelf while nothing has changed and the reader has no account."""

    @wraps(view)
    def show(*args: Any, **kwargs: Any) -> Any:
        if request.method != "GET" or session or current_actor().is_person or _chooses():
            return view(*args, **kwargs)
        return kept((request.full_path, language(), theme()), lambda: make_response(view(*args, **kwargs)))

    return show


def kept(key: Key, make: Callable[[], Response]) -> Response:
    """An answer from the application's shelf, made anew once anything has changed; 304 for who has it already."""
    shelf: Shelf = current_app.extensions.setdefault("shelf", Shelf())
    stamp = audit.stamp()
    found = shelf.find(key, stamp)
    if found is None:
        response = make()
        if response.status_code != 200 or session.modified:
            return response
        response.add_etag()
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        found = _Kept(stamp, time.monotonic(), response.get_data(), headers)
        shelf.put(key, found)
    response = Response(found.body, headers=found.headers)
    response.make_conditional(request)
    return response


def _chooses() -> bool:
    """The address sets a language or a theme, which also sets a cookie."""
    return "lang" in request.args or "theme" in request.args
