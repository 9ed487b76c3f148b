"""What becomes of a request: the whole table of states and acts, refused moves included."""

import pytest

from platform_app.coordination import lifecycle
from platform_app.kernel.errors import Conflict

ACTS = {
    "acknowledge": ("acknowledged", "raised"),
    "start": ("in_progress", "raised acknowledged reopened"),
    "answer": ("answered", "raised acknowledged in_progress reopened passed_down escalated"),
    "return": ("returned", "raised acknowledged in_progress reopened passed_down"),
    "pass_down": ("passed_down", "raised acknowledged in_progress reopened passed_down"),
    "escalate": ("escalated", "raised acknowledged in_progress reopened passed_down returned escalated"),
    "object_to_answer": ("reopened", "answered returned"),
    "object_to_task": ("returned", "raised acknowledged in_progress reopened passed_down"),
    "accept": ("accepted", "answered"),
    "reopen": ("reopened", "answered accepted returned"),
    "close": ("closed", "raised acknowledged in_progress answered accepted reopened returned passed_down escalated"),
}


def test_the_table_names_every_act() -> None:
    assert set(ACTS) == set(lifecycle.ACTS)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", lifecycle.STATUSES)
def test_each_act_leads_from_its_states_to_one_and_is_refused_in_all_others(status: str, act: str) -> None:
    then, allowed = ACTS[act]
    assert lifecycle.can(status, act) == (status in allowed.split())
    if status in allowed.split():
        assert lifecycle.after(status, act) == then
    else:
        with pytest.raises(Conflict) as refused:
            lifecycle.after(status, act)
        assert refused.value.code == f"request_{status}"


@pytest.mark.parametrize(
    ("statuses", "whole", "settled"),
    [
        (["raised"], "raised", False),
        (["raised", "raised"], "raised", False),
        (["raised", "answered"], "in_progress", False),
        (["answered", "accepted"], "answered", False),
        (["returned", "accepted"], "returned", False),
        (["accepted", "closed"], "accepted", True),
        (["closed", "closed"], "closed", True),
        (["escalated", "raised"], "raised", False),
        (["escalated", "accepted"], "accepted", True),
        (["escalated"], "escalated", False),
    ],
)
def test_a_request_stands_by_those_who_are_furthest_from_an_end(statuses: list[str], whole: str, settled: bool) -> None:
    assert lifecycle.overall(statuses) == whole
    assert lifecycle.is_settled(statuses) == settled


def test_objections_are_the_lower_levels() -> None:
    assert lifecycle.objection("up", by_asker=True) == "object_to_answer"
    assert lifecycle.objection("down", by_asker=False) == "object_to_task"
    for way, by_asker in (("up", False), ("down", True)):
        with pytest.raises(Conflict) as refused:
            lifecycle.objection(way, by_asker=by_asker)
        assert refused.value.code == "not_lower"


def test_only_what_goes_up_is_escalated_and_not_before_its_day_by_who_asked() -> None:
    lifecycle.check_escalates("up", "raised", early=False)
    lifecycle.check_escalates("up", "returned", early=True)
    for way, early, code in (("down", False, "not_upward"), ("up", True, "not_overdue")):
        with pytest.raises(Conflict) as refused:
            lifecycle.check_escalates(way, "raised", early=early)
        assert refused.value.code == code


@pytest.mark.parametrize("status", lifecycle.STATUSES)
def test_more_time_is_asked_for_only_while_an_answer_is_owed(status: str) -> None:
    if status in lifecycle.TICKING:
        lifecycle.check_extension(status, pending=False)
        with pytest.raises(Conflict):
            lifecycle.check_extension(status, pending=True)
    else:
        with pytest.raises(Conflict):
            lifecycle.check_extension(status, pending=False)


@pytest.mark.parametrize("status", lifecycle.STATUSES)
def test_only_an_interpretation_that_was_given_is_published_and_once(status: str) -> None:
    if status in ("answered", "accepted", "closed"):
        lifecycle.check_publishable("interpretation", status, published=False)
        with pytest.raises(Conflict):
            lifecycle.check_publishable("interpretation", status, published=True)
        with pytest.raises(Conflict):
            lifecycle.check_publishable("guidance", status, published=False)
    else:
        with pytest.raises(Conflict):
            lifecycle.check_publishable("interpretation", status, published=False)
