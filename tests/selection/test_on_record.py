"""What stays on record of a batch: who stepped back, and the same cases in the index."""

import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.access.levels import Role
from platform_app.accounts.models import Membership
from platform_app.accounts.queries import actor_of
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotAllowed
from platform_app.search import maintenance
from platform_app.selection import queries, service_announcing, service_candidacies, service_reviews
from tests.selection.conftest import Selection, announcement, review


def test_who_stepped_back_is_on_record_for_the_chair_and_that_somebody_did_is_public_in_the_end(
    selection: Selection,
    reviewing: Case,
) -> None:
    first, second, third = selection.reviewers  # the third is of the province above
    service_reviews.declare_conflict(second, reviewing.id, reason="曾参与该项目。")
    service_reviews.give(first, reviewing.id, review())
    for leading in (selection.chair, selection.cast.he):
        reading = queries.of_case(leading, reviewing.id)
        assert {row.person_name: row.conflict for row in reading.conflicts} == {
            second.name: "曾参与该项目。",
            third.name: None,
        }
    others = (ANONYMOUS, selection.cast.lin, first, second, selection.cast.gao)
    assert [queries.of_case(other, reviewing.id).stepped_back for other in others] == [0] * 5
    service_announcing.announce(selection.cast.he, selection.batch.id, announcement(reviewing))
    for other in others:
        reading = queries.of_case(other, reviewing.id)
        assert (reading.stepped_back, list(reading.conflicts)) == (2, [])


def test_a_reviewer_who_has_come_to_belong_to_a_cases_organisation_can_only_step_back(
    selection: Selection, reviewing: Case
) -> None:
    city = selection.cast.hangzhou
    first, second, _ = selection.reviewers
    service_reviews.give(first, reviewing.id, review())
    db.session.add(Membership(person_id=second.id, org_id=city.id, role=Role.MEMBER))
    db.session.commit()
    second = actor_of(second.id or 0) or second
    with pytest.raises(NotAllowed):
        service_reviews.give(second, reviewing.id, review())
    service_reviews.declare_conflict(second, reviewing.id, reason="已调入该市工作。")
    assert queries.of_case(selection.cast.lin, reviewing.id).candidacy.opened_at  # nobody is waited for any more


def test_the_chair_and_the_secretariat_see_who_still_owes_reviews(selection: Selection) -> None:
    selection.reviewing(selection.case(), second := selection.case(selection.cast.xiamen))
    first, other, third = (each.id for each in selection.reviewers)
    service_reviews.give(selection.reviewers[0], second.id, review())
    expected = {first: (1, 1), other: (0, 2), third: (0, 1)}  # the third has a conflict with one of them
    for leading in (selection.chair, selection.cast.he):
        found = queries.progress(leading, selection.batch.id)
        assert {person: (far.given, far.owed) for person, far in found.items()} == expected
    for other_reader in (ANONYMOUS, selection.reviewers[0], selection.cast.lin, selection.cast.gao):
        assert queries.progress(other_reader, selection.batch.id) == {}


def test_the_index_follows_what_a_batch_changes_of_a_case(selection: Selection) -> None:
    maintenance.rebuild()
    case = selection.reviewed()
    service_candidacies.decline(selection.cast.he, case.id, reason="证据不足。")
    assert not maintenance.verify()
