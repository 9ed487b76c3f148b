"""Where things lie in the store: names relative to its root. Two levels of folders keep each of them short."""

import posixpath
import re

CONTENT, VARIANTS, INCOMING = "content", "variants", "incoming"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def content_name(digest: str) -> str:
    """Where content lies."""
    return f"{CONTENT}/{digest[:2]}/{digest[2:4]}/{digest}"


def variant_name(digest: str, width: int) -> str:
    """Where a picture made out of content lies."""
    return f"{VARIANTS}/{digest[:2]}/{digest[2:4]}/{digest}-{width}.webp"


def digest_of(name: str) -> str | None:
    """The content that something is or was made of."""
    found = _DIGEST.match(posixpath.basename(name))
    return found[0] if found else None
