"""Lines that people paste as evidence, and what they are taken for."""

from typing import Any

LINES: list[tuple[str, dict[str, Any] | None]] = [
    ("/cases/7", {"kind": "case", "id": 7}),
    ("https://site.example/standards/12?lang=en", {"kind": "standard", "id": 12}),
    ("requests/3", {"kind": "request", "id": 3}),
    ("https://site.example/threads/5#post-2", {"kind": "thread", "id": 5}),
    ("/resolutions/2/", {"kind": "resolution", "id": 2}),
    ("/people/1", None),
    ("/cases/x", None),
    ("/cases/１２", None),
    ("我们做完了", None),
    ("/cases/99999999999", None),
]
