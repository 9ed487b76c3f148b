"""Requests between levels, through the services: asked, answered, passed down, gone up, on record."""

from datetime import timedelta

import pytest

from platform_app.access.actor import SYSTEM
from platform_app.access.levels import Role
from platform_app.coordination import queries, service, service_answering, service_asking, service_holidays
from platform_app.coordination.inputs import (
    Acknowledgement,
    AnswerAcceptance,
    Escalation,
    ExtensionDecision,
    ExtensionWish,
    HolidayEntry,
    PassingDown,
    RequestClosing,
    RequestReason,
)
from platform_app.coordination.models import Request
from platform_app.coordination.queries import BoxFilter
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast
from tests.coordination.requesting import answer, now, put, row

BECAUSE = RequestReason(reason="口径不明。")


def acts(cast: Cast, request_id: int) -> list[str]:
    return [each.act for each in queries.read(cast.lin, request_id).records]


def test_a_city_asks_its_province_which_answers_and_the_city_accepts(cast: Cast) -> None:
    request = put(cast.zhou, cast.hangzhou, cast.zhejiang)
    assert (request.status, row(request, cast.zhejiang).way) == ("raised", "up")
    service_answering.acknowledge(cast.shen, request.id, Acknowledgement())
    service_answering.start(cast.shen, request.id, Acknowledgement())
    answer(cast.shen, request)
    assert now(request).status == "answered"
    service_asking.accept(cast.lin, request.id, AnswerAcceptance())
    assert (now(request).status, now(request).settled) == ("accepted", 1)
    service.close(cast.lin, request.id, RequestClosing())
    assert now(request).status == "closed"
    assert acts(cast, request.id) == ["raised", "acknowledged", "in_progress", "answered", "accepted", "closed"]


def test_the_usual_day_is_counted_by_the_holiday_table(cast: Cast) -> None:
    before = put(cast.lin, cast.hangzhou, cast.zhejiang).due_on
    service_holidays.set_holiday(cast.tang, before, HolidayEntry(name_zh="假日", name_en="A day off"))
    assert put(cast.lin, cast.hangzhou, cast.zhejiang).due_on > before
    service_holidays.remove_holiday(cast.tang, before)
    assert put(cast.lin, cast.hangzhou, cast.zhejiang).due_on == before
    with pytest.raises(NotAllowed):
        service_holidays.set_holiday(cast.shen, before, HolidayEntry(name_zh="假日", name_en="A day off"))
    with pytest.raises(NotFound):
        service_holidays.remove_holiday(cast.tang, before)


def test_a_tasking_of_many_is_one_request_with_an_answer_of_each(cast: Cast) -> None:
    ningbo = factories.make_actor(cast.ningbo, Role.EDITOR)
    request = put(cast.shen, cast.zhejiang, cast.hangzhou, cast.ningbo)
    answer(cast.zhou, request, "已完成。")
    assert [each.status for each in queries.get(cast.shen, request.id).answers] == ["answered", "raised"]
    assert now(request).status == "in_progress"
    answer(ningbo, request)
    assert now(request).status == "answered"
    with pytest.raises(Invalid) as refused:
        service_asking.accept(cast.shen, request.id, AnswerAcceptance())
    assert set(refused.value.errors) == {"organisation"}
    for code in ("330100", "330200"):
        service_asking.accept(cast.shen, request.id, AnswerAcceptance(organisation=code))
    assert now(request).settled == 1


WRONG: list[tuple[str, str, list[str], dict[str, object], str]] = [
    ("lin", "hangzhou", ["hangzhou"], {}, "asked"),
    ("lin", "hangzhou", ["ministry"], {}, "asked"),
    ("lin", "hangzhou", ["ningbo"], {}, "asked"),
    ("lin", "hangzhou", ["fujian"], {}, "asked"),
    ("amal", "dubai", ["ministry"], {}, "asked"),
    ("lin", "hangzhou", ["zhejiang"], {"due_on": "2020-01-01"}, "due_on"),
    ("lin", "hangzhou", ["zhejiang"], {"copies": ["M-SAC"]}, "copies"),
    ("lin", "hangzhou", ["zhejiang"], {"copies": ["330000"]}, "copies"),
    ("lin", "hangzhou", ["zhejiang"], {"ministry": "350000"}, "ministry"),
    ("shen", "zhejiang", ["ministry"], {"ministry": "M-SAC"}, "ministry"),
    ("lin", "hangzhou", ["zhejiang"], {"standard": 4711}, "standard"),
    ("lin", "hangzhou", ["zhejiang"], {"copies": ["nobody"]}, "copies"),
]


def test_a_wrong_request_is_refused_and_names_its_field(cast: Cast, subtests: pytest.Subtests) -> None:
    places = cast.organisations
    for who, asking, asked, parts, field in WRONG:
        with subtests.test(who=who, asking=asking, asked=asked, parts=parts, field=field):
            with pytest.raises(Invalid) as refused:
                put(cast.actors[who], places[asking], *[places[each] for each in asked], **parts)
            assert set(refused.value.errors) == {field}
            assert (
                queries.box(SYSTEM, BoxFilter("out", [each.id for each in places.values()]), PageRequest()).total == 0
            )


def test_a_request_up_goes_to_one(cast: Cast) -> None:
    other = factories.make_organisation(level=cast.ministry.level)  # type: ignore[arg-type]
    with pytest.raises(Invalid) as refused:
        put(cast.shen, cast.zhejiang, cast.ministry, other)
    assert set(refused.value.errors) == {"asked"}


def test_nobody_answers_twice_or_what_is_closed(cast: Cast, raised: Request) -> None:
    request = raised
    answer(cast.shen, request)
    with pytest.raises(Conflict) as refused:
        answer(cast.shen, request, "又一次。")
    assert refused.value.code == "request_answered"
    assert row(request, cast.zhejiang).text == "按台计算。"
    service.close(cast.lin, request.id, RequestClosing(reason="已解决。"))
    for act in (
        lambda: service_asking.escalate(cast.shen, request.id, Escalation(reason="请示。", to="M-SAC")),
        lambda: service.close(cast.lin, request.id, RequestClosing()),
        lambda: answer(cast.shen, request),
        lambda: service_asking.accept(cast.lin, request.id, AnswerAcceptance()),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "request_closed"


def test_an_act_on_an_older_version_changes_nothing(cast: Cast, raised: Request) -> None:
    request = raised
    seen = now(request).version
    service_answering.acknowledge(cast.shen, request.id, Acknowledgement())
    with pytest.raises(Stale):
        service.at_version(cast.shen, request.id, seen, lambda: answer(cast.shen, request))
    assert row(request, cast.zhejiang).status == "acknowledged"
    service.at_version(cast.shen, request.id, now(request).version, lambda: answer(cast.shen, request))
    assert row(request, cast.zhejiang).status == "answered"


def test_a_province_passes_down_to_its_cities_and_still_answers(cast: Cast) -> None:
    request = put(SYSTEM, cast.ministry, cast.zhejiang, cast.fujian)
    down = PassingDown(to=["330100", "330200"], reason="请提供数据。")
    service_answering.pass_down(cast.shen, request.id, down)
    assert row(request, cast.hangzhou).asker_id == cast.zhejiang.id
    answer(cast.lin, request, "三处。")
    service_asking.accept(cast.shen, request.id, AnswerAcceptance(organisation="330100"))
    answer(cast.shen, request, "全省共三处。")
    assert row(request, cast.zhejiang).status == "answered"
    assert now(request).status == "in_progress"  # Fujian's is owed
    with pytest.raises(Invalid):
        service_answering.pass_down(cast.huang, request.id, PassingDown(to=["330100"]))
    request = put(cast.lin, cast.hangzhou, cast.zhejiang)
    with pytest.raises(Conflict) as refused:
        service_answering.pass_down(cast.shen, request.id, PassingDown(to=["330100"]))
    assert refused.value.code == "asked_already"


def test_a_peer_that_had_a_copy_can_be_asked_by_the_level_above(cast: Cast) -> None:
    request = put(cast.lin, cast.hangzhou, cast.zhejiang, copies=["330200"])
    service_answering.pass_down(cast.shen, request.id, PassingDown(to=["330200"]))
    roles = {each.org_id: each.role for each in queries.get(cast.lin, request.id).parties}
    assert roles == {cast.hangzhou.id: "asks", cast.zhejiang.id: "asked", cast.ningbo.id: "asked"}


def test_a_request_goes_through_the_province_up_to_the_ministry_it_is_meant_for(cast: Cast) -> None:
    request = put(cast.lin, cast.hangzhou, cast.zhejiang, ministry="M-SAC")
    with pytest.raises(Conflict) as refused:
        service_asking.escalate(cast.lin, request.id, Escalation(reason="等待中。"))
    assert refused.value.code == "not_overdue"
    service_asking.escalate(cast.shen, request.id, Escalation(reason="超出本省权限。"))
    assert row(request, cast.zhejiang).status == "escalated"
    assert (row(request, cast.ministry).status, row(request, cast.ministry).asker_id) == ("raised", cast.hangzhou.id)
    ministry = factories.make_actor(cast.ministry, Role.COORDINATOR)
    assert [each.act for each in queries.read(ministry, request.id).records] == ["raised", "escalated"]
    answer(ministry, request)
    service_asking.accept(cast.lin, request.id, AnswerAcceptance())
    assert now(request).settled == 1


def test_escalation_names_a_ministry_and_a_tasking_does_not_go_up(cast: Cast, raised: Request) -> None:
    request = raised
    for wrong in (None, "350000", "330100"):
        with pytest.raises(Invalid) as refused:
            service_asking.escalate(cast.shen, request.id, Escalation(reason="请示。", to=wrong))
        assert set(refused.value.errors) == {"to"}
    task = put(cast.shen, cast.zhejiang, cast.hangzhou)
    with pytest.raises(Conflict) as conflict:
        service_asking.escalate(cast.lin, task.id, Escalation(reason="请示。", to="M-SAC"))
    assert conflict.value.code == "not_upward"


def test_the_lower_level_objects_and_the_upper_must_answer(cast: Cast, raised: Request) -> None:
    request = raised
    service_answering.return_with_reason(cast.shen, request.id, BECAUSE)
    service_asking.object_with_reason(cast.lin, request.id, BECAUSE)
    assert row(request, cast.zhejiang).status == "reopened"
    with pytest.raises(Conflict) as refused:
        service_asking.object_with_reason(cast.shen, request.id, BECAUSE)
    assert refused.value.code == "not_lower"
    task = put(cast.shen, cast.zhejiang, cast.hangzhou)
    service_asking.object_with_reason(cast.lin, task.id, BECAUSE)
    assert row(task, cast.hangzhou).status == "returned"
    service_asking.reopen(cast.shen, task.id, BECAUSE)
    assert row(task, cast.hangzhou).status == "reopened"


@pytest.mark.parametrize("decision", ["grant", "refuse"])
def test_more_time_is_asked_for_and_decided_on_record(cast: Cast, raised: Request, decision: str) -> None:
    request = raised
    until = request.due_on + timedelta(days=10)
    with pytest.raises(Conflict):
        service_asking.decide_extension(cast.lin, request.id, ExtensionDecision(decision="grant"))
    for wrong in (request.due_on, clock.today() - timedelta(days=1)):
        with pytest.raises(Invalid) as refused:
            service_answering.ask_extension(cast.shen, request.id, ExtensionWish(until=wrong, reason="数据未齐。"))
        assert set(refused.value.errors) == {"until"}
    service_answering.ask_extension(cast.shen, request.id, ExtensionWish(until=until, reason="数据未齐。"))
    with pytest.raises(Conflict):
        service_answering.ask_extension(cast.shen, request.id, ExtensionWish(until=until, reason="数据未齐。"))
    service_asking.decide_extension(cast.lin, request.id, ExtensionDecision.model_validate({"decision": decision}))
    after = row(request, cast.zhejiang)
    assert (after.due_on == until, after.extension_until) == (decision == "grant", None)
    assert now(request).due_on == after.due_on
    assert acts(cast, request.id)[-1] == {"grant": "extension_granted", "refuse": "extension_refused"}[decision]
