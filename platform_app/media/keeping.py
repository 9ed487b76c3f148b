"""A file comes in: looked at, kept durably, and only then a row. What fails on the way leaves nothing."""

from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import delete, func, select

from platform_app.access.actor import Actor
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.media import images, kinds, names, storage
from platform_app.media.kinds import Found
from platform_app.media.models import NONE, TEXT, VARIANTS, WAITING, File, FileJob
from platform_app.media.storage import Stored

STORE_LOCK = 0x66696C65  # PostgreSQL's name of the lock between those who add rows and those who clear bytes away


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: a stream that can be read from any place, and the name its sender gave it."""

    stream: BinaryIO
    name: str


@dataclass(frozen=True)
class Looked:
    """A file that was looked at and may be kept."""

    name: str
    found: Found
    upload: Upload


@dataclass(frozen=True)
class Kept(Looked):
    """A file whose bytes are in the store and which has no row yet."""

    stored: Stored


def look(upload: Upload) -> Looked:
    """What a file is; nothing is kept yet.

    Raises:
        Invalid: its name or its content is refused.
    """
    name = names.cleaned(upload.name)
    found = kinds.find(upload.stream, name)
    return Looked(name, images.as_shown(upload.stream, found) if found.of.kind == "image" else found, upload)


def keep(looked: Looked) -> Kept:
    """Its bytes are on disk when this returns."""
    looked.upload.stream.seek(0)
    return Kept(looked.name, looked.found, looked.upload, storage.installed().put(looked.upload.stream))


def enter(
    actor: Actor, kept: Kept, subject: SubjectRef, *, org_id: int | None, org_path: str, drafter: str | None = None
) -> File:
    """Write the row of a file, and what is still to be made of it. Inside a use case.

    `drafter` sees it too, as long as the subject is drafted for its organisation.
    """
    share_store()
    if not storage.installed().has(kept.stored.sha256):  # cleared away since it was kept
        kept.upload.stream.seek(0)
        storage.installed().put(kept.upload.stream)
    found = kept.found
    is_image = found.of.kind == "image"
    file = File(
        sha256=kept.stored.sha256,
        name=kept.name,
        media_type=found.of.media_type,
        kind=found.of.kind,
        size=kept.stored.size,
        width=found.width,
        height=found.height,
        subject_kind=subject.kind,
        subject_id=subject.id,
        org_id=org_id,
        org_path=org_path,
        drafter=drafter,
        uploaded_by_id=actor.id,
        uploaded_by_name=actor.name,
        variants_state=WAITING if is_image else NONE,
        text_state=NONE if is_image else WAITING,
        is_shown=False,
        was_shown=False,
    )
    db.session.add(file)
    db.session.flush()
    db.session.add(FileJob(file_id=file.id, what=VARIANTS if is_image else TEXT, next_try_at=clock.now()))
    return file


def forget(subject: SubjectRef) -> None:
    """Delete the rows of a subject that is itself deleted; the bytes go when they are collected."""
    own = select(File.id).where(File.subject_kind == subject.kind, File.subject_id == subject.id)
    db.session.execute(delete(FileJob).where(FileJob.file_id.in_(own)))
    db.session.execute(delete(File).where(File.id.in_(own)))


def share_store() -> None:
    """Until this transaction ends, nobody clears bytes away. SQLite's write lock says so already."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock_shared(STORE_LOCK)))


def own_store() -> None:
    """Until this transaction ends, nobody adds a row."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(STORE_LOCK)))
