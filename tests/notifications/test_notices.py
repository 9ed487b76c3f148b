"""Who is told what on the way to a typical case: those concerned, in time, once, and never of their own act."""

from datetime import timedelta
from functools import partial

import pytest

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.levels import Role
from platform_app.accounts.models import Person
from platform_app.cases import confirmation, curation, publication
from platform_app.cases import queries as cases
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotAllowed
from platform_app.notifications import reminders
from platform_app.selection import service_announcing, service_batches, service_candidacies, service_reviews
from platform_app.selection.inputs import AppealDecision, Appointment
from tests import factories
from tests.mailbox import Mailbox
from tests.selection.conftest import (
    Selection,
    announcement,
    later,
    make_selection,
    new_batch,
    review,
    reviewed,
    reviewing,
    selection,
)
from tests.simultaneously import together

__all__ = ["make_selection", "reviewed", "reviewing", "selection"]


@pytest.fixture
def mailbox(selection: Selection) -> Mailbox:
    """What was mailed."""
    return Mailbox(selection.app)


def got(mailbox: Mailbox, actor: Actor) -> list[str]:
    """The subjects of everything an actor got since the last time, without the site's name."""
    letters = [message["Subject"].partition("】")[2] or message["Subject"] for message in mailbox.to(actor.email)]
    mailbox.outbox[:] = [m for m in mailbox.outbox if m["To"].addresses[0].addr_spec != actor.email]
    return letters


def body(mailbox: Mailbox, actor: Actor) -> str:
    """The newest letter of an actor."""
    return str(mailbox.to(actor.email)[-1].get_content())


def test_a_reviewer_is_told_with_day_and_link_as_soon_as_she_can_see_the_batch(
    selection: Selection, mailbox: Mailbox
) -> None:
    first, he = selection.reviewers[0], selection.cast.he
    planned = service_batches.plan(he, new_batch(selection.chair.email, number="2026-2"))
    service_batches.appoint(he, planned.id, Appointment(person=first.email))
    assert got(mailbox, first) == []
    service_batches.open_call(he, planned.id)
    assert later(60).isoformat() in body(mailbox, first)
    assert f"/batches/{planned.id}" in body(mailbox, first)
    assert got(mailbox, first) == ["请您担任评审：第一批典型案例"]


def test_reviewers_are_told_how_many_cases_wait_but_not_those_with_a_conflict_in_all(
    selection: Selection, mailbox: Mailbox
) -> None:
    mailbox.outbox.clear()
    selection.reviewing(selection.case(), selection.case(selection.cast.xiamen))
    assert "有2个案例待您评审" in body(mailbox, selection.reviewers[0])
    assert "有1个案例待您评审" in body(mailbox, selection.reviewers[2])  # of Zhejiang


def test_the_people_of_a_case_are_told_of_each_step_and_of_nothing_they_did(
    selection: Selection, mailbox: Mailbox
) -> None:
    he, lin, chair = selection.cast.he, selection.cast.lin, selection.chair
    second = factories.make_actor(selection.cast.hangzhou, Role.COORDINATOR)
    case = selection.reviewing()
    assert got(mailbox, lin) == ["案例进入评审批次：社区微更新试点"]
    assert got(mailbox, second) == ["案例进入评审批次：社区微更新试点"]
    assert got(mailbox, selection.cast.zhou) == []  # an editor
    for reviewer in selection.reviewers[:2]:
        service_reviews.give(reviewer, case.id, review())
    assert f"/cases/{case.id}/candidacy" in body(mailbox, lin)
    assert got(mailbox, lin) == ["评审意见已开放：社区微更新试点"]
    service_candidacies.decline(he, case.id, reason="证据不足。")
    assert "证据不足。" in body(mailbox, lin)
    assert got(mailbox, lin) == ["案例未入选：社区微更新试点"]
    got(mailbox, second)
    service_candidacies.appeal(lin, case.id, text="请复议。")
    assert got(mailbox, chair) == ["收到申诉：社区微更新试点"]
    service_candidacies.decide_appeal(chair, case.id, AppealDecision(outcome="upheld", reason="理由成立。"))
    assert (got(mailbox, lin), got(mailbox, chair)) == (["申诉成立：社区微更新试点"], [])
    service_announcing.announce(he, selection.batch.id, announcement(case))
    assert "2026-1-01" in body(mailbox, lin)
    assert got(mailbox, lin) == ["入选典型案例：社区微更新试点"]
    service_announcing.withdraw_announcement(he, case.id, reason="数据被撤回。")
    assert got(mailbox, lin) == ["典型案例称号被撤回：社区微更新试点"]
    assert got(mailbox, he) == []


def test_who_takes_a_case_out_of_a_batch_is_not_told_but_her_colleague_is(
    selection: Selection, mailbox: Mailbox
) -> None:
    lin, second = selection.cast.lin, factories.make_actor(selection.cast.hangzhou, Role.COORDINATOR)
    case = selection.entered()
    got(mailbox, lin), got(mailbox, second)
    service_candidacies.withdraw(lin, case.id, reason="数据要更新。")
    assert (got(mailbox, lin), got(mailbox, second)) == ([], ["案例退出评审批次：社区微更新试点"])


def test_a_batch_that_is_called_off_tells_the_people_of_its_cases_why(selection: Selection, mailbox: Mailbox) -> None:
    selection.entered()
    service_batches.cancel(selection.cast.he, selection.batch.id, reason="计划调整。")
    assert "计划调整。" in body(mailbox, selection.cast.lin)


def test_an_invitation_to_nominate_reaches_the_city(selection: Selection, mailbox: Mailbox) -> None:
    case = factories.make_case(selection.cast.lin, selection.cast.hangzhou, status="published")
    curation.invite(selection.cast.shen, case.id, statement="请提名此案例。")
    assert "请提名此案例。" in body(mailbox, selection.cast.lin)


def test_a_suspended_person_is_told_nothing(selection: Selection, mailbox: Mailbox) -> None:
    db.session.get_one(Person, selection.cast.lin.id).suspended_at = clock.now()
    db.session.commit()
    selection.entered(selection.case(selection.cast.xiamen))
    assert got(mailbox, selection.cast.lin) == []


def test_a_reviewer_is_reminded_seven_days_and_one_day_before_each_once(
    selection: Selection, reviewing: Case, mailbox: Mailbox
) -> None:
    first, second = selection.reviewers[:2]
    service_reviews.give(second, reviewing.id, review())
    mailbox.outbox.clear()
    found = []
    start = clock.now()
    for day in (50, 52, 53, 54, 56, 58, 59, 60, 61, 62):
        with clock.stopped_at(start + timedelta(days=day)):
            for _ in range(2):
                reminders.send_due(SYSTEM)
        found += [day for _ in got(mailbox, first)]
    assert found == [53, 59]
    assert got(mailbox, second) == []


def test_more_time_brings_new_reminders(selection: Selection, reviewing: Case, mailbox: Mailbox) -> None:
    first = selection.reviewers[0]
    with clock.stopped_at(clock.now() + timedelta(days=54)):
        reminders.send_due(SYSTEM)
        more = Appointment(person=first.email, due_on=later(20))
        service_batches.appoint(selection.cast.he, selection.batch.id, more)
        mailbox.outbox.clear()
        reminders.send_due(SYSTEM)
        assert got(mailbox, first) == []
    with clock.stopped_at(clock.now() + timedelta(days=68)):
        reminders.send_due(SYSTEM)
        assert len(got(mailbox, first)) == 1


@pytest.mark.parametrize(
    ("left", "had", "which"),
    [
        (8, 60, None),
        (7, 60, 7),
        (2, 60, 7),
        (1, 60, 1),
        (0, 60, 1),
        (-1, 60, None),
        (5, 5, None),
        (1, 5, 1),
        (1, 0, None),
    ],
)
def test_nobody_is_reminded_of_a_day_she_has_only_just_been_told(left: int, had: int, which: int | None) -> None:
    due = clock.today()
    assert reminders.stage(due, due - timedelta(days=had), due - timedelta(days=left)) == which


def test_owners_are_asked_whether_it_still_runs_once_and_thirty_days_later_once(
    selection: Selection, reviewed: Case, mailbox: Mailbox
) -> None:
    case, lin = reviewed, selection.cast.lin
    service_announcing.announce(selection.cast.he, selection.batch.id, announcement(case))
    due = cases.get(lin, case.id).confirm_by
    assert due is not None
    mailbox.outbox.clear()
    found = []
    for day in (-2, 1, 2, 6, 20, 30, 34, 38, 60, 90, 118):
        with clock.stopped_at(due + timedelta(days=day)):
            reminders.send_due(SYSTEM)
            reminders.send_due(SYSTEM)
        found += [(day, subject) for subject in got(mailbox, lin)]
    assert found == [(1, "请确认案例现状：社区微更新试点"), (34, "再次请您确认案例现状：社区微更新试点")]
    with clock.stopped_at(due + timedelta(days=150)):
        confirmation.confirm(lin, case.id, state="running")
        reminders.send_due(SYSTEM)
    assert got(mailbox, lin) == []
    with clock.stopped_at(due + timedelta(days=900)):
        reminders.send_due(SYSTEM)
    assert got(mailbox, lin) == ["请确认案例现状：社区微更新试点"]


def test_a_case_that_is_no_longer_public_is_not_asked_about(selection: Selection, mailbox: Mailbox) -> None:
    case = selection.case()
    curation.feature(selection.cast.gao, case.id)
    publication.archive(selection.cast.lin, case.id, reason="被新案例取代。")
    mailbox.outbox.clear()
    with clock.stopped_at(clock.now() + timedelta(days=800)):
        assert reminders.send_due(SYSTEM) == 0


def test_workers_that_remind_at_once_write_each_letter_once(selection: Selection, mailbox: Mailbox) -> None:
    case = selection.case()
    curation.feature(selection.cast.gao, case.id)
    mailbox.outbox.clear()
    soon = clock.now() + timedelta(days=740)

    def remind() -> None:
        with clock.stopped_at(soon):
            reminders.send_due(SYSTEM)

    assert together(selection.app, *[partial(remind)] * 6) == ["done"] * 6
    assert len(got(mailbox, selection.cast.lin)) == 1


def test_only_the_platform_itself_reminds(selection: Selection) -> None:
    with pytest.raises(NotAllowed):
        reminders.send_due(selection.cast.tang)
