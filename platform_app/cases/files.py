"""Files of a case: add one, say what it shows, take it out. Each makes a revision, so readers wait for publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import queries, revisions, shown
from platform_app.cases.inputs import MOST_FILES, CaseContent, CaseFile, FileWords
from platform_app.cases.models import Case, CaseRevision
from platform_app.cases.queries import CaseReading
from platform_app.cases.texts import LANGUAGES, Bilingual
from platform_app.events import FileAttached, FileDescribed, FileDetached
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound, Stale
from platform_app.kernel.inputs import read as read_input
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping
from platform_app.media import queries as files
from platform_app.media.keeping import Kept, Upload
from platform_app.media.models import File


@dataclass(frozen=True)
class ShownFile:
    """A file with what its case says of it; None where the revision in question does not show it."""

    file: File
    case: Case
    words: CaseFile | None
    position: int | None = None

    @property
    def is_picture(self) -> bool:
        """Shown as such, not as a link."""
        return self.file.kind == "image"


def attach(
    actor: Actor, case_id: int, upload: Upload, words: FileWords, *, language: str, version: int | None = None
) -> ShownFile:
    """Add a file to the latest revision of a case. A picture needs words in `language`.

    Its bytes are on disk before anything says so, and the revision says so before this returns.

    Raises:
        Invalid: the file or its words are refused.
        Conflict: the case holds as many files as it may.
        Stale: the case is no longer at `version`.
    """
    case = queries.get(actor, case_id)
    require(actor, P.CASE_EDIT, case)
    _check_room(revisions.content_of(revisions.numbered(case.id, case.latest_no)))
    looked = keeping.look(upload)
    if looked.found.of.kind == "image" and not getattr(words.alt, language):
        raise Invalid.one(f"alt_{language}", msg("Say what the picture shows, for those who cannot see it."))
    return _attach(actor, case_id, keeping.keep(looked), words, version=version)


@use_case
def _attach(actor: Actor, case_id: int, kept: Kept, words: FileWords, *, version: int | None) -> ShownFile:
    case, content = _at(actor, case_id, version)
    _check_room(content)
    file = shown.enter(actor, case, kept)
    entry = CaseFile(id=file.id, kind=file.kind, alt=words.alt, caption=words.caption)
    revision = _save(actor, case, content, [*content.files, entry])
    record(FileAttached(case.id, case.org_id, revision.id))
    return ShownFile(file, case, entry, len(content.files))


@use_case
def describe(actor: Actor, file_id: int, changes: dict[str, Any], *, version: int | None = None) -> ShownFile:
    """Change what is said of a file, by a merge patch over `alt_zh`, `alt_en`, `caption_zh`, `caption_en`.

    Raises:
        Conflict: the newest revision of its case no longer shows it.
        Invalid, Stale: as for any edit.
    """
    file = files.get(actor, file_id)
    case, content = _at(actor, _case_id(file), version)
    position = _position(content, file)
    old = content.files[position]
    words = read_input(FileWords, _flat(old) | changes)
    said = {name: _said(getattr(old, name), getattr(words, name)) for name in ("alt", "caption")}
    entry = old.model_copy(update=said)
    if entry != old:
        entries = [*content.files[:position], entry, *content.files[position + 1 :]]
        revision = _save(actor, case, content, entries)
        record(FileDescribed(case.id, case.org_id, revision.id))
    return ShownFile(file, case, entry, position)


@use_case
def detach(actor: Actor, file_id: int, *, version: int | None = None) -> Case:
    """Save a revision without a file.

    Older revisions keep showing it to those who may read them, whether the case was ever public or not: revisions
    are not rewritten. Its bytes go when no revision refers to it any more, which is when the draft is discarded.
    """
    file = files.get(actor, file_id)
    case, content = _at(actor, _case_id(file), version)
    position = _position(content, file)
    revision = _save(actor, case, content, [*content.files[:position], *content.files[position + 1 :]])
    record(FileDetached(case.id, case.org_id, revision.id))
    return case


def of_reading(actor: Actor, reading: CaseReading) -> Sequence[ShownFile]:
    """The files that a revision shows, in its order, as far as this reader may see them; one statement at most."""
    rows = files.several(actor, [entry.id for entry in reading.content.files])
    return [
        ShownFile(rows[entry.id], reading.case, entry, position)
        for position, entry in enumerate(reading.content.files)
        if entry.id in rows
    ]


def read(actor: Actor, file_id: int) -> ShownFile:
    """One file with what is said of it: to its own people by the newest revision, to readers by the public one."""
    file = files.get(actor, file_id)
    case = queries.get(actor, _case_id(file))
    latest = queries.sees_drafts(actor, case)
    content = queries.read(actor, case.id, latest=latest).content
    for position, entry in enumerate(content.files):
        if entry.id == file.id:
            return ShownFile(file, case, entry, position)
    return ShownFile(file, case, None)


def _at(actor: Actor, case_id: int, version: int | None) -> tuple[Case, CaseContent]:
    """The case for change and its newest text.

    Raises:
        Stale: it is no longer at `version`.
    """
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_EDIT, case)
    content = revisions.content_of(revisions.numbered(case.id, case.latest_no))
    if version is not None and case.version != version:
        raise Stale(current=(case, content))
    return case, content


def _save(actor: Actor, case: Case, content: CaseContent, entries: Sequence[CaseFile]) -> CaseRevision:
    case.latest_no += 1
    case.updated_at = clock.now()
    return revisions.append(actor, case, content.model_copy(update={"files": list(entries)}))


def _check_room(content: CaseContent) -> None:
    if len(content.files) >= MOST_FILES:
        sentence = msg("A case holds at most {most} files. Take one out first.", most=MOST_FILES)
        raise Conflict(sentence, "too_many_files")


def _case_id(file: File) -> int:
    if file.subject_kind != "case":
        raise NotFound
    return file.subject_id


def _position(content: CaseContent, file: File) -> int:
    for position, entry in enumerate(content.files):
        if entry.id == file.id:
            return position
    raise Conflict(msg("The newest revision of the case does not show this file any more."), "not_attached")


def _said(old: Bilingual, new: Bilingual) -> Bilingual:
    """The new words with what is known of how the old ones came about."""
    return old.model_copy(update={"zh": new.zh, "en": new.en})


def _flat(entry: CaseFile) -> dict[str, Any]:
    return {
        f"{name}_{language}": getattr(getattr(entry, name), language)
        for name in ("alt", "caption")
        for language in LANGUAGES
    }


def unused(actor: Actor) -> list[int]:
    """Files of cases that no revision of their case refers to: for operators, to be collected."""
    require(actor, P.FILE_COLLECT)
    referred: set[int] = set()
    for content in db.session.scalars(select(CaseRevision.content).execution_options(yield_per=200)):
        referred.update(int(entry["id"]) for entry in content.get("files") or ())
    own = select(File.id).where(File.subject_kind == "case")
    return [file_id for file_id in db.session.scalars(own) if file_id not in referred]
