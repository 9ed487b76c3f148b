"""What operators do with the store: compare it with the database, and clear away what nothing refers to any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import FilesCollected
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping, storage
from platform_app.media.models import File, FileJob
from platform_app.media.places import CONTENT, INCOMING, VARIANTS, digest_of
from platform_app.media.storage import Entry

KEPT_FOR = timedelta(hours=24)  # what has no row may still be on its way to one
AT_ONCE = 500


@dataclass(frozen=True)
class Differences:
    """Contents that rows name and the store lacks, or has in another size; and what in the store has no row."""

    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    unknown: tuple[str, ...]

    def __bool__(self) -> bool:
        """Is anything lost or damaged? What has no row is only waiting to be collected."""
        return bool(self.missing or self.damaged)


def check(*, thoroughly: bool = False) -> Differences:
    """Compare store and database; thoroughly: read every byte and compare its digest."""
    store = storage.installed()
    wanted = _known()
    held = {entry.sha256: entry for entry in store.entries() if entry.sha256}
    damaged = [digest for digest, size in wanted.items() if digest in held and held[digest].size != size]
    if thoroughly:
        damaged += [digest for digest in wanted.keys() & held.keys() - set(damaged) if not store.is_whole(digest)]
    lost = [entry.name for entry in _leftovers(wanted, list(_everything()))]
    return Differences(
        missing=tuple(sorted(wanted.keys() - held.keys())),
        damaged=tuple(sorted(damaged)),
        unknown=tuple(sorted(lost)),
    )


@use_case
def collect(actor: Actor, unused: Iterable[int] = ()) -> int:
    """Remove what has lain in the store for a day and belongs to no row; says how much that was.

    `unused` are files that their subjects no longer refer to; rows older than a day go first. Nobody can add a row
    meanwhile, so what somebody is just uploading again is either seen here or put back by her.
    """
    require(actor, P.FILE_COLLECT)
    keeping.own_store()
    removed = _forget_rows(unused)
    old = clock.now() - KEPT_FOR
    for entry in _leftovers(_known(), [entry for entry in _everything() if entry.changed_at < old]):
        storage.installed().remove(entry.name)
        removed += 1
    if removed:
        record(FilesCollected(removed))
    return removed


def _known() -> dict[str, int]:
    return dict(db.session.execute(select(File.sha256, File.size).distinct()).all())


def _everything() -> Iterable[Entry]:
    for folder in (CONTENT, VARIANTS, INCOMING):
        yield from storage.installed().entries(folder)


def _leftovers(known: dict[str, int], entries: Iterable[Entry]) -> Iterable[Entry]:
    """What belongs to no content that a row names; what came in and was never given its name."""
    for entry in entries:
        if entry.name.startswith(INCOMING) or digest_of(entry.name) not in known:
            yield entry


def _forget_rows(unused: Iterable[int]) -> int:
    ids, old = sorted(unused), clock.now() - KEPT_FOR
    count = 0
    for at in range(0, len(ids), AT_ONCE):
        some = db.session.scalars(
            select(File.id).where(File.id.in_(ids[at : at + AT_ONCE]), File.created_at < old)
        ).all()
        db.session.execute(delete(FileJob).where(FileJob.file_id.in_(some)))
        db.session.execute(delete(File).where(File.id.in_(some)))
        count += len(some)
    return count
