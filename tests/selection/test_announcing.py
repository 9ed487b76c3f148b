"""The announcement: all or nothing, each number once, withdrawn in sight of all; and the question two years on."""

from datetime import UTC, timedelta
from functools import partial

import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import confirmation, desk, publication
from platform_app.cases import queries as cases
from platform_app.cases import service as case_service
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.selection import (
    queries,
    service_announcing,
    service_batches,
    service_candidacies,
    service_reviews,
)
from platform_app.selection.inputs import Appointment
from tests.selection.conftest import Selection, announcement, new_batch, review
from tests.simultaneously import together


def test_an_announcement_lists_what_each_case_lacks_and_writes_nothing(selection: Selection) -> None:
    good = selection.case()
    poor = selection.case(selection.cast.xiamen, mandate={}, title={"zh": "只有中文"})
    selection.reviewed(good, poor)
    with pytest.raises(Invalid) as refused:
        service_announcing.announce(selection.cast.he, selection.batch.id, announcement(good, poor))
    assert list(refused.value.errors) == ["cases.1"]
    assert len(refused.value.errors["cases.1"]) == 2
    assert cases.get(ANONYMOUS, good.id).announced_at is None
    assert queries.batch(ANONYMOUS, selection.batch.id).status == "reviewing"


def test_a_case_below_l2_is_not_announced(selection: Selection, reviewed: Case) -> None:
    service_reviews.confirm_evidence(selection.reviewers[0], reviewed.id, level="L1", note="只有描述。")
    with pytest.raises(Invalid) as refused:
        service_announcing.announce(selection.cast.he, selection.batch.id, announcement(reviewed))
    assert list(refused.value.errors) == ["cases.0"]


def test_a_number_is_used_once_and_a_batch_is_closed_once(selection: Selection) -> None:
    first, second = selection.case(), selection.case(selection.cast.xiamen)
    selection.reviewed(first, second)
    he, batch = selection.cast.he, selection.batch
    twice = [{"case_id": first.id, "number": "A-1"}, {"case_id": second.id, "number": "A-1"}]
    with pytest.raises(Invalid) as refused:
        service_announcing.announce(he, batch.id, announcement(cases=twice))
    assert list(refused.value.errors) == ["cases.1.number"]
    with pytest.raises(Conflict) as undecided:
        service_announcing.announce(he, batch.id, announcement(first))
    assert undecided.value.code == "undecided"
    service_announcing.announce(he, batch.id, announcement(first, second))
    with pytest.raises(Conflict):
        service_announcing.announce(he, batch.id, announcement(number="另一号"))
    other = service_batches.plan(he, new_batch(selection.chair.email, number="2026-2"))
    service_batches.appoint(he, other.id, Appointment(person=selection.reviewers[0].email))
    service_batches.open_call(he, other.id)
    third = selection.case(selection.cast.quanzhou)
    service_candidacies.enter(he, third.id, other.id)
    service_batches.start_review(he, other.id)
    service_reviews.give(selection.reviewers[0], third.id, review())
    with pytest.raises(Conflict) as used:
        service_announcing.announce(he, other.id, announcement(third))
    assert used.value.code == "number_used"


def test_eight_who_announce_at_once_announce_once(selection: Selection, reviewed: Case) -> None:
    act = partial(service_announcing.announce, selection.cast.he, selection.batch.id, announcement(reviewed))
    outcomes = together(selection.app, *[act] * 8)
    assert sorted(outcomes) == ["done", *["transition"] * 7]
    assert queries.announced_cases(ANONYMOUS).count == 1


def test_a_withdrawn_announcement_stays_in_sight_with_its_reason(selection: Selection, reviewed: Case) -> None:
    service_announcing.announce(selection.cast.he, selection.batch.id, announcement(reviewed))
    service_announcing.withdraw_announcement(selection.cast.he, reviewed.id, reason="数据被撤回。")
    held = cases.get(ANONYMOUS, reviewed.id)
    assert held.announced_at is None and held.confirm_by is None
    ended = [d for d in cases.distinctions(ANONYMOUS, held) if d.rung == "announcement"]
    assert [(d.ended_reason, d.ended_by_name) for d in ended] == [("数据被撤回。", selection.cast.he.name)]
    assert queries.announced_cases(ANONYMOUS).count == 0


def test_two_years_later_the_owner_is_asked_and_answers(selection: Selection, reviewed: Case) -> None:
    lin = selection.cast.lin
    service_announcing.announce(selection.cast.he, selection.batch.id, announcement(reviewed))
    due = cases.get(ANONYMOUS, reviewed.id).confirm_by
    assert due is not None and abs((due - clock.now().astimezone(UTC)).days - 730) <= 2
    assert desk.desk(lin).to_confirm == []
    with clock.stopped_at(due + timedelta(days=1)):
        assert [c.id for c in desk.desk(lin).to_confirm] == [reviewed.id]
        with pytest.raises(Invalid) as refused:
            confirmation.confirm(lin, reviewed.id, state="changed")
        assert list(refused.value.errors) == ["note"]
        confirmation.confirm(lin, reviewed.id, state="running")
        assert desk.desk(lin).to_confirm == []
        assert [c.state for c in cases.confirmations(ANONYMOUS, reviewed)] == ["running"]


def test_a_city_may_keep_what_did_not_work_for_members(selection: Selection) -> None:
    case = selection.case(difficulties={"zh": "居民意见不一。"}, difficulties_for_members=True)
    assert not cases.read(ANONYMOUS, case.id).content.difficulties
    assert "difficulties" not in cases.read(ANONYMOUS, case.id).html
    assert cases.read(selection.cast.chen, case.id).content.difficulties
    held = cases.get(ANONYMOUS, case.id)
    assert not held.tells_difficulties
    case_service.edit(selection.cast.lin, case.id, {"difficulties_for_members": False}, version=held.version)
    publication.publish(selection.cast.lin, case.id)
    assert cases.get(ANONYMOUS, case.id).tells_difficulties
