"""Warning and silencing without a report; appealing, once; deciding an appeal."""

from sqlalchemy import exists, select

from platform_app import events
from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.check import require
from platform_app.access.levels import PlatformRole
from platform_app.access.permissions import P
from platform_app.accounts import links, service_people
from platform_app.accounts.keys import APPEAL
from platform_app.accounts.models import Person, PlatformRoleGrant
from platform_app.desk import canned
from platform_app.exchange import service_curating
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.moderation import deciding, queries_sanctions, sanctioning, things
from platform_app.moderation.inputs_reports import AppealRuling, NewAppeal, NewSanction, SuspensionAppeal
from platform_app.moderation.models_sanctions import Sanction


@use_case
def impose(actor: Actor, new: NewSanction) -> Sanction:
    """Warn somebody, or silence her for some days: she reads, but writes nothing to others.

    Raises:
        NotFound: there is no such person.
        Invalid: the reason or the days are missing.
    """
    thing = things.person(new.person)
    require(actor, P.SANCTION_IMPOSE, thing)
    deciding.check_days(new.kind, new.days)
    words = deciding.check_words(canned.words(actor, new.kind, new.words or "", new.canned), new.kind)
    days = new.days if new.kind == "silence" else None
    made = sanctioning.put(actor, new.kind, thing, words, new.category, days=days)
    if made is None:
        raise NotFound
    event = events.PersonSilenced if new.kind == "silence" else events.PersonWarned
    record(event(made.id, made.org_id))
    return made


@use_case
def appeal(actor: Actor, sanction_id: int, new: NewAppeal) -> Sanction:
    """Say why a sanction is wrong; once, to moderators other than who decided, where there is another.

    Raises:
        Conflict: there was an appeal, it stands no longer, or it is a suspension.
    """
    sanction = queries_sanctions.sanction_for_change(actor, sanction_id)
    require(actor, P.SANCTION_APPEAL, sanction)
    if sanction.appeal_state is not None:
        raise Conflict(msg("You have appealed against this once. A second appeal is not possible."), "appealed")
    if not sanction.can_be_appealed:
        raise Conflict(msg("This stands no longer, so there is nothing to appeal against."), "not_standing")
    sanction.appeal_state, sanction.appeal_text, sanction.appealed_at = "open", new.text, clock.now()
    sanction.is_open_to_all = not _another(PlatformRole.MODERATOR, sanction)
    record(events.SanctionAppealed(sanction.id, sanction.org_id))
    return sanction


@use_case
def appeal_suspension(actor: Actor, new: SuspensionAppeal) -> Sanction:
    """Appeal against being suspended, by the link of the letter, for whom it meets cannot sign in; once.

    Raises:
        Conflict: the link does not work, the suspension stands no longer, or there was an appeal.
    """
    require(actor, P.ACCOUNT_ENTER)
    person = links.person_behind(APPEAL, new.secret)
    standing = sanctioning.standing("suspend", sanctioning.person_ref(person.id))
    if standing is None:
        raise Conflict(msg("This stands no longer, so there is nothing to appeal against."), "not_standing")
    sanction = queries_sanctions.sanction_for_change(SYSTEM, standing.id)
    if sanction.appeal_state is not None:
        raise Conflict(msg("You have appealed against this once. A second appeal is not possible."), "appealed")
    sanction.appeal_state, sanction.appeal_text, sanction.appealed_at = "open", new.text, clock.now()
    sanction.is_open_to_all = not _another(PlatformRole.ADMIN, sanction)
    links.spend_all(APPEAL, person.id)
    record(events.SanctionAppealed(sanction.id, sanction.org_id))
    return sanction


@use_case
def decide_appeal(actor: Actor, sanction_id: int, ruling: AppealRuling) -> Sanction:
    """Uphold an appeal, which lifts the sanction and shows again what was hidden, or dismiss it with a reason.

    Raises:
        Conflict: no appeal waits.
    """
    sanction = queries_sanctions.sanction_for_change(actor, sanction_id)
    require(actor, P.SANCTION_JUDGE, sanction)
    if sanction.appeal_state != "open":
        raise Conflict(msg("No appeal waits here: somebody has decided it, or none was made."), "no_appeal")
    sanction.appeal_state, sanction.appeal_reason = ruling.outcome, ruling.reason
    sanction.appeal_decided_at, sanction.appeal_decided_by_name = clock.now(), actor.name
    if ruling.outcome == "dismissed":
        record(events.SanctionConfirmed(sanction.id, sanction.org_id))
        return sanction
    if sanction.lifted_at is None:
        sanctioning.lift(sanction, actor.name, ruling.reason)
        _put_back(actor, sanction)
    record(events.SanctionLifted(sanction.id, sanction.org_id))
    return sanction


def _put_back(actor: Actor, sanction: Sanction) -> None:
    if sanction.kind == "suspend":
        service_people.reinstate(actor, sanction.person_id)
    if sanction.kind != "hide":
        return
    if sanction.subject_kind == "post":
        service_curating.show_post(actor, sanction.subject_id)
    else:
        service_curating.undo(actor, sanction.subject_id, "hide")


def _another(role: PlatformRole, sanction: Sanction) -> bool:
    """Whether somebody else with this role is there to decide an appeal."""
    others = exists().where(
        PlatformRoleGrant.role == role,
        PlatformRoleGrant.person_id == Person.id,
        Person.suspended_at.is_(None),
        Person.id != (sanction.by_id or 0),
        Person.id != sanction.person_id,
    )
    return bool(db.session.scalar(select(others)))
