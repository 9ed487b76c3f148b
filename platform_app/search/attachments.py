"""The words of files that cases and threads show: for the index, and to tell in which file something was found."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from platform_app.exchange.models import Post
from platform_app.kernel.db import db
from platform_app.media.addresses import page_address
from platform_app.media.models import DONE, File
from platform_app.search.highlight import LOOKED_AT, Highlighter, Snippet

MOST_CHARACTERS = 50_000
"""Of each file: what stands further in tells little of the case."""


@dataclass(frozen=True)
class FileText:
    """A file of a public case or of a shown post with the words that are searched."""

    id: int
    name: str
    text: str


@dataclass(frozen=True)
class FoundIn:
    """The file in which something was found."""

    id: int
    name: str
    url: str


def of_cases(session: Session, case_ids: Sequence[int]) -> dict[int, list[FileText]]:
    """The searched files of some cases, by case; one statement. Only what the public sees is among them."""
    query = (
        select(File.subject_id, File.id, File.name, File.text)
        .where(File.subject_kind == "case", File.subject_id.in_(case_ids), File.is_shown, File.text_state == DONE)
        .order_by(File.id)
    )
    return _by_subject(session, query)


def of_threads(session: Session, thread_ids: Sequence[int]) -> dict[int, list[FileText]]:
    """The searched files of shown posts, by thread; one statement. Who reads the thread reads them."""
    query = (
        select(Post.thread_id, File.id, File.name, File.text)
        .join(Post, (File.subject_kind == "post") & (File.subject_id == Post.id))
        .where(Post.thread_id.in_(thread_ids), Post.status == "shown", File.is_shared, File.text_state == DONE)
        .order_by(File.id)
    )
    return _by_subject(session, query)


def found_in(kind: str, ids: Iterable[int], marker: Highlighter) -> dict[int, tuple[FoundIn, Snippet]]:
    """For things whose own texts hold nothing that was searched for: the first file that does, and where."""
    wanted = sorted(ids)
    found: dict[int, tuple[FoundIn, Snippet]] = {}
    for id, files in (_READING[kind](db.session(), wanted) if wanted else {}).items():
        for file in files:
            if id not in found and (snippet := _snippet(file, marker)) is not None:
                found[id] = FoundIn(file.id, file.name, page_address(file.id, file.name)), snippet
    return found


_READING = {"case": of_cases, "thread": of_threads}


def _by_subject(session: Session, query: Any) -> dict[int, list[FileText]]:
    found: dict[int, list[FileText]] = defaultdict(list)
    for subject_id, file_id, name, text in session.execute(query):
        found[subject_id].append(FileText(file_id, name, (text or "")[:MOST_CHARACTERS]))
    return found


def _snippet(file: FileText, marker: Highlighter) -> Snippet | None:
    """The name counts too; a text is looked through a stretch at a time."""
    stretches = [file.text[at : at + LOOKED_AT] for at in range(0, len(file.text), LOOKED_AT)] or [""]
    for stretch in stretches:
        if marker.spans(stretch):
            return marker.snippet([stretch])
    return marker.snippet([stretches[0]]) if marker.spans(file.name) else None
