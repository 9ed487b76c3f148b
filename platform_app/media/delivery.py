"""How a file is answered over HTTP (RFC 9110): whole, in part, or not again. Plain values in and out; no framework.

What a browser may show itself are pictures and PDF, in a sandbox that runs nothing; everything else is downloaded.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from platform_app.media import storage
from platform_app.media.images import WIDTHS
from platform_app.media.models import DONE, File
from platform_app.media.names import ascii_name
from platform_app.media.places import content_name, variant_name

SHOWN_BY_BROWSERS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
SANDBOX = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
FRESH_SECONDS = 300  # how long a copy of a public file may be shown without asking whether it still is public
WEBP = "image/webp"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class Asked:
    """What the request said of it."""

    method: str = "GET"
    range: str | None = None
    if_range: str | None = None
    if_none_match: str | None = None


@dataclass(frozen=True)
class Delivery:
    """Status, headers, and the bytes a block at a time; None = no body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    blocks: Iterator[bytes] | None = None


def deliver(file: File, asked: Asked, *, width: int | None = None) -> Delivery:
    """The answer for one file, or for a picture of it in one of the widths; the original until that is made.

    Raises:
        Missing: the store has lost it.
    """
    store = storage.installed()
    name, size, tag = content_name(file.sha256), file.size, f'"{file.sha256}"'
    if width in WIDTHS and file.variants_state == DONE:
        smaller = variant_name(file.sha256, width or 0)
        found = store.size_of(smaller)
        if found is not None:
            name, size, tag = smaller, found, f'"{file.sha256}-{width}"'
    headers = _headers(file, tag, is_original=name == content_name(file.sha256))
    if _is_known(tag, asked.if_none_match):
        return Delivery(304, headers)
    wish = _wish(asked, tag)
    start, end = _part(wish, size) if wish else (0, size)
    if start >= end:
        return Delivery(416, {**headers, "Content-Range": f"bytes */{size}", "Content-Length": "0"})
    headers["Content-Length"] = str(end - start)
    if wish:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    blocks = None if asked.method == "HEAD" else store.read(name, start, end)
    return Delivery(206 if wish else 200, headers, blocks)


def disposition(name: str, *, inline: bool) -> str:
    """RFC 6266: a name in ASCII for old programs, and the real one."""
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{ascii_name(name)}\"; filename*=UTF-8''{quote(name, safe='')}"


def _headers(file: File, tag: str, *, is_original: bool) -> dict[str, str]:
    media_type = file.media_type if is_original else WEBP
    name = file.name if is_original else f"{file.name.rpartition('.')[0]}.webp"
    fresh = f"public, max-age={FRESH_SECONDS}" if file.is_shown else "private, no-cache"
    return {
        "Content-Type": media_type,
        "Content-Disposition": disposition(name, inline=media_type in SHOWN_BY_BROWSERS),
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "ETag": tag,
        "Cache-Control": fresh,
    }


def _is_known(tag: str, if_none_match: str | None) -> bool:
    if if_none_match is None:
        return False
    known = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return "*" in known or tag in known


def _wish(asked: Asked, tag: str) -> re.Match[str] | None:
    """The range to answer with. It is for GET alone, and with If-Range for this very version; a date proves none here.

    What is no range, or ends before it starts, is ignored (RFC 9110, 14.1.1); so are several at once.
    """
    if asked.method != "GET" or asked.if_range not in (None, tag):
        return None
    found = _RANGE.fullmatch((asked.range or "").replace(" ", ""))
    if found is None or not (found[1] or found[2]):
        return None
    return None if found[1] and found[2] and int(found[2]) < int(found[1]) else found


def _part(wish: re.Match[str], size: int) -> tuple[int, int]:
    """First byte and the one behind the last; the first is not before that where there is no such part."""
    if not wish[1]:
        return (max(0, size - int(wish[2])), size) if int(wish[2]) else (size, size)
    return int(wish[1]), min(size, int(wish[2]) + 1) if wish[2] else size
