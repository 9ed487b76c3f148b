"""A write-up becomes a draft: texts sorted into sections, pictures attached, what found no place kept beside it.

The file is read before the transaction begins, its pictures are on disk before a row names them; then the draft, its
pictures and the rest are written at once or not at all.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.cases import filling, queries, revisions, service, shown, sorting
from platform_app.cases.filling import PICTURE, Filled, Leftover
from platform_app.cases.headings import plain
from platform_app.cases.inputs import MOST_FILES, CaseContent, CaseFile
from platform_app.cases.models import Case, CaseImport
from platform_app.cases.texts import LANGUAGES
from platform_app.events import CaseImported, CaseLeftoversCleared, FileAttached
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping, manuscripts
from platform_app.media.keeping import Kept, Upload
from platform_app.media.manuscripts import FoundPicture, Manuscript
from platform_app.media.refusals import refusal
from platform_app.standards import queries as standards

_MARK = re.compile(r"!\[\]\(picture:(\d+)\)")
_LONGEST_ALT = {"zh": 60, "en": 120}
_BRACKETS = str.maketrans("", "", "[]")


@dataclass(frozen=True)
class Imported:
    """The new draft, the headings that each section came from, and what has no place in it yet."""

    case: Case
    matched: Mapping[str, Sequence[str]]
    leftovers: Sequence[Leftover]


@dataclass(frozen=True)
class _Taken:
    """A picture whose bytes are kept; None of one that could not be taken."""

    found: FoundPicture
    kept: Kept | None


def import_document(actor: Actor, org_id: int, upload: Upload, *, language: str) -> Imported:
    """Make a draft of a Word, Markdown or text file; `language` is that of words whose letters do not tell.

    Raises:
        Invalid: the file is refused, each time at the field `file`.
    """
    organisation = accounts.organisation(actor, org_id)
    may_draft = allows(actor, P.CASE_DRAFT_FOR, organisation)
    require(actor, P.CASE_DRAFT_FOR if may_draft else P.CASE_CREATE, organisation)
    manuscript = manuscripts.read(upload)
    filled = filling.fill(sorting.sort(manuscript.blocks), _field_names(actor), language=language)
    if not (filled.parts or filled.leftovers or manuscript.pictures):
        raise refusal(msg("There is no text in this file."))
    _complete(filled, organisation, manuscript, language)
    taken = [_taken(picture, number) for number, picture in enumerate(manuscript.pictures)]
    return _bring_in(actor, organisation.id, manuscript, filled, taken)


@use_case
def clear_leftovers(actor: Actor, case_id: int) -> Case:
    """Put away what a write-up left over, once it has found its place or is not wanted."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_EDIT, case)
    row = db.session.get(CaseImport, case.id)
    if row is not None and row.leftovers:
        row.leftovers = []
        record(CaseLeftoversCleared(case.id, case.org_id, revisions.numbered(case.id, case.latest_no).id))
    return case


def imported(actor: Actor, case_id: int) -> Imported:
    """What became of the write-up a draft was made of; nothing where it was made of none. For its own people."""
    case = queries.get(actor, case_id)
    require(actor, P.CASE_SEE_DRAFTS, case)
    row = db.session.get(CaseImport, case.id)
    return Imported(case, row.matched, [Leftover(**each) for each in row.leftovers]) if row else Imported(case, {}, ())


@use_case
def _bring_in(actor: Actor, org_id: int, manuscript: Manuscript, filled: Filled, taken: Sequence[_Taken]) -> Imported:
    case = service.create(actor, org_id, read(CaseContent, _marked(filled.parts, {})))
    require(actor, P.CASE_EDIT, case)
    ids = _attach(actor, case, taken)
    if ids:
        words = _marked(filled.parts, {number: _mark(taken[number].found, entry.id) for number, entry in ids.items()})
        files = [entry.model_dump(mode="json") for entry in ids.values()]
        case = service.edit(actor, case.id, {**words, "files": files}, version=case.version, note=manuscript.name)
        revision_id = revisions.numbered(case.id, case.latest_no).id
        for _ in ids:
            record(FileAttached(case.id, case.org_id, revision_id))
    leftovers = [*_left(filled.leftovers, taken, ids), *_not_taken(taken, ids)]
    _note(actor, case, manuscript.name, filled, leftovers)
    record(CaseImported(case.id, case.org_id, revisions.numbered(case.id, case.latest_no).id))
    return Imported(case, filled.matched, leftovers)


def _note(actor: Actor, case: Case, name: str, filled: Filled, leftovers: Sequence[Leftover]) -> None:
    told = [asdict(each) for each in leftovers]
    db.session.add(
        CaseImport(case_id=case.id, file_name=name, person_name=actor.name, matched=filled.matched, leftovers=told)
    )
    db.session.flush()


def _attach(actor: Actor, case: Case, taken: Sequence[_Taken]) -> dict[int, CaseFile]:
    """Rows for the pictures that were taken, as many as a case holds: number in the write-up → what the case says."""
    found: dict[int, CaseFile] = {}
    for number, picture in enumerate(taken):
        if picture.kept is not None and len(found) < MOST_FILES:
            alt = _alt(picture.found)
            file = shown.enter(actor, case, picture.kept)
            code = filling.language_of(alt, "zh")
            found[number] = CaseFile.model_validate({"id": file.id, "alt": {code: alt} if alt else {}})
    return found


def _taken(found: FoundPicture, number: int) -> _Taken:
    ending = found.name.rpartition(".")[2]
    try:
        looked = keeping.look(Upload(io.BytesIO(found.data), f"{number + 1}.{ending}"))
    except Invalid:
        return _Taken(found, None)
    return _Taken(found, keeping.keep(looked) if looked.found.of.kind == "image" else None)


def _marked(value: Any, marks: Mapping[int, str]) -> Any:
    """The same with the mark of the case's own file wherever a picture stood, and none where there is no file."""
    if isinstance(value, str):
        return _MARK.sub(lambda mark: marks.get(int(mark[1]), ""), value).strip()
    if isinstance(value, dict):
        return {name: _marked(own, marks) for name, own in value.items()}
    return [_marked(own, marks) for own in value] if isinstance(value, list) else value


def _mark(found: FoundPicture, file_id: int) -> str:
    return f"![{_alt(found)}](file:{file_id})"


def _alt(found: FoundPicture) -> str:
    """What the write-up says of a picture; nothing is made up, the case then asks for words."""
    words = found.alt.translate(_BRACKETS).strip()
    most = _LONGEST_ALT[filling.language_of(words, "en")]
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _left(leftovers: Sequence[Leftover], taken: Sequence[_Taken], ids: Mapping[int, CaseFile]) -> list[Leftover]:
    marks = {number: _mark(taken[number].found, entry.id) for number, entry in ids.items()}
    made = [Leftover(each.heading, _marked(each.text, marks), each.section, each.reason) for each in leftovers]
    return [each for each in made if each.text]


def _not_taken(taken: Sequence[_Taken], ids: Mapping[int, CaseFile]) -> list[Leftover]:
    return [
        Leftover("", picture.found.alt or picture.found.name, "files", PICTURE)
        for number, picture in enumerate(taken)
        if number not in ids
    ]


def _complete(filled: Filled, organisation: Organisation, manuscript: Manuscript, language: str) -> None:
    """The place of its organisation, and the name of the file for a title, where the write-up names none."""
    names = {code: getattr(organisation, f"name_{code}") for code in LANGUAGES}
    at = {"latitude": organisation.latitude, "longitude": organisation.longitude}
    filled.parts.setdefault("place", {"name": names, **at})
    if not filled.parts.get("title"):
        stem = manuscript.name.rpartition(".")[0]
        code = filling.language_of(stem, language)
        filled.parts["title"] = {code: stem[: 40 if code == "zh" else 100]}


def _field_names(actor: Actor) -> dict[str, str]:
    names = [(name, field.slug) for field in standards.fields(actor) for name in (field.name_zh, field.name_en)]
    return {plain(name): slug for name, slug in names}
