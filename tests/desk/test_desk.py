"""The desk: what waits for whom, decisions on what was read, and what others are on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS
from platform_app.access.levels import PlatformRole
from platform_app.cases import evidence, publication, queries
from platform_app.cases import service as cases
from platform_app.cases.models import Case
from platform_app.desk import claims, foresight, service
from platform_app.desk import queries as desk
from platform_app.desk.inputs import BulkDecision, Decision, DeskFilter
from platform_app.desk.models import CaseLook
from platform_app.desk.queues import QUEUES
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast
from tests.desk.conftest import MakeCase

FIRST = PageRequest(20)


def waiting(actor: object, queue: str, **narrowed: object) -> list[int]:
    """Ids of what waits, in order."""
    page = desk.waiting(actor, DeskFilter.model_validate({"queue": queue, **narrowed}), FIRST)  # type: ignore[arg-type]
    assert page.total == len(page.items)
    return [case.id for case in page.items]


def totals(actor: object) -> dict[str, int]:
    """How much waits in each of her queues."""
    return {state.queue.key: state.total for state in desk.queues(actor)}  # type: ignore[arg-type]


def decide(actor: object, case: Case, queue: str, act: str, **more: object) -> Case:
    """One decision."""
    return service.decide(actor, case.id, Decision.model_validate({"queue": queue, "act": act, **more}))  # type: ignore[arg-type]


def test_each_sees_the_queues_that_are_hers_with_right_counts(cast: Cast, recommended: MakeCase) -> None:
    recommended()
    handed_in = factories.make_case(cast.zhou, cast.hangzhou)
    publication.submit(cast.zhou, handed_in.id)
    assert totals(cast.gao) == {"to_look_through": 1, "to_feature": 1, "evidence": 0, "overdue": 0}
    assert totals(cast.lin) == {"to_sign_off": 1}
    assert totals(cast.shen) == {}
    assert totals(cast.zhou) == totals(ANONYMOUS) == totals(cast.chen) == {}


def test_those_that_wait_longest_come_first_and_pages_go_on_where_they_ended(cast: Cast, recommended: MakeCase) -> None:
    ids = [recommended(f"案例{n}").id for n in range(3)]
    wanted = DeskFilter(queue="to_feature")
    first = desk.waiting(cast.gao, wanted, PageRequest(2))
    second = desk.waiting(cast.gao, wanted, PageRequest(2, first.next))
    assert [case.id for case in [*first.items, *second.items]] == ids
    assert (first.total, second.total, second.next) == (3, 3, None)
    with pytest.raises(Invalid):
        desk.waiting(cast.gao, wanted, PageRequest(2, "bm8"))


@pytest.mark.parametrize(
    ("narrowed", "is_there"),
    [
        ({"field": "new-urbanization"}, True),
        ({"field": "smart-city"}, False),
        ({"province": "330000"}, True),
        ({"province": "350000"}, False),
        ({"stage": "running"}, True),
        ({"stage": "stopped"}, False),
        ({"form": "short"}, True),
        ({"form": "full"}, False),
        ({"claimed": "free"}, True),
        ({"claimed": "mine"}, False),
        ({"claimed": "others"}, False),
        ({"older_than": 3}, False),
    ],
)
def test_a_queue_can_be_narrowed(
    cast: Cast, recommended: MakeCase, narrowed: dict[str, object], is_there: bool
) -> None:
    recommended()
    assert bool(waiting(cast.gao, "to_feature", **narrowed)) is is_there


def test_what_has_waited_longer_is_found_by_its_age(cast: Cast, recommended: MakeCase) -> None:
    case = recommended()
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        assert waiting(cast.gao, "to_feature", older_than=7) == [case.id]


def test_a_decision_does_the_act_and_keeps_what_was_checked(cast: Cast, recommended: MakeCase) -> None:
    case = recommended()
    decide(cast.gao, case, "to_feature", "feature", words="好读。", ticked=["clarity", "transfer"], revision=1)
    assert queries.get(cast.gao, case.id).featured_at
    (look,) = desk.looks(cast.gao, case.id)
    assert (look.queue, look.act, look.ticked, look.note) == (
        "to_feature",
        "feature",
        ["clarity", "transfer"],
        "好读。",
    )
    assert waiting(cast.gao, "to_feature") == []
    with pytest.raises(Conflict):
        decide(cast.gao, case, "to_feature", "feature")


def test_what_is_set_aside_comes_back_with_a_new_text(cast: Cast, recommended: MakeCase) -> None:
    case = recommended()
    decide(cast.gao, case, "to_feature", "set_aside")
    assert waiting(cast.gao, "to_feature") == []
    changes = {"result": {"zh": "半年完成三十处改造。"}}
    cases.edit(cast.lin, case.id, changes, version=queries.get(cast.lin, case.id).version)
    publication.publish(cast.lin, case.id)
    assert waiting(cast.gao, "to_feature") == [case.id]
    before = desk.last_look(cast.gao, QUEUES["to_feature"], queries.get(cast.gao, case.id))
    assert before is not None
    assert before.revision_no == 1


def test_a_moderator_looks_through_what_was_published_once_for_each_text(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    compiled = factories.make_case(cast.lin, cast.hangzhou, status="published")
    compiled.form = "compiled"
    db.session.commit()
    assert waiting(cast.gao, "to_look_through") == [case.id]
    decide(cast.gao, case, "to_look_through", "look", ticked=["privacy"])
    assert waiting(cast.gao, "to_look_through") == []
    assert queries.get(ANONYMOUS, case.id).status == "published"


def test_a_text_that_changed_meanwhile_is_not_decided_about_unread(cast: Cast, recommended: MakeCase) -> None:
    case = recommended()
    with pytest.raises(Stale):
        decide(cast.gao, case, "to_feature", "feature", revision=7)
    assert db.session.scalars(select(CaseLook)).all() == []


@pytest.mark.parametrize(
    ("act", "more", "field"),
    [
        ("publish", {}, "act"),
        ("feature", {"ticked": ["no-such-check"]}, "ticked"),
        ("feature", {"words": "长" * 2001}, "words"),
        ("feature", {"canned": "no-such-reason"}, "canned"),
    ],
)
def test_a_decision_that_cannot_be_meant_names_the_field(
    cast: Cast, recommended: MakeCase, act: str, more: dict[str, object], field: str
) -> None:
    case = recommended()
    with pytest.raises(Invalid) as refused:
        decide(cast.gao, case, "to_feature", act, **more)
    assert list(refused.value.errors) == [field]
    assert queries.get(cast.gao, case.id).featured_at is None


def test_taking_a_case_off_needs_a_reason_and_names_it(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    with pytest.raises(Invalid) as refused:
        decide(cast.gao, case, "to_look_through", "unpublish")
    assert list(refused.value.errors) == ["words"]
    assert desk.looks(cast.gao, case.id) == []
    decide(cast.gao, case, "to_look_through", "unpublish", words="数据有误。")
    assert queries.get(cast.lin, case.id).status == "draft"


def test_evidence_is_confirmed_at_the_desk_with_its_level(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    evidence.propose(cast.lin, case.id, level="L2", note="改造前后对比。")
    assert waiting(cast.gao, "evidence") == [case.id]
    with pytest.raises(Invalid) as refused:
        decide(cast.gao, case, "evidence", "confirm_evidence", words="已核对。")
    assert list(refused.value.errors) == ["level"]
    decide(cast.gao, case, "evidence", "confirm_evidence", words="已核对。", level="L2")
    assert queries.get(cast.gao, case.id).evidence_level == "L2"
    assert waiting(cast.gao, "evidence") == []


def test_nobody_decides_about_what_is_not_hers(cast: Cast, recommended: MakeCase) -> None:
    case = recommended()
    for stranger in (cast.lin, cast.shen, cast.chen, cast.he, cast.guest):
        with pytest.raises(NotAllowed):
            decide(stranger, case, "to_feature", "feature")
        with pytest.raises(NotAllowed):
            claims.claim(stranger, case.id, queue="to_feature")
    with pytest.raises(NotAllowed):
        desk.looks(cast.chen, case.id)


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
    for ask in (foresight.foresee, service.decide_each):
        with pytest.raises(Invalid) as refused:
            ask(cast.gao, bulk)
        assert list(refused.value.errors) == ["words"]
    assert queries.get(cast.gao, case.id).status == "published"
