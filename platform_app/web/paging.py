"""Long lists in pages: which page the address asks for, and the addresses of the first and the next."""

from dataclasses import dataclass
from typing import Any

from flask import request

from platform_app.kernel.pages import Page, PageRequest
from platform_app.web.locale import with_query

ROWS = 20


def page_request(rows: int = ROWS) -> PageRequest:
    """The page the address asks for by `?cursor=`."""
    return PageRequest(rows, request.args.get("cursor") or None)


@dataclass(frozen=True)
class Pager:
    """Where the reader can go from here."""

    next_url: str | None
    first_url: str | None


def pager(page: Page[Any]) -> Pager:
    """Links for a page of a list."""
    asked = request.args.get("cursor")
    return Pager(
        next_url=with_query(cursor=page.next) if page.next else None,
        first_url=with_query(cursor=None) if asked else None,
    )
