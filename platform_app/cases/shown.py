"""Which files a case shows: they are part of what it says, and who may see them follows its way to the readers."""

from collections.abc import Mapping

from sqlalchemy import and_, select, update

from platform_app.access.actor import Actor
from platform_app.cases.inputs import CaseContent
from platform_app.cases.models import Case, CaseRevision
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.text import Picture
from platform_app.media import keeping
from platform_app.media.addresses import page_address
from platform_app.media.keeping import Kept
from platform_app.media.models import File


def ref(case_id: int) -> SubjectRef:
    """What files of a case belong to."""
    return SubjectRef("case", case_id)


def enter(actor: Actor, case: Case, kept: Kept) -> File:
    """The row of a file of a case; inside a use case."""
    return keeping.enter(actor, kept, ref(case.id), org_id=case.org_id, org_path=case.org_path, drafter=case.drafter)


def check(content: CaseContent, case_id: int | None) -> None:
    """Refuse files that were not uploaded to this very case.

    Raises:
        Invalid: each with its place in the list.
    """
    own = _rows(content, case_id)
    seen: set[int] = set()
    for position, shown in enumerate(content.files):
        file = own.get(shown.id)
        if file is None or shown.id in seen:
            sentence = msg("This file is there already.") if file else msg("There is no such file of this case.")
            raise Invalid.one(f"files.{position}.id", sentence)
        if shown.kind != file.kind:
            raise Invalid.one(f"files.{position}.kind", msg("The file is of another kind: {kind}.", kind=file.kind))
        seen.add(shown.id)


def pictures(content: CaseContent, case_id: int, language: str) -> dict[int, Picture]:
    """The pictures that a text of this content may show, by their numbers."""
    rows = _rows(content, case_id) if any(shown.kind == "image" for shown in content.files) else {}
    found = {}
    for shown in content.files:
        file = rows.get(shown.id)
        if file is not None and file.kind == "image":
            words = shown.alt.best(language)[0] or file.name
            found[file.id] = Picture(page_address(file.id, file.name), words, file.width or 0, file.height or 0)
    return found


def follow(case: Case) -> None:
    """Mark the files of a case as its readers see them now: those of the published revision."""
    own = and_(File.subject_kind == "case", File.subject_id == case.id)
    ids = _public_ids(case)
    db.session.execute(update(File).where(own, File.is_shown, File.id.not_in(ids)).values(is_shown=False))
    if ids:
        shown = {"is_shown": True, "was_shown": True}
        db.session.execute(update(File).where(own, File.id.in_(ids)).values(shown))


def _public_ids(case: Case) -> list[int]:
    if case.status != "published" or case.published_no is None:
        return []
    query = select(CaseRevision.content).where(CaseRevision.case_id == case.id, CaseRevision.no == case.published_no)
    content = db.session.scalar(query) or {}
    return [int(shown["id"]) for shown in content.get("files") or ()]


def _rows(content: CaseContent, case_id: int | None) -> Mapping[int, File]:
    ids = [shown.id for shown in content.files]
    if not ids or case_id is None:
        return {}
    own = and_(File.subject_kind == "case", File.subject_id == case_id)
    return {file.id: file for file in db.session.scalars(select(File).where(own, File.id.in_(ids)))}
