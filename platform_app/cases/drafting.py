"""Drafts that a province, or the secretariat, begins for another organisation, which alone hands in and signs off."""

from sqlalchemy import select, update

from platform_app.access.actor import SECRETARIAT, Actor
from platform_app.access.check import allows, require, visible
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.cases import queries, revisions
from platform_app.cases.models import Case
from platform_app.events import CaseTakenOver
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import record, use_case
from platform_app.media.models import File


@use_case
def take_over(actor: Actor, case_id: int) -> Case:
    """Make a draft that others began one's own: from now on nobody outside the organisation sees or edits it."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_TAKE_OVER, case)
    end(case)
    case.updated_at = clock.now()
    record(CaseTakenOver(case.id, case.org_id, revisions.numbered(case.id, case.latest_no).id))
    return case


def open_to(actor: Actor) -> list[Organisation]:
    """Those she may draft a case for, besides her own."""
    query = select(Organisation).where(visible(actor, P.CASE_DRAFT_FOR, Organisation)).order_by(Organisation.code)
    return list(db.session.scalars(query))


def begun_by(actor: Actor, case: Case) -> Organisation | None:
    """The province that drafts a case for its organisation; None also where the secretariat does."""
    if case.drafter is None or case.drafted_by_org_id is None:
        return None
    return accounts.organisation(actor, case.drafted_by_org_id)


def drafter(actor: Actor, organisation: Organisation) -> tuple[str | None, int | None]:
    """As whom she begins a case for an organisation, and the province behind it; (None, None) for her own."""
    if not allows(actor, P.CASE_DRAFT_FOR, organisation):
        return None, None
    for seat in actor.seats:
        if str(seat.org_id) in actor.drafts_as and organisation.path.startswith(seat.org_path):
            return str(seat.org_id), seat.org_id
    return SECRETARIAT, None


def end(case: Case) -> None:
    """Whoever drafted it for its organisation has no more rights on it than anybody else."""
    if case.drafter is not None:
        case.drafter = None
        own = (File.subject_kind == "case", File.subject_id == case.id)
        db.session.execute(update(File).where(*own).values(drafter=None))
