"""Looks into database and store after a kill: is everything there that was acknowledged, and is nothing half done?"""

from collections.abc import Iterator

from sqlalchemy import func, select, text

from platform_app.access.actor import SYSTEM
from platform_app.cases import files as case_files
from platform_app.cases import queries as cases
from platform_app.cases.models import Case, Distinction
from platform_app.kernel.db import db
from platform_app.media import storage, upkeep
from platform_app.media.models import File, FileJob
from platform_app.moderation.models import AuditLine
from platform_app.selection.models import Batch, Candidacy
from tests.durability.clients import Acknowledged
from tests.durability.scene import Scene


def differences(scene: Scene, done: Acknowledged, begun: int) -> list[str]:
    """What is wrong; `begun` batches were tried."""
    with scene.app.app_context():
        db.session.remove()
        return [*_database(), *_files(done), *_announcements(scene, done, begun)]


def _database() -> Iterator[str]:
    if (said := db.session.scalar(text("PRAGMA integrity_check"))) != "ok":
        yield f"integrity_check: {said}"
    for row in db.session.execute(text("PRAGMA foreign_key_check")):
        yield f"foreign_key_check: {row}"


def _files(done: Acknowledged) -> Iterator[str]:
    found = upkeep.check(thoroughly=True)
    yield from (f"the store lacks {digest}" for digest in found.missing)
    yield from (f"{digest} is damaged" for digest in found.damaged)
    yield from (f"file {file_id} is in no revision" for file_id in case_files.unused(SYSTEM))
    for case_id, digests in done.cases.items():
        if db.session.get(Case, case_id) is None:
            yield f"case {case_id} was acknowledged and is gone"
            continue
        shown = case_files.of_reading(SYSTEM, cases.read(SYSTEM, case_id, latest=True))
        lost = set(digests) - {each.file.sha256 for each in shown}
        yield from (f"file {digest} of case {case_id} was acknowledged and is gone" for digest in lost)
        yield from (f"{digest} is not whole" for digest in digests if not storage.installed().is_whole(digest))
    entered = db.session.scalar(select(func.count()).select_from(File)) or 0
    told = _lines("FileAttached")
    if entered != told:
        yield f"{entered} files and {told} lines in the audit log that tell of them"
    waiting = select(File.id).where(File.variants_state == "waiting", File.id.not_in(select(FileJob.file_id)))
    yield from (f"nothing will ever be made of file {file_id}" for file_id in db.session.scalars(waiting))


def _announcements(scene: Scene, done: Acknowledged, begun: int) -> Iterator[str]:
    for batch_id, case_id in scene.batches[:begun]:
        batch, case = db.session.get_one(Batch, batch_id), db.session.get_one(Case, case_id)
        held = select(func.count()).where(Distinction.case_id == case_id, Distinction.rung == "announcement")
        facts = {
            "the batch": batch.status == "announced",
            "its number": batch.announcement_number is not None,
            "the case": case.announced_at is not None,
            "the record": db.session.scalar(held) == 1,
            "the candidacy": db.session.scalar(select(Candidacy.status).where(Candidacy.batch_id == batch_id))
            == "announced",
            "the audit log": _lines("CaseAnnounced", case_id) == 1,
        }
        if len(set(facts.values())) > 1:
            yield f"batch {batch_id} is announced by half: {facts}"
        if batch_id in done.announced and not facts["the batch"]:
            yield f"batch {batch_id} was acknowledged as announced and is not"


def _lines(act: str, subject_id: int | None = None) -> int:
    query = select(func.count()).select_from(AuditLine).where(AuditLine.act == act)
    return db.session.scalar(query.where(AuditLine.subject_id == subject_id) if subject_id else query) or 0
