"""What is still to be made of files: smaller pictures and text. Any number of processes may work it off at once.

Each claims a job for a while. A process that dies leaves a claim that runs out, and the work is done again, which does
no harm: a picture has one name, and a file one text.
"""

import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from platform_app.access.actor import SYSTEM
from platform_app.kernel import clock
from platform_app.kernel.claims import Claims
from platform_app.kernel.db import db, writing
from platform_app.media import making, service, storage
from platform_app.media.images import WIDTHS
from platform_app.media.making import Failed
from platform_app.media.models import DONE, FAILED, VARIANTS, File, FileJob
from platform_app.media.places import variant_name
from platform_app.media.storage import Missing

log = logging.getLogger(__name__)
CLAIM = timedelta(minutes=5)
PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 720)]
_claims = Claims(FileJob, at_most=1, lasting=CLAIM)  # a file may take as long as that


def drain() -> int:
    """Make everything that is due; says how much that was."""
    done = 0
    while jobs := _claims.take():
        done += sum(_do(job) for job in jobs)
    return done


def waiting() -> int:
    """How much is still to be made."""
    with db.engine.connect() as connection:
        return len(connection.scalars(select(FileJob.id)).all())


def _do(job: Row[Any]) -> bool:
    with Session(db.engine, expire_on_commit=False) as session:
        file = session.get(File, job.file_id)
    if file is None:
        _forget(job)
        return False
    try:
        values = _variants(file) if job.what == VARIANTS else {"text_state": DONE, "text": making.text(file)}
    except Failed as failure:
        values = _failed(job, str(failure))
    except (OSError, Missing):
        log.exception("file %s: its %s could not be made at try %s", job.file_id, job.what, job.attempts)
        if job.attempts <= len(PAUSES):
            _later(job)
            return False
        values = _failed(job, "broken")
    service.note_made(SYSTEM, job.file_id, job.id, values)
    return True


def _variants(file: File) -> dict[str, Any]:
    """Smaller pictures in the store; the same content needs them once."""
    store = storage.installed()
    names = {width: variant_name(file.sha256, width) for width in WIDTHS}
    if any(store.size_of(name) is None for name in names.values()):
        for width, data in making.variants(file).items():
            store.put_as(names[width], data)
    return {"variants_state": DONE}


def _failed(job: Row[Any], reason: str) -> dict[str, Any]:
    return {"variants_state": FAILED} if job.what == VARIANTS else {"text_state": FAILED, "text_error": reason}


def _later(job: Row[Any]) -> None:
    still_ours = (FileJob.id == job.id, FileJob.attempts == job.attempts)
    with writing() as connection:
        pause = clock.now() + PAUSES[job.attempts - 1]
        connection.execute(update(FileJob).where(*still_ours).values(next_try_at=pause))


def _forget(job: Row[Any]) -> None:
    with writing() as connection:
        connection.execute(delete(FileJob).where(FileJob.id == job.id))
