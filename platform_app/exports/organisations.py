"""A city's whole record as one ZIP: facts, every case with all it ever said and what was decided, files, checksums.

Its own people and the operators take it; that they did stands in the audit log.
"""

import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import IO, Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.inputs import NewOrganisation
from platform_app.accounts.models import Organisation
from platform_app.cases.models import Case, CaseDecision, CaseRevision, Distinction
from platform_app.events import OrganisationExported
from platform_app.exports.site import site
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import record, use_case
from platform_app.media import storage
from platform_app.media.models import File
from platform_app.moderation.models import AuditLine
from platform_app.standards.inputs import NewField, NewStandard
from platform_app.standards.models import Field, Standard
from platform_app.standards.numbers import number_key

KIND, VERSION = "city-exchange-organisation", 1
RECORD, SUMS, FILES = "export.json", "SHA256SUMS", "files/"
BLOCK = 1024 * 1024
_IN_MEMORY = 4 * 1024 * 1024
_REVISION = ("no", "content", "author_name", "note", "restored_no", "at", "published_at")
_DECISION = ("act", "person_name", "revision_no", "reason", "at")
_DISTINCTION = (
    "rung", "org_id", "person_name", "statement", "revision_no", "at", "ended_at", "ended_by_name", "ended_reason",
)  # fmt: skip
_FILE = ("id", "sha256", "name", "media_type", "kind", "size", "uploaded_by_name", "created_at")
_AUDIT = ("at", "actor_name", "act", "subject_kind", "subject_id")

Row = dict[str, Any]


@dataclass(frozen=True)
class Package:
    """A ZIP to be read from its start, gone when it is closed."""

    stream: IO[bytes]
    filename: str
    digest: str


def export_organisation(actor: Actor, org_id: int) -> Package:
    """Everything of one organisation.

    Raises:
        NotAllowed: she is no coordinator of it.
    """
    # Noting that somebody read is no write of hers: a token that may only read will do.
    _note(replace(actor, scope="write"), org_id)
    organisation = accounts.organisation(actor, org_id)
    files = db.session.scalars(select(File).where(File.org_id == org_id).order_by(File.id)).all()
    target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed by whoever sends it
    sums: dict[str, str] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        body = json.dumps(_record(organisation, files), ensure_ascii=False, indent=1).encode()
        sums[RECORD] = _add(archive, RECORD, [body])
        for digest in sorted({file.sha256 for file in files}):
            if storage.installed().has(digest):
                with storage.installed().open(digest) as source:
                    sums[FILES + digest] = _add(archive, FILES + digest, iter(lambda: source.read(BLOCK), b""))
        lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
        archive.writestr(SUMS, lines)
    target.seek(0)
    return Package(target, f"{organisation.code}-{clock.today()}.zip", sha256(lines.encode()).hexdigest()[:32])


@use_case
def _note(actor: Actor, org_id: int) -> None:
    organisation = accounts.organisation(actor, org_id)
    require(actor, P.ORGANISATION_EXPORT, organisation)
    record(OrganisationExported(organisation.id, organisation.id))


def _add(archive: zipfile.ZipFile, name: str, blocks: Any) -> str:
    digest = sha256()
    about = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    about.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(about, "w", force_zip64=True) as target:
        for block in blocks:
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def _record(organisation: Organisation, files: Sequence[File]) -> Row:
    cases = db.session.scalars(select(Case).where(Case.org_id == organisation.id).order_by(Case.id)).all()
    revisions = _by_case(CaseRevision, cases, CaseRevision.no)
    codes = {row.id: row.code for row in db.session.scalars(select(Organisation))}
    origins, standards = _names(cases, revisions), _standards(revisions)
    return {
        "format": KIND,
        "version": VERSION,
        "made_at": clock.now().isoformat(),
        "platform": site().url,
        "organisation": _facts(organisation, codes),
        "fields": _fields(revisions, standards),
        "standards": standards,
        "cases": [
            {
                "id": case.id,
                "name": origins[case.id],
                "slug": case.slug,
                "status": case.status,
                "published_no": case.published_no,
                "published_at": _plain(case.published_at),
                "created_at": _plain(case.created_at),
                "updated_at": _plain(case.updated_at),
                "archived_reason": case.archived_reason,
                "revisions": [_row(row, _REVISION) for row in revisions.get(case.id, ())],
                "decisions": [_row(row, _DECISION) for row in _by_case(CaseDecision, [case]).get(case.id, ())],
                "distinctions": [
                    _row(row, _DISTINCTION) | {"org_id": codes.get(row.org_id or 0)}
                    for row in _by_case(Distinction, [case]).get(case.id, ())
                ],
                "files": [_row(row, _FILE) for row in files if (row.subject_kind, row.subject_id) == ("case", case.id)],
            }
            for case in cases
        ],
        "models": {str(number): name for number, name in origins.items()},
        "audit": [_row(row, _AUDIT) for row in _audit(organisation)],
    }


def _by_case(model: Any, cases: Sequence[Case], order: Any = None) -> dict[int, list[Any]]:
    query = select(model).where(model.case_id.in_([case.id for case in cases]))
    found: dict[int, list[Any]] = {}
    for row in db.session.scalars(query.order_by(model.id if order is None else order)):
        found.setdefault(row.case_id, []).append(row)
    return found


def _names(cases: Sequence[Case], revisions: Mapping[int, Sequence[CaseRevision]]) -> dict[int, str]:
    """What each case, and each that one was adapted from, is called wherever it goes; the same in every export."""
    contents = [row.content for rows in revisions.values() for row in rows]
    models = {content["adapted_from"] for content in contents if "adapted_from" in content}
    known = [*cases, *db.session.scalars(select(Case).where(Case.id.in_(models - {case.id for case in cases})))]
    mark = sha256(site().url.encode()).hexdigest()[:8]
    return {case.id: case.slug or f"{mark}-case-{case.id}" for case in known}


def _facts(organisation: Organisation, codes: Mapping[int, str]) -> Row:
    own = _row(organisation, tuple(name for name in NewOrganisation.model_fields if name != "parent_code"))
    return own | {"parent_code": codes.get(organisation.parent_id or 0)}


def _standards(revisions: Mapping[int, Sequence[CaseRevision]]) -> list[Row]:
    """The catalogue's entries of what its cases cite."""
    cited = [own for rows in revisions.values() for row in rows for own in row.content.get("standards", ())]
    keys = {number_key(own["number"]) for own in cited}
    rows = db.session.scalars(select(Standard).where(Standard.number_key.in_(keys)).order_by(Standard.number))
    return [_row(row, tuple(NewStandard.model_fields)) for row in rows]


def _fields(revisions: Mapping[int, Sequence[CaseRevision]], standards: Sequence[Row]) -> list[Row]:
    """The fields of its cases, and of the standards these cite."""
    contents = [row.content for rows in revisions.values() for row in rows]
    slugs = {slug for own in contents for slug in [own.get("field"), *own.get("secondary_fields", ())] if slug}
    slugs |= {row["field_slug"] for row in standards if row["field_slug"]}
    rows = db.session.scalars(select(Field).where(Field.slug.in_(slugs)).order_by(Field.position))
    return [_row(row, tuple(NewField.model_fields)) for row in rows]


def _audit(organisation: Organisation) -> Sequence[AuditLine]:
    concerns = AuditLine.org_id == organisation.id
    return db.session.scalars(select(AuditLine).where(concerns).order_by(AuditLine.id)).all()


def _row(row: Any, names: Sequence[str]) -> Row:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
