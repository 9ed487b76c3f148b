"""Asking a city: who may, who can be asked, what ends an ask, what two at once do, what stays on record."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import ANONYMOUS
from platform_app.access.levels import Level
from platform_app.exchange import queries_asks, service_asks, service_curating, service_merging
from platform_app.exchange.inputs import Because, Into
from platform_app.exchange.inputs_asks import Declining, NewAnswer, PassingOn
from platform_app.exchange.models import Post
from platform_app.exchange.models_asks import Ask
from platform_app.exchange.queries_asks import AskFilter
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from platform_app.moderation.models import AuditLine
from tests import factories
from tests.cast import Cast
from tests.exchange.asking import now, put
from tests.simultaneously import together


def count() -> int:
    db.session.rollback()  # what others have written meanwhile counts too
    return db.session.scalar(select(func.count(Ask.id))) or 0


def test_who_started_the_thread_asks_and_a_reply_of_the_city_answers(cast: Cast) -> None:
    thread = factories.make_thread(cast.zhou)
    first, second = put(cast.zhou, thread, cast.xiamen, cast.beijing)
    assert (first.status, first.due_on) == ("open", clock.today() + timedelta(days=14))
    factories.make_post(cast.amal, thread, "Our lifts cost more.")  # was not asked
    post = factories.make_post(cast.chen, thread, "约四十万元。")
    assert (now(first).status, now(first).post_id, now(first).decided_by_name) == ("answered", post.id, "陈屿")
    assert now(second).status == "open"
    factories.make_post(cast.chen, thread, "补充一句。")
    assert now(first).post_id == post.id
    acts = db.session.scalars(select(AuditLine.act).where(AuditLine.subject_kind == "ask").order_by(AuditLine.id))
    assert acts.all() == ["AskMade", "AskMade", "AskAnswered"]


def test_coordinators_of_the_asking_city_ask_and_nobody_else(cast: Cast) -> None:
    thread = factories.make_thread(cast.zhou)
    put(cast.lin, thread, cast.xiamen)
    for other in (cast.wu, cast.chen, cast.gao, cast.he, cast.guest):
        with pytest.raises(NotAllowed):
            put(other, thread, cast.beijing)
    assert count() == 1


REFUSED: list[tuple[tuple[str, ...], dict[str, Any], str]] = [
    (("hangzhou",), {}, "organisations"),  # oneself
    (("xiamen", "hangzhou"), {}, "organisations"),
    ((), {}, "organisations"),
    ((), {"organisations": ["999999"]}, "organisations"),
    ((), {"organisations": [f"X{n}" for n in range(21)]}, "organisations"),
    (("xiamen",), {"due_on": "2020-01-01"}, "due_on"),
    (("xiamen",), {"due_on": "2999-01-01"}, "due_on"),
    (("xiamen",), {"due_on": "soon"}, "due_on"),
]


def test_what_cannot_be_asked_names_the_field_and_writes_nothing(cast: Cast, subtests: pytest.Subtests) -> None:
    thread = factories.make_thread(cast.lin)
    for names, parts, field in REFUSED:
        with subtests.test(names=names, parts=parts, field=field):
            with pytest.raises(Invalid) as refused:
                put(cast.lin, thread, *[cast.organisations[name] for name in names], **parts)
            assert set(refused.value.errors) == {field}
            assert count() == 0


def test_nobody_is_asked_twice_even_by_two_at_once(platform: Flask, cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    put(cast.lin, thread, cast.xiamen)
    with pytest.raises(Conflict) as refused:
        put(cast.lin, thread, cast.beijing, cast.xiamen)
    assert refused.value.code == "asked_already"
    assert count() == 1
    both = [partial(put, actor, thread, cast.quanzhou) for actor in (cast.lin, cast.lin)]
    assert sorted(together(platform, *both)) == ["asked_already", "done"]
    assert count() == 2


def test_twenty_are_the_most_for_one_question_however_they_come(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    many = [factories.make_organisation(Level.CITY, cast.fujian) for _ in range(19)]
    put(cast.lin, thread, *many)
    with pytest.raises(Invalid):
        put(cast.lin, thread, cast.xiamen, cast.beijing)
    (last,) = put(cast.lin, thread, cast.xiamen)
    with pytest.raises(Invalid):
        service_asks.pass_on(cast.chen, last.id, PassingOn(organisation=cast.quanzhou.code))


def test_only_a_question_that_takes_posts_is_put_to_others(cast: Cast) -> None:
    talk = factories.make_thread(cast.lin, kind="discussion")
    with pytest.raises(Conflict) as refused:
        put(cast.lin, talk, cast.xiamen)
    assert refused.value.code == "not_a_question"
    states: dict[str, Callable[[int], Any]] = {
        "thread_locked": lambda id: service_curating.lock(cast.gao, id, Because(reason="讨论已结束。")),
        "thread_hidden": lambda id: service_curating.hide(cast.gao, id, Because(reason="含个人信息。")),
    }
    for code, act in states.items():
        thread = factories.make_thread(cast.lin)
        act(thread.id)
        with pytest.raises(Conflict) as refused:
            put(cast.lin, thread, cast.xiamen)
        assert refused.value.code == code


def test_only_those_who_may_read_the_thread_are_asked(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, visibility="subtree", scope="330000")
    with pytest.raises(Invalid):
        put(cast.lin, thread, cast.xiamen)
    (ask,) = put(cast.lin, thread, cast.ningbo)
    assert put(cast.lin, factories.make_thread(cast.lin, visibility="members"), cast.dubai)
    for stranger in (ANONYMOUS, cast.chen, cast.guest):
        with pytest.raises(NotFound):
            queries_asks.get(stranger, ask.id)
    assert [row.id for row in queries_asks.asks(cast.chen, AskFilter(), PageRequest()).items] != [ask.id]


def test_members_of_the_asked_city_answer_and_nobody_for_them(cast: Cast) -> None:
    thread = factories.make_thread(cast.chen)
    (ask,) = put(cast.chen, thread, cast.hangzhou)
    own = factories.make_post(cast.amal, thread, "In Dubai it is otherwise.")
    for stranger in (cast.shen, cast.chen, cast.gao, cast.guest):
        with pytest.raises(NotAllowed):
            service_asks.answer(stranger, ask.id, NewAnswer(text="我来回答。"))
        with pytest.raises(NotAllowed):
            service_asks.decline(stranger, ask.id, Declining(reason="不便答复。"))
        with pytest.raises(NotAllowed):
            service_asks.pass_on(stranger, ask.id, PassingOn(organisation="110000"))
    with pytest.raises(Invalid) as refused:
        service_asks.answer(cast.wu, ask.id, NewAnswer(post_id=own.id))
    assert set(refused.value.errors) == {"post_id"}
    elsewhere = factories.make_post(cast.wu, factories.make_thread(cast.chen))
    with pytest.raises(Invalid):
        service_asks.answer(cast.wu, ask.id, NewAnswer(post_id=elsewhere.id))
    answered = service_asks.answer(cast.wu, ask.id, NewAnswer(text="每台约四十万元。"))
    assert (answered.status, answered.decided_by_name) == ("answered", "吴悠")
    assert db.session.get_one(Post, answered.post_id).org_id == cast.hangzhou.id


def test_what_the_city_wrote_before_it_was_asked_can_be_named_as_its_answer(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, (cast.chen, "约四十万元。"))
    post_id = db.session.scalars(select(Post.id).where(Post.org_id == cast.xiamen.id)).one()
    (ask,) = put(cast.lin, thread, cast.xiamen)
    assert service_asks.answer(cast.chen, ask.id, NewAnswer(post_id=post_id)).post_id == post_id


def test_an_ask_ends_once_even_when_two_end_it_at_once(platform: Flask, cast: Cast) -> None:
    thread = factories.make_thread(cast.chen)
    (ask,) = put(cast.chen, thread, cast.hangzhou)
    acts = [
        partial(service_asks.answer, cast.lin, ask.id, NewAnswer(text="我们用的是第五条。")),
        partial(service_asks.answer, cast.zhou, ask.id, NewAnswer(text="约四十万元。")),
        partial(service_asks.decline, cast.wu, ask.id, Declining(reason="不便答复。")),
    ]
    outcomes = sorted(together(platform, *acts))
    assert outcomes.count("done") == 1
    assert all(code in ("ask_answered", "ask_declined") for code in outcomes if code != "done")
    with pytest.raises(Conflict):
        service_asks.decline(cast.lin, ask.id, Declining(reason="不便答复。"))


def test_passing_on_asks_another_in_its_place_but_nobody_who_was_asked(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    xiamen, _ = put(cast.lin, thread, cast.xiamen, cast.beijing)
    with pytest.raises(Conflict) as refused:
        service_asks.pass_on(cast.chen, xiamen.id, PassingOn(organisation="110000"))
    assert refused.value.code == "asked_already"
    for code in ("330100", "350200x", "999999"):
        with pytest.raises(Invalid):
            service_asks.pass_on(cast.chen, xiamen.id, PassingOn(organisation=code))
    assert now(xiamen).status == "open"
    to = service_asks.pass_on(cast.chen, xiamen.id, PassingOn(organisation="350500", reason="他们做过。"))
    assert (now(xiamen).status, now(xiamen).reason, to.passed_from_id) == ("passed_on", "他们做过。", xiamen.id)
    assert (to.asked_by_id, to.asking_org_id) == (cast.lin.id, cast.hangzhou.id)


def test_how_a_city_answers_is_counted(cast: Cast) -> None:
    start = clock.now()
    threads = [factories.make_thread(cast.lin) for _ in range(3)]
    asks = [put(cast.lin, thread, cast.xiamen)[0] for thread in threads]
    for thread, days in zip(threads[:2], (2, 5), strict=True):
        with clock.stopped_at(start + timedelta(days=days)):
            factories.make_post(cast.chen, thread)
    service_asks.decline(cast.chen, asks[2].id, Declining(reason="不了解。"))
    record = queries_asks.responses(ANONYMOUS, [cast.xiamen.id, cast.beijing.id])
    told = record[cast.xiamen.id]
    assert (told.asked, told.answered, told.declined, told.median_days) == (3, 2, 1, 3.5)
    assert cast.beijing.id not in record


def test_lists_are_narrowed_by_city_and_state(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    xiamen, beijing = put(cast.lin, thread, cast.xiamen, cast.beijing)
    factories.make_post(cast.chen, thread)

    def listed(**wanted: Any) -> list[int]:
        return [row.id for row in queries_asks.asks(ANONYMOUS, AskFilter(**wanted), PageRequest()).items]

    assert listed() == [beijing.id, xiamen.id]
    assert listed(org_ids=[cast.xiamen.id]) == [xiamen.id]
    assert listed(org_ids=[]) == []
    assert listed(status="open") == [beijing.id]
    assert listed(status="overdue") == []
    with clock.stopped_at(clock.now() + timedelta(days=15)):
        assert listed(status="overdue") == [beijing.id]


def test_a_reply_where_a_question_was_merged_into_answers_it(cast: Cast) -> None:
    thread, other = factories.make_thread(cast.lin), factories.make_thread(cast.qi)
    (ask,) = put(cast.lin, thread, cast.xiamen)

    service_merging.merge(cast.gao, thread.id, Into(thread_id=other.id, reason="同一问题。"))
    factories.make_post(cast.chen, other)
    assert now(ask).status == "answered"
