"""The table of a meeting's states, whole: what can be done in each, where it leads, and what is refused."""

import pytest

from platform_app.kernel.errors import Conflict
from platform_app.meetings.lifecycle import MEETING

_EVERY_TIME = ("edit", "change_agenda", "propose")
STAYS: dict[str, tuple[str, ...]] = {
    "planned": _EVERY_TIME,
    "convened": (*_EVERY_TIME, "name", "answer", "attend", "write_minutes", "propose_resolution"),
    "postponed": _EVERY_TIME,
    "cancelled": (),
    "held": ("attend", "write_minutes", "propose_resolution"),
    "circulated": ("write_minutes", "circulate", "comment"),
    "approved": ("add_addendum",),
    "closed": ("add_addendum",),
}
GOES: dict[tuple[str, str], str] = {
    ("planned", "convene"): "convened",
    ("planned", "postpone"): "postponed",
    ("planned", "cancel"): "cancelled",
    ("convened", "postpone"): "postponed",
    ("convened", "cancel"): "cancelled",
    ("convened", "hold"): "held",
    ("postponed", "convene"): "convened",
    ("postponed", "cancel"): "cancelled",
    ("held", "circulate"): "circulated",
    ("circulated", "approve"): "approved",
    ("approved", "close"): "closed",
}
LEADS = {**{(status, act): status for status, acts in STAYS.items() for act in acts}, **GOES}


@pytest.mark.parametrize("act", MEETING.moves)
@pytest.mark.parametrize("status", MEETING.states)
def test_each_act_leads_where_the_table_says_or_is_refused_with_a_reason(status: str, act: str) -> None:
    then = LEADS.get((status, act))
    assert MEETING.can(status, act) == (then is not None)
    if then is not None:
        assert MEETING.after(status, act) == then
        return
    with pytest.raises(Conflict) as refused:
        MEETING.after(status, act)
    assert refused.value.code == f"meeting_{status}"


def test_a_meeting_that_is_over_leads_nowhere_back() -> None:
    assert not {then for (status, _), then in GOES.items() if status in ("cancelled", "closed")}
    assert set(MEETING.states) == set(STAYS)
