"""Reading one case: as its readers see it, as its own people work on it, and how it came to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, bindparam, func, select
from sqlalchemy import case as when
from sqlalchemy.orm import defer, joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.cases.inputs import CaseContent, Contact
from platform_app.cases.models import (
    Case,
    CaseAutosave,
    CaseConfirmation,
    CaseDecision,
    CaseRevision,
    CaseStandard,
    Distinction,
    EvidenceClaim,
)
from platform_app.cases.revisions import content_of
from platform_app.cases.texts import Bilingual
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.standards.models import Standard

AT_ONCE = 100

TOMBSTONE = ("form", "title", "result", "place", "field")  # what readers still see of an archived case


@dataclass(frozen=True)
class CaseReading:
    """A case with the revision this reader sees, its HTML by section and language, and its organisation."""

    case: Case
    organisation: Organisation
    revision: CaseRevision
    content: CaseContent

    @property
    def html(self) -> dict[str, dict[str, str]]:
        """Rendered long texts that this reader may see: section → language → HTML."""
        return {section: html for section, html in self.revision.html.items() if getattr(self.content, section)}


def get(actor: Actor, case_id: int) -> Case:
    """A case the actor may see.

    Raises:
        NotFound: there is none, or she may not see it.
    """
    return _seen(actor, db.session.get(Case, case_id) if 0 < case_id < 2**31 else None)


def get_for_change(actor: Actor, case_id: int) -> Case:
    """The same, locked until the transaction ends, so that two decisions cannot cross."""
    query = select(Case).where(Case.id == case_id).with_for_update()
    fresh = query.execution_options(populate_existing=True)
    return _seen(actor, db.session.scalar(fresh) if 0 < case_id < 2**31 else None)


def by_slug(actor: Actor, slug: str) -> Case:
    """A loaded case by its stable name."""
    return _seen(actor, db.session.scalar(select(Case).where(Case.slug == slug)))


def read(actor: Actor, case_id: int, *, no: int | None = None, latest: bool = False) -> CaseReading:
    """A case with one revision: the public one, `latest` for its own people, or number `no`. One statement.

    Raises:
        NotFound: also for revisions that were never public, unless one belongs to the case's organisation.
    """
    if not 0 < case_id < 2**31:
        raise NotFound
    query = _LATEST if latest else _PUBLIC
    wanted = {"case_id": case_id} if no is None else {"case_id": case_id, "no": no}
    row = db.session.execute(query if no is None else _NUMBERED, wanted).first()
    if row is None or not allows(actor, P.CASE_SEE, row.Case):
        raise NotFound
    case, revision = row.Case, row.CaseRevision
    if revision.published_at is None and not sees_drafts(actor, case):
        raise NotFound
    return CaseReading(case, case.organisation, revision, _open_content(actor, case, revision))


def read_all(actor: Actor, *, status: str | None = "published", org_id: int | None = None) -> Iterator[CaseReading]:
    """Every case open to the actor, oldest first, as she reads it; a statement for each hundred."""
    query = (
        select(Case, CaseRevision)
        .join(CaseRevision, and_(CaseRevision.case_id == Case.id, CaseRevision.no == _public_no()))
        .where(visible(actor, P.CASE_SEE, Case))
        .options(joinedload(Case.organisation))
        .order_by(Case.id)
        .limit(AT_ONCE)
    )
    if status is not None:
        query = query.where(Case.status == status)
    if org_id is not None:
        query = query.where(Case.org_id == org_id)
    after = 0
    while rows := db.session.execute(query.where(Case.id > after)).all():
        for case, revision in rows:
            yield CaseReading(case, case.organisation, revision, _open_content(actor, case, revision))
        after = rows[-1].Case.id


def texts_of(actor: Actor, rows: Sequence[Case]) -> list[CaseReading]:
    """What readers see of some published cases from a list, in its order. One statement; organisations are loaded."""
    query = (
        select(CaseRevision)
        .join(Case, and_(Case.id == CaseRevision.case_id, Case.published_no == CaseRevision.no))
        .where(Case.id.in_([row.id for row in rows]), Case.status == "published", visible(actor, P.CASE_SEE, Case))
    )
    found = {revision.case_id: revision for revision in db.session.scalars(query)} if rows else {}
    return [
        CaseReading(row, row.organisation, found[row.id], _open_content(actor, row, found[row.id]))
        for row in rows
        if row.id in found
    ]


def sees_drafts(actor: Actor, case: Case) -> bool:
    """Whether she sees revisions that were never public."""
    return allows(actor, P.CASE_SEE_DRAFTS, case)


def sees_tombstone_only(actor: Actor, case: Case) -> bool:
    """Whether the case is archived and she is told no more than that it was there."""
    return case.status == "archived" and not (sees_drafts(actor, case) or allows(actor, P.CASE_ARCHIVE, case))


def revision_list(actor: Actor, case: Case) -> Sequence[CaseRevision]:
    """Revisions open to the actor, newest first, without their texts."""
    query = (
        select(CaseRevision)
        .where(CaseRevision.case_id == case.id)
        .order_by(CaseRevision.no.desc())
        .options(defer(CaseRevision.content, raiseload=True), defer(CaseRevision.html, raiseload=True))
    )
    if not sees_drafts(actor, case):
        query = query.where(CaseRevision.published_at.is_not(None))
    return db.session.scalars(query).all()


def decisions(actor: Actor, case: Case) -> Sequence[CaseDecision]:
    """What was decided about its publication, newest first; readers outside see publications only."""
    query = select(CaseDecision).where(CaseDecision.case_id == case.id).order_by(CaseDecision.id.desc())
    if not (sees_drafts(actor, case) or "moderator" in actor.roles):
        query = query.where(CaseDecision.act.in_(("publish", "archive", "unarchive")))
    return db.session.scalars(query).all()


def distinctions(actor: Actor, case: Case) -> Sequence[Distinction]:
    """Every rung it holds or held, oldest first."""
    query = select(Distinction).where(Distinction.case_id == case.id).order_by(Distinction.id)
    return db.session.scalars(query).all()


def evidence_claim(actor: Actor, case: Case) -> EvidenceClaim | None:
    """What was last proposed about its evidence; outside its organisation, only what was confirmed."""
    query = select(EvidenceClaim).where(EvidenceClaim.case_id == case.id)
    if not (sees_drafts(actor, case) or actor.is_insider):
        query = query.where(EvidenceClaim.confirmed_at.is_not(None))
    return db.session.scalar(query.order_by(EvidenceClaim.id.desc()).limit(1))


def confirmed_evidence(actor: Actor, case: Case) -> EvidenceClaim | None:
    """What its evidence level rests on, as it was last confirmed."""
    query = select(EvidenceClaim).where(EvidenceClaim.case_id == case.id, EvidenceClaim.confirmed_at.is_not(None))
    return db.session.scalar(query.order_by(EvidenceClaim.id.desc()).limit(1))


def confirmations(actor: Actor, case: Case) -> Sequence[CaseConfirmation]:
    """What its owner answered when asked whether it still runs, newest first."""
    query = select(CaseConfirmation).where(CaseConfirmation.case_id == case.id).order_by(CaseConfirmation.id.desc())
    return db.session.scalars(query).all()


def cited_standards(actor: Actor, case: Case) -> dict[str, Standard]:
    """Catalogue entries of the standards a case cites: number as cited → entry."""
    return dict(db.session.execute(_CITED, {"case_id": case.id}).all())


def autosaved(actor: Actor, case_id: int) -> CaseAutosave | None:
    """What this very person typed and did not save."""
    return db.session.get(CaseAutosave, (case_id, actor.id)) if actor.id else None


def _seen(actor: Actor, case: Case | None) -> Case:
    if case is None or not allows(actor, P.CASE_SEE, case):
        raise NotFound
    return case


def _open_content(actor: Actor, case: Case, revision: CaseRevision) -> CaseContent:
    content = content_of(revision)
    if sees_tombstone_only(actor, case):
        return CaseContent(**{name: getattr(content, name) for name in TOMBSTONE})
    if allows(actor, P.CASE_SEE_CONTACT, case):
        return content
    kept = {"difficulties": Bilingual()} if content.difficulties_for_members else {}
    return content.model_copy(update={"contact": Contact(), **kept})


def _public_no() -> ColumnElement[int]:
    return when(
        (Case.status.in_(("published", "archived")), func.coalesce(Case.published_no, Case.latest_no)),
        else_=Case.latest_no,
    )


# One case is read more often than anything else: what is asked then is put together once, not at each reading.
_READING = (
    select(Case, CaseRevision)
    .join(CaseRevision, CaseRevision.case_id == Case.id)
    .where(Case.id == bindparam("case_id"))
    .options(joinedload(Case.organisation))
)
_PUBLIC = _READING.where(CaseRevision.no == _public_no())
_LATEST = _READING.where(CaseRevision.no == Case.latest_no)
_NUMBERED = _READING.where(CaseRevision.no == bindparam("no"))
_CITED = (
    select(CaseStandard.number, Standard)
    .join(Standard, Standard.id == CaseStandard.standard_id)
    .where(CaseStandard.case_id == bindparam("case_id"))
)
