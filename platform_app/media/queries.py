"""Reading what is known of files: every door asks the permission table, and lists ask it in SQL."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.subjects import SubjectRef
from platform_app.media.models import File


def get(actor: Actor, file_id: int) -> File:
    """A file the actor may see.

    Raises:
        NotFound: there is none, or she may not see it.
    """
    file = db.session.get(File, file_id) if 0 < file_id < 2**31 else None
    if file is None or not allows(actor, P.FILE_SEE, file):
        raise NotFound
    return file


def several(actor: Actor, ids: Iterable[int]) -> dict[int, File]:
    """Those of some files that the actor may see, by id; one statement, none for none."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    query = select(File).where(File.id.in_(wanted), visible(actor, P.FILE_SEE, File))
    return {file.id: file for file in db.session.scalars(query)}


def of_subject(actor: Actor, subject: SubjectRef) -> Sequence[File]:
    """Every file of a subject that the actor may see, the oldest first, whichever revision shows it."""
    query = select(File).where(File.subject_kind == subject.kind, File.subject_id == subject.id)
    return db.session.scalars(query.where(visible(actor, P.FILE_SEE, File)).order_by(File.id)).all()
