"""From a recommended case to an announced one: entered, reviewed by three of whom one has a conflict, announced."""

from datetime import timedelta
from functools import partial

import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import curation, publication
from platform_app.cases import queries as cases
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.selection import (
    queries,
    service_announcing,
    service_batches,
    service_candidacies,
    service_reviews,
)
from platform_app.selection.inputs import AppealDecision, Appointment, GivenReview
from tests.selection.conftest import Selection, announcement, later, new_batch, review
from tests.simultaneously import together


def test_a_case_is_entered_reviewed_and_announced_and_the_reasons_become_public(
    selection: Selection, reviewed: Case
) -> None:
    with pytest.raises(NotFound):
        queries.of_case(ANONYMOUS, 10**6)
    assert queries.of_case(ANONYMOUS, reviewed.id).reviews == []
    service_announcing.announce(selection.cast.he, selection.batch.id, announcement(reviewed))
    reading = queries.of_case(ANONYMOUS, reviewed.id)
    assert (reading.candidacy.status, reading.candidacy.number) == ("announced", "2026-1-01")
    assert [(len(r.scores), r.status) for r in reading.reviews] == [(5, "given")] * 2
    assert {score.reason for r in reading.reviews for score in r.scores} >= {"evidence：有据可查。"}
    assert cases.get(ANONYMOUS, reviewed.id).announced_at
    batch = queries.batch(ANONYMOUS, selection.batch.id)
    assert (batch.status, batch.announcement_number) == ("announced", "2026年第12号")
    assert [body.organisation.code for body in queries.bodies(ANONYMOUS, batch.id)] == ["M-SAC"]
    assert (queries.announced_cases(ANONYMOUS).count, queries.announced_cases(ANONYMOUS).target) == (1, 30)


def test_nobody_reviews_a_case_of_her_own_organisation_or_of_one_below_it(
    selection: Selection, reviewing: Case
) -> None:
    ours = selection.reviewers[2]  # of the province above
    with pytest.raises(NotAllowed):
        service_reviews.give(ours, reviewing.id, review())
    states = {r.person_id: r.status for r in queries.of_case(selection.cast.he, reviewing.id).reviews}
    assert states == {}  # nothing is given yet
    assert [r.case_id for r in queries.assigned(ours)] == []
    assert [r.case_id for r in queries.assigned(selection.reviewers[0])] == [reviewing.id]


def test_a_declared_conflict_leaves_the_case_to_the_others(selection: Selection, reviewing: Case) -> None:
    first, second, _ = selection.reviewers
    service_reviews.declare_conflict(second, reviewing.id, reason="曾参与该项目。")
    with pytest.raises(Conflict):
        service_reviews.give(second, reviewing.id, review())
    service_reviews.give(first, reviewing.id, review())
    assert queries.of_case(selection.cast.lin, reviewing.id).candidacy.opened_at  # nobody else is waited for


def test_scores_are_hidden_from_other_reviewers_until_they_have_given_theirs(
    selection: Selection, reviewing: Case
) -> None:
    first, second, _ = selection.reviewers
    service_reviews.give(first, reviewing.id, review(5))
    seen = [r for r in queries.of_case(second, reviewing.id).reviews if r.person_id != second.id]
    assert seen == []
    service_reviews.give(second, reviewing.id, review(2))
    assert {r.person_id for r in queries.of_case(second, reviewing.id).reviews} == {first.id, second.id}


def test_the_chair_sees_the_spread_and_the_people_of_the_case_only_what_is_opened(
    selection: Selection, reviewing: Case
) -> None:
    first, second, _ = selection.reviewers
    service_reviews.give(first, reviewing.id, review(5))
    assert queries.of_case(selection.chair, reviewing.id).overall == 5
    assert queries.of_case(selection.cast.lin, reviewing.id).reviews == []
    service_candidacies.open_scores(selection.chair, reviewing.id)
    assert len(queries.of_case(selection.cast.lin, reviewing.id).reviews) == 1
    service_reviews.give(second, reviewing.id, review(5, evidence=1))
    spread = queries.of_case(selection.chair, reviewing.id).spread
    assert spread["evidence"].is_wide and not spread["clarity"].is_wide


def test_a_review_without_a_reason_names_the_criterion_and_writes_nothing(
    selection: Selection, reviewing: Case
) -> None:
    scores = review().model_dump()["scores"]
    scores["durability"]["reason"] = " "
    with pytest.raises(Invalid) as refused:
        read(GivenReview, {"scores": scores})
    assert list(refused.value.errors) == ["scores.durability.reason"]
    assert queries.own_review(selection.reviewers[0], reviewing.id).status == "assigned"


@pytest.mark.parametrize("points", [0, 6, 3.5, "4", True, None])
def test_points_are_whole_numbers_from_one_to_five(points: object) -> None:
    scores = review().model_dump()["scores"]
    scores["evidence"]["points"] = points
    with pytest.raises(Invalid) as refused:
        read(GivenReview, {"scores": scores})
    assert list(refused.value.errors) == ["scores.evidence.points"]


def test_a_review_after_its_day_is_refused_until_more_time_is_given(selection: Selection, reviewing: Case) -> None:
    reviewer = selection.reviewers[0]
    with clock.stopped_at(clock.now() + timedelta(days=61)):
        with pytest.raises(Conflict) as refused:
            service_reviews.give(reviewer, reviewing.id, review())
        assert refused.value.code == "too_late"
        more = Appointment(person=reviewer.email, due_on=later(7))
        service_batches.appoint(selection.cast.he, selection.batch.id, more)
        assert service_reviews.give(reviewer, reviewing.id, review()).status == "given"


def test_a_review_stands_once_it_is_given(selection: Selection, reviewing: Case) -> None:
    service_reviews.give(selection.reviewers[0], reviewing.id, review())
    with pytest.raises(Conflict):
        service_reviews.give(selection.reviewers[0], reviewing.id, review(1))


def test_what_a_reviewer_typed_is_kept_for_her_until_she_gives_it(selection: Selection, reviewing: Case) -> None:
    reviewer = selection.reviewers[0]
    service_reviews.keep_draft(reviewer, reviewing.id, {"scores.evidence.reason": "打到一半"})
    assert queries.own_review(reviewer, reviewing.id).draft == {"scores.evidence.reason": "打到一半"}
    assert all(r.person_id != reviewer.id for r in queries.of_case(selection.chair, reviewing.id).reviews)
    assert service_reviews.give(reviewer, reviewing.id, review()).draft is None


def test_two_reviewers_scoring_at_once_both_count(selection: Selection, reviewing: Case) -> None:
    acts = [partial(service_reviews.give, r, reviewing.id, review()) for r in selection.reviewers[:2]]
    assert together(selection.app, *acts) == ["done", "done"]
    assert queries.of_case(selection.cast.lin, reviewing.id).candidacy.opened_at


def test_the_author_answers_once_and_appeals_once(selection: Selection, reviewed: Case) -> None:
    lin, he, chair = selection.cast.lin, selection.cast.he, selection.chair
    service_candidacies.answer(lin, reviewed.id, text="补充说明：口径见附件。")
    with pytest.raises(Conflict):
        service_candidacies.answer(lin, reviewed.id, text="再答一次")
    with pytest.raises(Conflict):
        service_candidacies.appeal(lin, reviewed.id, text="太早")
    service_candidacies.decline(he, reviewed.id, reason="证据不足。")
    service_candidacies.appeal(lin, reviewed.id, text="请复议。")
    with pytest.raises(Conflict):
        service_announcing.announce(he, selection.batch.id, announcement())
    with pytest.raises(NotAllowed):
        service_candidacies.decide_appeal(he, reviewed.id, AppealDecision(outcome="upheld", reason="理由成立。"))
    service_candidacies.decide_appeal(chair, reviewed.id, AppealDecision(outcome="upheld", reason="理由成立。"))
    assert queries.of_case(ANONYMOUS, reviewed.id).candidacy.status == "under_review"
    service_candidacies.decline(he, reviewed.id, reason="复议后仍不足。")
    with pytest.raises(Conflict):
        service_candidacies.appeal(lin, reviewed.id, text="第二次申诉")
    with pytest.raises(NotFound):
        queries.of_case(ANONYMOUS, reviewed.id)


def test_a_case_that_is_taken_off_leaves_its_batch(selection: Selection, reviewing: Case) -> None:
    publication.unpublish(selection.cast.gao, reviewing.id, reason="待核实。")
    reading = queries.of_case(selection.cast.lin, reviewing.id)
    assert (reading.candidacy.status, reading.case.candidate_at) == ("withdrawn", None)
    assert queries.assigned(selection.reviewers[0]) == []


def test_a_recommendation_cannot_be_withdrawn_while_the_case_is_under_review(selection: Selection) -> None:
    case = selection.entered()
    with pytest.raises(Conflict):
        curation.withdraw_recommendation(selection.cast.shen, case.id, reason="改主意。")
    service_candidacies.withdraw(selection.cast.lin, case.id, reason="数据要更新。")
    curation.withdraw_recommendation(selection.cast.shen, case.id, reason="改主意。")


def test_a_case_is_entered_while_the_call_is_open_and_only_once(selection: Selection) -> None:
    case = selection.case()
    with clock.stopped_at(clock.now() + timedelta(days=31)), pytest.raises(Conflict) as over:
        service_candidacies.enter(selection.cast.he, case.id, selection.batch.id)
    assert over.value.code == "call_over"
    with pytest.raises(NotAllowed):
        service_candidacies.enter(selection.cast.lin, case.id, selection.batch.id)
    service_candidacies.enter(selection.cast.shen, case.id, selection.batch.id)
    with pytest.raises(Conflict):
        service_candidacies.enter(selection.cast.shen, case.id, selection.batch.id)


def test_a_planned_batch_is_seen_by_the_secretariat_and_its_chair_alone(selection: Selection) -> None:
    batch = service_batches.plan(selection.cast.he, new_batch(selection.chair.email, number="2027-1"))
    assert queries.batch(selection.chair, batch.id).number == "2027-1"
    for other in (ANONYMOUS, selection.cast.lin, selection.cast.gao):
        with pytest.raises(NotFound):
            queries.batch(other, batch.id)
    with pytest.raises(Invalid) as refused:
        service_batches.plan(selection.cast.he, new_batch(selection.chair.email, number="2027-1"))
    assert list(refused.value.errors) == ["number"]


def test_two_who_change_a_batch_do_not_undo_each_other(selection: Selection) -> None:
    he, batch = selection.cast.he, selection.batch
    version = queries.batch(he, batch.id).version
    service_batches.edit(he, batch.id, new_batch(selection.chair.email, title_en="First"), version=version)
    with pytest.raises(Stale):
        service_batches.edit(he, batch.id, new_batch(selection.chair.email, title_en="Second"), version=version)
    assert queries.batch(he, batch.id).title_en == "First"


def test_the_chair_does_not_sit_on_her_own_panel(selection: Selection) -> None:
    he, batch = selection.cast.he, selection.batch
    version = queries.batch(he, batch.id).version
    with pytest.raises(Invalid) as refused:
        service_batches.edit(he, batch.id, new_batch(selection.reviewers[0].email), version=version)
    assert list(refused.value.errors) == ["chair"]
    with pytest.raises(Invalid) as refused:
        service_batches.appoint(he, batch.id, Appointment(person=selection.chair.email))
    assert list(refused.value.errors) == ["person"]


def test_that_a_case_was_declined_is_not_told_to_others_by_a_refusal(selection: Selection, reviewed: Case) -> None:
    service_candidacies.decline(selection.cast.he, reviewed.id, reason="证据不足。")
    for outsider in (selection.cast.chen, selection.cast.gao):
        with pytest.raises(NotFound):
            service_candidacies.withdraw(outsider, reviewed.id, reason="好奇。")
    with pytest.raises(NotAllowed):
        service_candidacies.appeal(selection.cast.zhou, reviewed.id, text="只有协调员可以。")
