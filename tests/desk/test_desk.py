"""The desk: what waits for whom, decisions on what was read, and what others are on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import evidence, publication, queries
from platform_app.cases import service as cases
from platform_app.desk import claims
from platform_app.desk import queries as desk
from platform_app.desk.inputs import DeskFilter
from platform_app.desk.models import CaseLook
from platform_app.desk.queues import QUEUES
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast
from tests.desk.asking import decide, totals, waiting
from tests.desk.conftest import MakeCase


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


NARROWED: list[tuple[dict[str, object], bool]] = [
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
]


def test_a_queue_can_be_narrowed(cast: Cast, recommended: MakeCase, subtests: pytest.Subtests) -> None:
    recommended()
    for narrowed, is_there in NARROWED:
        with subtests.test(narrowed=narrowed):
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


UNMEANT: list[tuple[str, dict[str, object], str]] = [
    ("publish", {}, "act"),
    ("feature", {"ticked": ["no-such-check"]}, "ticked"),
    ("feature", {"words": "长" * 2001}, "words"),
    ("feature", {"canned": "no-such-reason"}, "canned"),
]


def test_a_decision_that_cannot_be_meant_names_the_field(
    cast: Cast, recommended: MakeCase, subtests: pytest.Subtests
) -> None:
    case = recommended()
    for act, more, field in UNMEANT:
        with subtests.test(act=act, more=more, field=field):
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
