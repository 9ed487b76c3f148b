"""Reading the papers of a request: who reads the request reads them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.coordination import queries
from platform_app.coordination.models import Request
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.media.models import File

KIND = "request"


def of_request(request_id: int) -> tuple[Any, ...]:
    """The conditions for the papers that a request holds now."""
    return (File.subject_kind == KIND, File.subject_id == request_id, File.is_shared.is_(True))


def papers(actor: Actor, request: Request) -> Sequence[File]:
    """The papers of a request that she has been given to read, the oldest first."""
    if not allows(actor, P.REQUEST_SEE, request):
        raise NotFound
    return db.session.scalars(select(File).where(*of_request(request.id)).order_by(File.id)).all()


def paper(actor: Actor, request_id: int, file_id: int) -> File:
    """One paper.

    Raises:
        NotFound: there is none, or the request is not open to her.
    """
    request = queries.get(actor, request_id)
    own = select(File).where(*of_request(request.id), File.id == file_id)
    found = db.session.scalar(own) if can_be_id(file_id) else None
    if found is None:
        raise NotFound
    return found
