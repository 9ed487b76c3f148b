"""Which queues there are: what waits in each, since when, for whom, what can be decided, and what to look at first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.levels import PlatformRole
from platform_app.access.permissions import P
from platform_app.cases.models import Case, EvidenceClaim
from platform_app.desk.models import CaseLook
from platform_app.kernel import clock
from platform_app.kernel.messages import Message, msg

LOOK, SET_ASIDE = "look", "set_aside"


@dataclass(frozen=True)
class Queue:
    """One kind of waiting. The first act is what the queue is for; `permission` is what that act needs."""

    key: str
    title: Message
    about: Message
    permission: P
    acts: tuple[str, ...]
    since: Any  # the column that tells since when a case waits
    waits: Callable[[], ColumnElement[bool]]
    role: PlatformRole | None = None  # whose it is, even while nothing waits in it
    checks: tuple[str, ...] = ()

    def waiting_for(self, actor: Actor) -> ColumnElement[bool]:
        """The cases in it that this person may decide about."""
        return self.waits() & visible(actor, self.permission, Case)


CHECKS: Mapping[str, Message] = {
    "figures": msg("Every figure has its source and its year"),
    "clarity": msg("The result says in one sentence what changed for whom"),
    "privacy": msg("No personal data in texts and pictures"),
    "rights": msg("Pictures and files may be shown under the licence"),
    "standards": msg("The standards are named by number and clause, or it says why there are none"),
    "honesty": msg("Difficulties are told as openly as results"),
    "languages": msg("Title and result can be read in both languages"),
    "transfer": msg("Another city could begin with what it says"),
    "tone": msg("It informs; it does not advertise a firm or a person"),
}


def _public(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    wanted: ColumnElement[bool] = Case.status == "published"
    for condition in conditions:
        wanted = wanted & condition
    return wanted


def _undecided(queue: str, since: Any = None) -> ColumnElement[bool]:
    """Nobody has looked through or set aside the revision that readers see now, since it waits for it again.

    Other acts take a case out of its queue by what they do; undone, they bring it back.
    """
    decided = exists().where(
        CaseLook.case_id == Case.id,
        CaseLook.queue == queue,
        CaseLook.act.in_((LOOK, SET_ASIDE)),
        CaseLook.revision_no >= Case.published_no,
    )
    return ~(decided if since is None else decided.where(CaseLook.at >= since))


def _newest_evidence_is_open() -> ColumnElement[bool]:
    later = aliased(EvidenceClaim)
    is_newest = ~exists().where(later.case_id == EvidenceClaim.case_id, later.id > EvidenceClaim.id)
    is_open = (EvidenceClaim.confirmed_at.is_(None), is_newest, _undecided("evidence", EvidenceClaim.at))
    return exists().where(EvidenceClaim.case_id == Case.id, *is_open)


QUEUES: Mapping[str, Queue] = {
    queue.key: queue
    for queue in (
        Queue(
            "to_sign_off",
            msg("To sign off"),
            msg("Your organisation's drafts, handed in."),
            P.CASE_PUBLISH,
            ("publish", "return"),
            Case.updated_at,
            lambda: Case.status == "submitted",
            checks=("clarity", "figures", "privacy", "rights", "honesty"),
        ),
        Queue(
            "changes_to_publish",
            msg("Changes to publish"),
            msg("Readers still see the text before these changes."),
            P.CASE_PUBLISH,
            ("publish",),
            Case.updated_at,
            lambda: _public(Case.latest_no != Case.published_no),
            checks=("clarity", "figures", "privacy", "rights"),
        ),
        Queue(
            "to_recommend",
            msg("To recommend"),
            msg("Nominated by their cities."),
            P.CASE_RECOMMEND,
            ("recommend", SET_ASIDE),
            Case.nominated_at,
            lambda: _public(
                Case.nominated_at.is_not(None),
                Case.recommended_at.is_(None),
                _undecided("to_recommend", Case.nominated_at),
            ),
            checks=("figures", "honesty", "standards", "transfer"),
        ),
        Queue(
            "to_look_through",
            msg("To look through"),
            msg("Published, and no moderator has seen this text yet."),
            P.CASE_LOOK,
            (LOOK, "unpublish", "archive"),
            Case.updated_at,
            lambda: _public(Case.form != "compiled", _undecided("to_look_through")),
            role=PlatformRole.MODERATOR,
            checks=("privacy", "rights", "tone", "figures"),
        ),
        Queue(
            "to_feature",
            msg("To feature"),
            msg("Recommended by their provinces."),
            P.CASE_FEATURE,
            ("feature", SET_ASIDE),
            Case.recommended_at,
            lambda: _public(
                Case.recommended_at.is_not(None),
                Case.featured_at.is_(None),
                _undecided("to_feature", Case.recommended_at),
            ),
            role=PlatformRole.MODERATOR,
            checks=("clarity", "languages", "honesty", "transfer"),
        ),
        Queue(
            "evidence",
            msg("Evidence to confirm"),
            msg("Their organisations say how well the results are shown."),
            P.EVIDENCE_CONFIRM,
            ("confirm_evidence", SET_ASIDE),
            Case.updated_at,
            lambda: _public(_newest_evidence_is_open()),
            role=PlatformRole.MODERATOR,
            checks=("figures", "honesty"),
        ),
        Queue(
            "overdue",
            msg("No word for two years"),
            msg("Featured or announced; their owners have not said whether they still run."),
            P.CASE_FEATURE,
            (SET_ASIDE, "withdraw_featuring", "archive"),
            Case.confirm_by,
            lambda: _public(Case.confirm_by <= clock.now(), _undecided("overdue", Case.confirm_by)),
            role=PlatformRole.MODERATOR,
        ),
    )
}
