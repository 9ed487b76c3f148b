"""The publication table and the ladder of distinction, every cell of them."""

from itertools import chain, combinations

import pytest

from platform_app.cases import workflow
from platform_app.kernel.errors import Conflict

MOVES = {
    ("draft", "submit"): "submitted",
    ("submitted", "withdraw"): "draft",
    ("submitted", "return"): "draft",
    ("submitted", "publish"): "published",
    ("published", "publish"): "published",
    ("published", "unpublish"): "draft",
    ("published", "archive"): "archived",
    ("archived", "unarchive"): "published",
}


@pytest.mark.parametrize("status", workflow.STATUSES)
@pytest.mark.parametrize("act", workflow.ACTS)
def test_each_act_leads_where_the_table_says_or_is_refused(status: str, act: str) -> None:
    assert workflow.is_possible(status, act) == ((status, act) in MOVES)
    if (status, act) in MOVES:
        assert workflow.after(status, act) == MOVES[status, act]
    else:
        with pytest.raises(Conflict) as refused:
            workflow.after(status, act)
        assert refused.value.code == "transition"


RUNGS = workflow.LADDER
BELOW = {
    "nomination": set(),
    "recommendation": {"nomination"},
    "featuring": {"nomination", "recommendation"},
    "candidacy": {"nomination", "recommendation"},
    "announcement": {"nomination", "recommendation"},
}
HELD = [frozenset(c) for c in chain.from_iterable(combinations(RUNGS, n) for n in range(len(RUNGS) + 1))]


@pytest.mark.parametrize("status", workflow.STATUSES)
@pytest.mark.parametrize("rung", RUNGS)
def test_a_published_case_climbs_one_rung_at_a_time(status: str, rung: workflow.Rung) -> None:
    for held in HELD:
        allowed = status == "published" and BELOW[rung] <= held and rung not in held
        assert workflow.may_climb(status, held, rung) == allowed, held
        if allowed:
            workflow.check_climb(status, held, rung)
        else:
            with pytest.raises(Conflict):
                workflow.check_climb(status, held, rung)


@pytest.mark.parametrize("rung", RUNGS)
def test_a_rung_on_which_another_stands_cannot_be_withdrawn(rung: workflow.Rung) -> None:
    for held in HELD:
        allowed = rung in held and not any(rung in BELOW[other] for other in held)
        assert workflow.may_descend(held, rung) == allowed, held
        if allowed:
            workflow.check_descent(held, rung)
        else:
            with pytest.raises(Conflict):
                workflow.check_descent(held, rung)


@pytest.mark.parametrize("status", workflow.STATUSES)
@pytest.mark.parametrize("is_invited", [True, False])
def test_a_province_invites_once_and_only_for_what_is_published_and_not_nominated(
    status: str, is_invited: bool
) -> None:
    for held in HELD:
        allowed = status == "published" and not is_invited and "nomination" not in held
        assert workflow.may_be_invited(status, held, is_invited) == allowed, held
        if allowed:
            workflow.check_invitation(status, held, is_invited)
        else:
            with pytest.raises(Conflict):
                workflow.check_invitation(status, held, is_invited)
