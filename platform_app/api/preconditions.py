"""Conditional requests (RFC 9110, section 13): entity tags, If-Match, If-None-Match."""

from hashlib import sha256

from flask import request
from werkzeug.http import parse_etags

from platform_app.api.problems import Problem
from platform_app.kernel.messages import msg

NO_VERSION = -1  # of a tag that names none: it can match nothing


def tag_of(body: str, version: int | None) -> str:
    """An entity tag: the version, by which writes are judged, and a digest of this very representation."""
    digest = sha256(body.encode()).hexdigest()[:16]
    return f'"{digest}"' if version is None else f'"{version}-{digest}"'


def is_known(tag: str) -> bool:
    """Whether the caller has this representation already."""
    if "If-None-Match" not in request.headers:
        return False
    return bool(parse_etags(request.headers["If-None-Match"]).contains_weak(tag.strip('"')))


def given_version() -> int | None:
    """The version that If-Match names; None without the header or with `*`.

    Versions only grow, so of several tags the greatest is the one that can be current. A proxy that compresses
    makes tags weak; they are taken all the same.
    """
    tags = parse_etags(request.headers.get("If-Match"))
    if "If-Match" not in request.headers or tags.star_tag:
        return None
    return max((_version(tag or "") for tag in tags.as_set(include_weak=True)), default=NO_VERSION)


def needed_version() -> int | None:
    """The same, where a write without it could undo somebody else's.

    Raises:
        Problem: 428, the header is missing.
    """
    if "If-Match" not in request.headers:
        raise Problem(
            428, "precondition_required", msg("Send the header If-Match with the ETag of what you have read.")
        )
    return given_version()


def _version(tag: str) -> int:
    number = tag.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) < 10 else NO_VERSION
