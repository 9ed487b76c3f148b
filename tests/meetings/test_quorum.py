"""Whether enough members are there, and which rules can never be met: pure rules."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_app.kernel.errors import Invalid
from platform_app.meetings.quorum import LEVELS, Rule, Seat, check_reachable, count, plain_of, rule_of

PROVINCES = 32
TWO_THIRDS = Rule(lead_present=True, shares={"provincial": Fraction(2, 3)})


def seats(there: int, *, lead: bool = True, of: int = PROVINCES) -> list[Seat]:
    """The lead and some provinces, of which some are there."""
    provinces = [Seat(place, "provincial", "member", place <= there) for place in range(1, of + 1)]
    return [Seat(0, "ministerial", "lead", lead), *provinces]


@pytest.mark.parametrize(
    ("there", "lead", "is_met"),
    [(21, True, False), (22, True, True), (32, True, True), (32, False, False), (0, True, False)],
)
def test_two_thirds_of_the_provinces_and_the_lead(there: int, lead: bool, is_met: bool) -> None:
    assert count(TWO_THIRDS, seats(there, lead=lead)).is_met is is_met


def test_each_condition_says_how_many_are_needed_and_there() -> None:
    plain = count(TWO_THIRDS, seats(20)).plain()
    assert plain == {
        "is_met": False,
        "lines": [
            {"what": "lead", "members": 1, "needed": 1, "there": 1},
            {"what": "ministerial", "members": 1, "needed": 0, "there": 1},
            {"what": "provincial", "members": PROVINCES, "needed": 22, "there": 20},
        ],
    }


@pytest.mark.parametrize("role", ["observer", "guest"])
def test_who_does_not_vote_does_not_count(role: str) -> None:
    watching = [Seat(9, "provincial", role, True) for _ in range(5)]
    assert count(Rule(counts={"provincial": 1}), watching).is_met is False


def test_of_a_share_and_a_number_the_larger_holds() -> None:
    rule = Rule(shares={"provincial": Fraction(1, 2)}, counts={"provincial": 3})
    assert [count(rule, seats(there, of=4)).is_met for there in (2, 3)] == [False, True]
    assert [count(rule, seats(there, of=8)).is_met for there in (3, 4)] == [False, True]


def test_a_rule_without_conditions_is_always_met() -> None:
    assert count(Rule(), []).is_met
    assert count(Rule(), seats(0, lead=False)).is_met


@pytest.mark.parametrize(("needed", "refused"), [(2, False), (3, True)])
def test_a_number_over_the_membership_is_refused_by_its_field(needed: int, refused: bool) -> None:
    rule, levels = Rule(counts={"city": needed}), ["city", "city", "provincial"]
    if not refused:
        check_reachable(rule, levels)
        return
    with pytest.raises(Invalid) as found:
        check_reachable(rule, levels)
    assert list(found.value.errors) == ["quorum.counts.city"]


def test_a_share_over_one_is_refused_by_its_field() -> None:
    with pytest.raises(Invalid) as found:
        check_reachable(Rule(shares={"city": Fraction(3, 2)}), ["city"])
    assert list(found.value.errors) == ["quorum.shares.city"]


_SHARES = st.dictionaries(st.sampled_from(LEVELS), st.fractions(0, 1, max_denominator=12))
_COUNTS = st.dictionaries(st.sampled_from(LEVELS), st.integers(0, 500))
_RULES = st.builds(Rule, st.booleans(), _SHARES, _COUNTS, st.booleans())


@given(_RULES)
def test_a_rule_is_the_same_after_it_was_kept(rule: Rule) -> None:
    assert rule_of(plain_of(rule)) == rule


@given(st.fractions(0, 1, max_denominator=12), st.integers(0, 40), st.integers(0, 40))
def test_one_more_who_comes_never_takes_a_quorum_away(share: Fraction, of: int, there: int) -> None:
    rule = Rule(shares={"provincial": share})
    before, after = (count(rule, seats(min(each, of), of=of)).is_met for each in (there, there + 1))
    assert after or not before
