"""The table of a resolution's states, whole: what can be done in each, where it leads, and what is refused."""

import pytest

from platform_app.kernel.errors import Conflict
from platform_app.meetings import voting
from platform_app.meetings.lifecycle import RESOLUTION

LEADS: dict[tuple[str, str], str] = {
    ("proposed", "edit"): "proposed",
    ("proposed", "vote"): "proposed",
    ("proposed", "adopt"): "adopted",
    ("proposed", "lapse"): "lapsed",
    ("adopted", "enter_into_force"): "in_force",
    ("adopted", "carry_out"): "carried_out",
    ("adopted", "supersede"): "superseded",
    ("adopted", "lapse"): "lapsed",
    ("in_force", "carry_out"): "carried_out",
    ("in_force", "supersede"): "superseded",
    ("in_force", "lapse"): "lapsed",
}


@pytest.mark.parametrize("act", RESOLUTION.moves)
@pytest.mark.parametrize("status", RESOLUTION.states)
def test_each_act_leads_where_the_table_says_or_is_refused_with_a_reason(status: str, act: str) -> None:
    then = LEADS.get((status, act))
    assert RESOLUTION.can(status, act) == (then is not None)
    if then is not None:
        assert RESOLUTION.after(status, act) == then
        return
    with pytest.raises(Conflict) as refused:
        RESOLUTION.after(status, act)
    assert refused.value.code == f"resolution_{status}"


@pytest.mark.parametrize(
    ("method", "votes", "code"),
    [
        ("consensus", [], None),
        ("consensus", ["for", "abstain"], None),
        ("consensus", ["for", "for", "against"], "no_consensus"),
        ("vote", [], "not_carried"),
        ("vote", ["for"], None),
        ("vote", ["for", "against"], "not_carried"),
        ("vote", ["for", "for", "against", "abstain", "abstain"], None),
        ("vote", ["abstain"], "not_carried"),
    ],
)
def test_what_is_carried(method: str, votes: list[str], code: str | None) -> None:
    counted = voting.tally(votes)
    if code is None:
        voting.check_adopted(method, counted)
        return
    with pytest.raises(Conflict) as refused:
        voting.check_adopted(method, counted)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("is_met", "may", "refused"), [(True, False, False), (False, True, False), (False, False, True)]
)
def test_when_the_quorum_is_missing(is_met: bool, may: bool, refused: bool) -> None:
    if not refused:
        voting.check_quorum(is_met, may)
        return
    with pytest.raises(Conflict):
        voting.check_quorum(is_met, may)
