"""Writing what was made of a file: the outcome, the end of its job, and the event that search follows, at once."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, update

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import FilePrepared
from platform_app.kernel.db import db
from platform_app.kernel.use_case import record, use_case
from platform_app.media.models import File, FileJob


@use_case
def note_made(actor: Actor, file_id: int, job_id: int, values: Mapping[str, Any]) -> None:
    """Keep the outcome of a job. A file that was deleted meanwhile needs none."""
    require(actor, P.FILE_PREPARE)
    db.session.execute(delete(FileJob).where(FileJob.id == job_id))
    file = db.session.get(File, file_id)
    if file is None:
        return
    db.session.execute(update(File).where(File.id == file_id).values(**values))
    record(FilePrepared(file_id, file.org_id))
