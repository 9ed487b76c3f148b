"""Who is on what, what comes next, and the same act on several cases."""

from datetime import timedelta

import pytest

from platform_app.access.levels import PlatformRole
from platform_app.cases import queries
from platform_app.desk import claims, foresight, service
from platform_app.desk import queries as desk
from platform_app.desk.inputs import BulkDecision, DeskFilter
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotFound
from tests import factories
from tests.cast import Cast
from tests.desk.asking import decide, waiting
from tests.desk.conftest import MakeCase


def test_a_claim_is_seen_by_others_until_it_runs_out(cast: Cast, recommended: MakeCase) -> None:
    case, other = recommended("甲"), recommended("乙")
    mo = factories.make_actor(platform_role=PlatformRole.MODERATOR)
    claims.claim(cast.gao, case.id, queue="to_feature")
    with pytest.raises(Conflict):
        claims.claim(mo, case.id, queue="to_feature")
    wanted = DeskFilter(queue="to_feature")
    assert desk.next_after(mo, wanted, None) == other.id
    assert waiting(mo, "to_feature", claimed="others") == waiting(cast.gao, "to_feature", claimed="mine") == [case.id]
    with pytest.raises(NotFound):
        claims.end_claim(mo, case.id)
    bulk = BulkDecision(queue="to_feature", act="feature", cases=(case.id, other.id))
    assert [bool(each.refusal) for each in foresight.foresee(mo, bulk)] == [True, False]
    with clock.stopped_at(clock.now() + claims.LASTS + timedelta(seconds=1)):
        assert desk.claims(mo, [case.id]) == {}
        claims.claim(mo, case.id, queue="to_feature")
    claims.end_claim(mo, case.id)


def test_a_claim_ends_with_the_decision(cast: Cast, recommended: MakeCase) -> None:
    case = recommended()
    claims.claim(cast.gao, case.id, queue="to_feature")
    decide(cast.gao, case, "to_feature", "set_aside")
    assert desk.own_claims(cast.gao) == []


def test_after_a_decision_the_next_in_the_queue_follows_and_the_last_leads_nowhere(
    cast: Cast, recommended: MakeCase
) -> None:
    one, two, three = (recommended(title) for title in "甲乙丙")
    wanted = DeskFilter(queue="to_feature")
    assert desk.next_after(cast.gao, wanted, one) == two.id
    assert desk.next_after(cast.gao, wanted, three) == one.id
    for case in (one, two):
        decide(cast.gao, case, "to_feature", "feature")
    assert desk.next_after(cast.gao, wanted, three) is None


def test_an_act_on_several_does_what_it_can_and_names_the_rest(cast: Cast, recommended: MakeCase) -> None:
    one, two = recommended("甲"), recommended("乙")
    decide(cast.gao, two, "to_feature", "set_aside")
    bulk = BulkDecision(queue="to_feature", act="feature", cases=(one.id, two.id, 9999))
    foreseen = foresight.foresee(cast.gao, bulk)
    outcomes = service.decide_each(cast.gao, bulk)
    refused = [True, False, False]
    assert [each.refusal is None for each in foreseen] == [each.refusal is None for each in outcomes] == refused
    assert queries.get(cast.gao, one.id).featured_at
    assert queries.get(cast.gao, two.id).featured_at is None


def test_an_act_on_several_that_needs_words_is_refused_before_anything_happens(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    bulk = BulkDecision(queue="to_look_through", act="archive", cases=(case.id,))
    assert [each.refusal for each in foresight.foresee(cast.gao, bulk)] == [None]  # the words are asked for there
    with pytest.raises(Invalid) as refused:
        service.decide_each(cast.gao, bulk)
    assert list(refused.value.errors) == ["words"]
    assert queries.get(cast.gao, case.id).status == "published"
