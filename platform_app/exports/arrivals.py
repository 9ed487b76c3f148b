"""An organisation's export comes in: its cases with their texts, revisions and files, through the services.

Kept: every revision with its author's name and day, files, publication and its dates, whom a case was adapted from.
Not kept, because it was decided elsewhere or by people who are not here: distinctions, decisions, audit lines (they
stay in the file), accounts, autosaves. What is not public at the end (drafts, archived cases) arrives as a draft.
"""

import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts import service as organisations
from platform_app.accounts.models import Organisation
from platform_app.cases import publication, revisions, service, shown
from platform_app.cases.inputs import SECTIONS, CaseContent
from platform_app.cases.models import Case
from platform_app.cases.texts import LANGUAGES
from platform_app.events import FileAttached
from platform_app.exports.packages import Checked, SentCase, SentRevision, checked
from platform_app.kernel import batch
from platform_app.kernel.batch import Outcome
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping
from platform_app.media.keeping import Kept, Upload
from platform_app.standards import queries as known
from platform_app.standards import service as reference

_PICTURE = re.compile(r"\(file:([1-9][0-9]{0,8})\)")


class Arrived(StrEnum):
    """What a case came to."""

    NEW = "new"
    THERE = "there already"  # whatever became of it since


@dataclass
class _Arrival:
    """A case on its way in: its files by their old numbers, as they were kept and as they are numbered here."""

    sent: SentCase
    models: Mapping[str, str]
    kept: dict[int, Kept]
    numbers: dict[int, int] = field(default_factory=dict)


def import_organisation(actor: Actor, path: Path) -> list[Outcome[SentCase]]:
    """Bring the cases of an export in; what is there already stays as it is, so that doing it twice does no more.

    One transaction, a savepoint for each case: one that is refused is among the outcomes and takes no other with it.

    Raises:
        Invalid: the export is damaged or of another kind; nothing was written.
    """
    require(actor, P.REFERENCE_LOAD)
    with checked(path) as package, ExitStack() as opened:
        arrivals = [_Arrival(case, package.sent.models, _keep(package, case, opened)) for case in _in_order(package)]
        outcomes = _bring_in(actor, package, arrivals)
    return [Outcome(own.item.sent, own.result, own.refusal, own.has_changed) for own in outcomes]


@use_case
def _bring_in(actor: Actor, package: Checked, arrivals: list[_Arrival]) -> list[Outcome[_Arrival]]:
    require(actor, P.REFERENCE_LOAD)
    organisation = _organisation(actor, package)
    fields = {row.slug for row in known.fields(actor)}
    for new_field in package.sent.fields:
        if new_field.slug not in fields:
            reference.put_field(actor, new_field)
    numbers = known.by_numbers([new.number for new in package.sent.standards])
    for new in package.sent.standards:
        if new.number not in {row.number for row in numbers.values()}:
            reference.put_standard(actor, new)
    return batch.each(actor, arrivals, lambda who, arrival: _put(who, organisation.id, arrival))


def _organisation(actor: Actor, package: Checked) -> Organisation:
    """The one with this code; it is made if it is not there, and left as it is if it is."""
    new = package.sent.organisation
    try:
        return accounts.organisation_by_code(actor, new.code)
    except NotFound:
        return organisations.put_organisation(actor, new)


def _in_order(package: Checked) -> list[SentCase]:
    """Each after the one that it was adapted from."""
    left = {case.id: case for case in package.sent.cases}
    ordered: list[SentCase] = []
    while left:
        ready = [case for case in left.values() if not _models(case) & (left.keys() - {case.id})]
        for case in ready or [next(iter(left.values()))]:  # a circle is cut somewhere
            ordered.append(left.pop(case.id))
    return ordered


def _models(case: SentCase) -> set[int]:
    return {own for row in case.revisions if isinstance(own := row.content.get("adapted_from"), int)}


def _keep(package: Checked, case: SentCase, opened: ExitStack) -> dict[int, Kept]:
    """The files of a case, looked at like any upload and durably kept; what no row speaks of is cleared away later."""
    if _find(case.name) is not None:
        return {}
    return {file.id: _kept(opened.enter_context(package.open(file.sha256)), file.name) for file in case.files}


def _kept(source: BinaryIO, name: str) -> Kept:
    """Open until its row is written: it may be read again."""
    return keeping.keep(keeping.look(Upload(source, name)))


def _find(name: str) -> Case | None:
    return db.session.scalar(select(Case).where(Case.slug == name))


def _put(actor: Actor, org_id: int, arrival: _Arrival) -> Arrived:
    sent = arrival.sent
    there = _find(sent.name)
    if there is not None and there.org_id != org_id:
        raise Invalid.one("name", msg("Another organisation has a case of this name."))
    if there is not None:
        return Arrived.THERE
    first, *later = sent.revisions
    case = service.create(actor, org_id, _content(arrival, first), slug=sent.name)
    _stamp(case, first)
    is_public = sent.status == "published"
    _publish(actor, case, first, is_public)
    for revision in later:
        _attach(actor, case, arrival, revision)
        changes = _patch(case, _content(arrival, revision))
        before = case.latest_no
        case = service.edit(actor, case.id, changes, version=case.version, note=revision.note)
        if case.latest_no != before:
            _stamp(case, revision)
        _publish(actor, case, revision, is_public)
    if is_public and sent.published_at:
        case.published_at = sent.published_at
    db.session.flush()
    return Arrived.NEW


def _attach(actor: Actor, case: Case, arrival: _Arrival, revision: SentRevision) -> None:
    """Enter the files that this revision is the first to show."""
    for old in map(_number, _files(revision)):
        if old in arrival.kept and old not in arrival.numbers:
            kept = arrival.kept[old]
            file = keeping.enter(actor, kept, shown.ref(case.id), org_id=case.org_id, org_path=case.org_path)
            arrival.numbers[old] = file.id
            latest = revisions.numbered(case.id, case.latest_no)
            record(FileAttached(case.id, case.org_id, latest.id))


def _content(arrival: _Arrival, revision: SentRevision) -> CaseContent:
    """What a revision says, with the numbers that files and its model have here."""
    content = dict(revision.content)
    model = arrival.models.get(str(content.pop("adapted_from", "")))
    found = _find(model) if model else None
    if found is not None:
        content["adapted_from"] = found.id
    if "files" in content:
        content["files"] = [
            {**entry, "id": arrival.numbers[_number(entry)]}
            for entry in _files(revision)
            if _number(entry) in arrival.numbers
        ]
    for section in SECTIONS:
        if isinstance(content.get(section), dict):
            content[section] = {
                name: _renumbered(value, arrival.numbers) if name in LANGUAGES else value
                for name, value in content[section].items()
            }
    return read(CaseContent, content)


def _files(revision: SentRevision) -> list[dict[str, Any]]:
    entries = revision.content.get("files")
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _number(entry: Mapping[str, Any]) -> int:
    """Which of the sent files it is; 0 = none."""
    number = entry.get("id")
    return number if isinstance(number, int) else 0


def _renumbered(value: Any, numbers: Mapping[int, int]) -> Any:
    """`![…](file:12)` with the number that the file has here."""
    if not isinstance(value, str):
        return value
    return _PICTURE.sub(lambda found: f"(file:{numbers.get(int(found[1]), found[1])})", value)


def _patch(case: Case, content: CaseContent) -> dict[str, Any]:
    """All of it anew, and nothing of the revision before that is no longer said."""
    new = revisions.dump(content)
    old = revisions.dump(revisions.content_of(revisions.numbered(case.id, case.latest_no)))
    return revisions.patch(old, new)


def _stamp(case: Case, sent: SentRevision) -> None:
    """Whose words they are, and of which day; the audit log says when they came here."""
    row = revisions.numbered(case.id, case.latest_no)
    row.author_name, row.note, row.at = sent.author_name, sent.note, sent.at


def _publish(actor: Actor, case: Case, sent: SentRevision, is_public: bool) -> None:
    if not (is_public and sent.published_at):
        return
    if case.status == "draft":
        publication.submit(actor, case.id)
    if case.status != "published" or case.has_unpublished_changes:
        publication.publish(actor, case.id)
    revisions.numbered(case.id, case.latest_no).published_at = sent.published_at
