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
HELD = [frozenset(c) for c in chain.from_iterable(combinations(RUNGS, n) for n in range(4))]


@pytest.mark.parametrize("status", workflow.STATUSES)
@pytest.mark.parametrize("held", HELD, ids=lambda held: "+".join(sorted(held)) or "none")
@pytest.mark.parametrize("rung", RUNGS)
def test_a_published_case_climbs_one_rung_at_a_time(status: str, held: frozenset[str], rung: workflow.Rung) -> None:
    below = set(RUNGS[: RUNGS.index(rung)])
    allowed = status == "published" and below <= held and rung not in held
    assert workflow.may_climb(status, held, rung) == allowed
    if allowed:
        workflow.check_climb(status, held, rung)
    else:
        with pytest.raises(Conflict):
            workflow.check_climb(status, held, rung)


@pytest.mark.parametrize("held", HELD, ids=lambda held: "+".join(sorted(held)) or "none")
@pytest.mark.parametrize("rung", RUNGS)
def test_only_the_highest_rung_can_be_withdrawn(held: frozenset[str], rung: workflow.Rung) -> None:
    above = set(RUNGS[RUNGS.index(rung) + 1 :])
    allowed = rung in held and not above & held
    assert workflow.may_descend(held, rung) == allowed
    if allowed:
        workflow.check_descent(held, rung)
    else:
        with pytest.raises(Conflict):
            workflow.check_descent(held, rung)
