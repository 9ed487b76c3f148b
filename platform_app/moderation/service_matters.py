"""Deciding about what was reported: nothing to do, hide, warn, silence, suspend, or ask the administrators."""

from collections.abc import Callable, Mapping

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import service_people
from platform_app.accounts.inputs import Refusal
from platform_app.cases import publication
from platform_app.desk import canned
from platform_app.exchange import service_curating
from platform_app.exchange.inputs import Because
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.moderation import deciding, queries_matters, sanctioning
from platform_app.moderation.inputs_reports import MatterDecision
from platform_app.moderation.models_matters import Matter
from platform_app.moderation.things import Thing

ASK = "ask_administrators"


@use_case
def decide(actor: Actor, matter_id: int, decision: MatterDecision) -> Matter:
    """Decide what becomes of a reported thing; who reported it is told the outcome, whom it meets the reason.

    Raises:
        Conflict: somebody has decided before, or the thing is in a state in which this cannot be done.
        Invalid: the act does not go with the thing, or the reason or the days are missing.
        NotAllowed: she may not decide; or she is no administrator and wants to suspend.
    """
    matter = queries_matters.matter_for_change(actor, matter_id)
    require(actor, P.MATTER_DECIDE, matter)
    if matter.status != "open":
        raise Conflict(msg("Somebody has decided about this already."), "matter_decided")
    deciding.check(matter.subject_kind, decision.act, is_somebodys=matter.author_id is not None, days=decision.days)
    typed = canned.words(actor, decision.act, decision.words or "", decision.canned)
    words = deciding.check_words(typed, decision.act)
    if decision.act == ASK:
        return _ask(actor, matter, words)
    matter.category = decision.category or queries_matters.most_given_reason(matter)
    matter.status, matter.outcome, matter.reason = "decided", decision.act, words
    matter.decided_at, matter.decided_by_name = clock.now(), actor.name
    _DEEDS[decision.act](actor, matter, words, decision.days)
    record(events.MatterDecided(matter.id, matter.org_id))
    return matter


def _ask(actor: Actor, matter: Matter, words: str) -> Matter:
    if matter.is_for_administrators:
        raise Conflict(msg("The administrators have been asked already."), "already_asked")
    matter.is_for_administrators, matter.asked_by_name, matter.asked_because = True, actor.name, words
    record(events.MatterPutToAdministrators(matter.id, matter.org_id))
    return matter


def _nothing(actor: Actor, matter: Matter, words: str, days: int | None) -> None:
    """The matter alone is closed."""


def _hide(actor: Actor, matter: Matter, words: str, days: int | None) -> None:
    if matter.subject_kind == "case":
        publication.unpublish(actor, matter.subject_id, reason=words)
        return
    because = Because(reason=words)
    if matter.subject_kind == "post":
        service_curating.hide_post(actor, matter.subject_id, because)
    else:
        service_curating.hide(actor, matter.subject_id, because)
    _put(actor, "hide", matter, words)


def _warn(actor: Actor, matter: Matter, words: str, days: int | None) -> None:
    made = _put(actor, "warn", matter, words)
    if made is not None:
        record(events.PersonWarned(made, matter.org_id))


def _silence(actor: Actor, matter: Matter, words: str, days: int | None) -> None:
    made = _put(actor, "silence", matter, words, days)
    if made is not None:
        record(events.PersonSilenced(made, matter.org_id))


def _suspend(actor: Actor, matter: Matter, words: str, days: int | None) -> None:
    service_people.suspend(actor, matter.author_id or 0, Refusal(reason=words))
    person = Thing(sanctioning.person_ref(matter.author_id), matter.author_id, matter.org_id, matter.org_path)
    sanctioning.put(actor, "suspend", person, words, matter.category or "other", matter_id=matter.id)


_DEEDS: Mapping[str, Callable[[Actor, Matter, str, int | None], None]] = {
    "nothing": _nothing,
    "hide": _hide,
    "warn": _warn,
    "silence": _silence,
    "suspend": _suspend,
}


def _put(actor: Actor, kind: str, matter: Matter, words: str, days: int | None = None) -> int | None:
    thing = Thing(matter.subject, matter.author_id, matter.org_id, matter.org_path, matter.field_slug)
    made = sanctioning.put(actor, kind, thing, words, matter.category or "other", days=days, matter_id=matter.id)
    return made.id if made else None
