"""What people send to a batch by mistake or at the same moment: each time a clear sentence, and nothing half done."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.cases import confirmation, curation
from platform_app.cases import queries as cases
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, DomainError, Invalid
from platform_app.kernel.inputs import read
from platform_app.selection import queries, service_announcing, service_batches, service_candidacies, service_reviews
from platform_app.selection.inputs import Announcement, AppealDecision, Appointment, NewBatch
from platform_app.selection.models import Batch, Panelist, Review, Score
from tests.selection.conftest import Selection, announcement, later, new_batch, review
from tests.simultaneously import together


def second_batch(selection: Selection) -> tuple[Batch, int]:
    """Another batch under review with one reviewed case in it."""
    he, reviewer = selection.cast.he, selection.reviewers[0]
    batch = service_batches.plan(he, new_batch(selection.chair.email, number="2026-2"))
    service_batches.appoint(he, batch.id, Appointment(person=reviewer.email))
    service_batches.open_call(he, batch.id)
    case = selection.case(selection.cast.xiamen)
    service_candidacies.enter(he, case.id, batch.id)
    service_batches.start_review(he, batch.id)
    service_reviews.give(reviewer, case.id, review())
    return batch, case.id


def test_two_batches_announced_under_one_number_at_once_give_it_to_one(selection: Selection, reviewed: Case) -> None:
    first = reviewed
    other, second = second_batch(selection)
    he, notice = selection.cast.he, "2026年第12号"
    acts = [
        partial(service_announcing.announce, he, selection.batch.id, announcement(first, number=notice)),
        partial(service_announcing.announce, he, other.id, announcement(cases.get(he, second), number=notice)),
    ]
    outcomes = together(selection.app, *acts)
    assert outcomes.count("done") == 1 and set(outcomes) <= {"done", "number_used", "duplicate"}
    db.session.close()
    states = sorted(queries.batch(he, each).status for each in (selection.batch.id, other.id))
    assert states == ["announced", "reviewing"]
    assert queries.announced_cases(ANONYMOUS).count == 1


def test_a_number_of_a_typical_case_is_used_once_among_all_batches(selection: Selection, reviewed: Case) -> None:
    first = reviewed
    other, second = second_batch(selection)
    he = selection.cast.he
    service_announcing.announce(he, selection.batch.id, announcement(cases=[{"case_id": first.id, "number": "T-1"}]))
    taken = announcement(number="另一号", cases=[{"case_id": second, "number": "T-1"}])
    with pytest.raises(Invalid) as refused:
        service_announcing.announce(he, other.id, taken)
    assert list(refused.value.errors) == ["cases.0.number"]
    assert queries.batch(he, other.id).status == "reviewing"
    assert cases.get(ANONYMOUS, second).announced_at is None


def test_one_reviewer_who_presses_twice_gives_one_review(selection: Selection, reviewing: Case) -> None:
    act = partial(service_reviews.give, selection.reviewers[0], reviewing.id, review())
    outcomes = together(selection.app, act, act, act)
    assert outcomes.count("done") == 1
    assert db.session.scalar(select(func.count()).select_from(Score)) == 5


def test_a_review_and_a_conflict_declared_at_once_do_not_both_stand(selection: Selection, reviewing: Case) -> None:
    reviewer = selection.reviewers[0]
    together(
        selection.app,
        partial(service_reviews.give, reviewer, reviewing.id, review()),
        partial(service_reviews.declare_conflict, reviewer, reviewing.id, reason="曾参与该项目。"),
    )
    db.session.close()
    row = db.session.scalars(select(Review).where(Review.person_id == reviewer.id)).one()
    count = db.session.scalar(select(func.count()).select_from(Score))
    assert (row.status, count) in {("given", 5), ("conflict", 0)}


def test_two_reviewers_who_give_crosswise_at_once_both_get_through(selection: Selection) -> None:
    first, second = selection.case(), selection.case()
    selection.reviewing(first, second)
    one, two = selection.reviewers[:2]
    pairs = [(one, first), (two, second), (one, second), (two, first)]
    acts = [partial(service_reviews.give, who, case.id, review()) for who, case in pairs]
    assert together(selection.app, *acts) == ["done"] * 4


def test_a_case_entered_into_two_batches_at_once_is_in_one(selection: Selection) -> None:
    he, case = selection.cast.he, selection.case()
    other = service_batches.plan(he, new_batch(selection.chair.email, number="2026-2"))
    service_batches.open_call(he, other.id)
    acts = [partial(service_candidacies.enter, he, case.id, each) for each in (selection.batch.id, other.id)]
    assert together(selection.app, *acts).count("done") == 1


def test_an_answer_sent_twice_at_once_is_one(selection: Selection, reviewed: Case) -> None:
    acts = [partial(service_candidacies.answer, selection.cast.lin, reviewed.id, text=text) for text in ("甲", "乙")]
    assert together(selection.app, *acts).count("done") == 1


def test_a_case_is_not_declined_and_announced_at_once(selection: Selection, reviewed: Case) -> None:
    he = selection.cast.he
    outcomes = together(
        selection.app,
        partial(service_candidacies.decline, he, reviewed.id, reason="证据不足。"),
        partial(service_announcing.announce, he, selection.batch.id, announcement(reviewed)),
    )
    assert outcomes.count("done") == 1
    db.session.close()
    held, candidacy = cases.get(SYSTEM, reviewed.id), queries.of_case(SYSTEM, reviewed.id).candidacy
    assert candidacy.status == ("announced" if held.announced_at else "declined")


NO_REASONS: list[str] = ["", "  \n", "字" * 2001, "\x00\x07"]


def test_what_needs_a_reason_is_refused_without_one_and_changes_nothing(
    selection: Selection, reviewed: Case, subtests: pytest.Subtests
) -> None:
    he, reviewer = selection.cast.he, selection.reviewers[0]
    for reason in NO_REASONS:
        with subtests.test(reason=reason):
            acts = [
                partial(service_candidacies.decline, he, reviewed.id, reason=reason),
                partial(service_candidacies.withdraw, he, reviewed.id, reason=reason),
                partial(service_candidacies.answer, selection.cast.lin, reviewed.id, text=reason),
                partial(service_batches.cancel, he, selection.batch.id, reason=reason),
                partial(service_batches.release, he, selection.batch.id, reviewer.id, reason=reason),
            ]
            for act in acts:
                with pytest.raises(Invalid):
                    act()
            reading = queries.of_case(SYSTEM, reviewed.id)
            assert (reading.candidacy.status, reading.candidacy.answer) == ("under_review", None)
            assert queries.batch(he, selection.batch.id).status == "reviewing"
            assert db.session.scalar(select(func.count()).where(Panelist.ended_at.is_not(None))) == 0


def test_steps_out_of_their_order_are_refused_with_a_sentence(selection: Selection) -> None:
    case, he, chair = selection.entered(), selection.cast.he, selection.chair
    early = [
        partial(service_reviews.give, selection.reviewers[0], case.id, review()),
        partial(service_candidacies.decline, he, case.id, reason="太早。"),
        partial(service_candidacies.open_scores, he, case.id),
        partial(service_candidacies.answer, selection.cast.lin, case.id, text="太早。"),
        partial(service_candidacies.appeal, selection.cast.lin, case.id, text="太早。"),
        partial(service_candidacies.decide_appeal, chair, case.id, AppealDecision(outcome="upheld", reason="太早。")),
        partial(service_announcing.announce, he, selection.batch.id, announcement(case)),
        partial(service_batches.open_call, he, selection.batch.id),
        partial(confirmation.confirm, selection.cast.lin, case.id, state="running"),
        partial(curation.nominate, selection.cast.lin, case.id),
    ]
    for act in early:
        with pytest.raises(DomainError) as refused:
            act()
        assert str(refused.value.message)
    assert queries.of_case(SYSTEM, case.id).candidacy.status == "under_review"


def test_a_batch_is_closed_once_whichever_way(selection: Selection, reviewed: Case) -> None:
    he = selection.cast.he
    service_announcing.announce(he, selection.batch.id, announcement(reviewed))
    again = [
        partial(service_announcing.announce, he, selection.batch.id, announcement(number="另一号")),
        partial(service_batches.cancel, he, selection.batch.id, reason="重来。"),
        partial(service_batches.start_review, he, selection.batch.id),
        partial(service_candidacies.decline, he, reviewed.id, reason="反悔。"),
        partial(service_candidacies.withdraw, selection.cast.lin, reviewed.id, reason="反悔。"),
        partial(service_batches.appoint, he, selection.batch.id, Appointment(person=selection.reviewers[0].email)),
    ]
    for act in again:
        with pytest.raises(Conflict):
            act()
    assert queries.batch(he, selection.batch.id).announcement_number == "2026年第12号"


NO_BATCHES: list[tuple[dict[str, object], str]] = [
    ({"number": "2026年第一批"}, "number"),
    ({"title_zh": ""}, "title_zh"),
    ({"entries_until": "2026-02-30"}, "entries_until"),
    ({"chair": "nobody@nowhere.example"}, "chair"),
    ({"reviews_until": "2001-01-01"}, "reviews_until"),
]


def test_a_batch_that_cannot_be_is_refused_at_its_field(selection: Selection, subtests: pytest.Subtests) -> None:
    good = new_batch(selection.chair.email, number="2027-1").model_dump(mode="json")
    for changes, field in NO_BATCHES:
        with subtests.test(changes=changes, field=field):
            with pytest.raises(Invalid) as refused:
                service_batches.plan(selection.cast.he, read(NewBatch, {**good, **changes}))
            assert list(refused.value.errors) == [field]


NO_ANNOUNCEMENTS: list[tuple[dict[str, object], str]] = [
    ({"number": ""}, "number"),
    ({"bodies": []}, "bodies"),
    ({"bodies": ["nobody"]}, "bodies.0"),
    ({"date": (clock.today() + timedelta(days=2)).isoformat()}, "date"),
    ({"cases": [{"case_id": 10**6}]}, "cases.0"),
]


def test_an_announcement_that_cannot_be_is_refused_at_its_field(
    selection: Selection, reviewed: Case, subtests: pytest.Subtests
) -> None:
    good = announcement(reviewed).model_dump(mode="json")
    for changes, field in NO_ANNOUNCEMENTS:
        with subtests.test(changes=changes, field=field):
            with pytest.raises(Invalid) as refused:
                service_announcing.announce(
                    selection.cast.he, selection.batch.id, read(Announcement, {**good, **changes})
                )
            assert field in refused.value.errors
            assert queries.batch(ANONYMOUS, selection.batch.id).status == "reviewing"


def test_a_day_that_has_passed_is_no_day_for_a_review(selection: Selection) -> None:
    seat = Appointment(person=selection.reviewers[0].email, due_on=later(-1))
    with pytest.raises(Invalid) as refused:
        service_batches.appoint(selection.cast.he, selection.batch.id, seat)
    assert list(refused.value.errors) == ["due_on"]
