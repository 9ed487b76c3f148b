"""The tables of batches and candidacies, every cell of them, and the rules with a date in them."""

from datetime import date
from itertools import product

import pytest

from platform_app.kernel.errors import Conflict
from platform_app.selection import lifecycle, rubric

BATCH = {
    ("planned", "open"): "open",
    ("open", "start_review"): "reviewing",
    ("reviewing", "announce"): "announced",
    ("planned", "cancel"): "cancelled",
    ("open", "cancel"): "cancelled",
    ("reviewing", "cancel"): "cancelled",
}
CANDIDACY = {
    ("under_review", "decline"): "declined",
    ("under_review", "withdraw"): "withdrawn",
    ("under_review", "announce"): "announced",
    ("declined", "uphold_appeal"): "under_review",
}
DAY, NEXT = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(("status", "act"), list(product(lifecycle.BATCH_STATES, lifecycle.BATCH_ACTS)))
def test_a_batch_moves_as_its_table_says_or_not_at_all(status: str, act: str) -> None:
    if (status, act) in BATCH:
        assert lifecycle.batch_after(status, act) == BATCH[status, act]
    else:
        with pytest.raises(Conflict, match="batch"):
            lifecycle.batch_after(status, act)


@pytest.mark.parametrize(("status", "act"), list(product(lifecycle.CANDIDACY_STATES, lifecycle.CANDIDACY_ACTS)))
def test_a_candidacy_moves_as_its_table_says_or_not_at_all(status: str, act: str) -> None:
    if (status, act) in CANDIDACY:
        assert lifecycle.candidacy_after(status, act) == CANDIDACY[status, act]
    else:
        with pytest.raises(Conflict, match="case"):
            lifecycle.candidacy_after(status, act)


@pytest.mark.parametrize("status", lifecycle.BATCH_STATES)
def test_the_last_day_counts_whole_and_the_next_one_does_not(status: str) -> None:
    for check, open_state in (
        (lifecycle.check_entries_open, "open"),
        (lifecycle.check_review_in_time, "reviewing"),
    ):
        if status == open_state:
            check(status, DAY, DAY)
        else:
            with pytest.raises(Conflict):
                check(status, DAY, DAY)
        with pytest.raises(Conflict):
            check(status, DAY, NEXT)


@pytest.mark.parametrize(
    ("status", "is_opened", "has_answered"), list(product(lifecycle.CANDIDACY_STATES, (True, False), (True, False)))
)
def test_reviews_are_answered_once_while_they_can_be_read_and_before_the_decision(
    status: str, is_opened: bool, has_answered: bool
) -> None:
    if status == "under_review" and is_opened and not has_answered:
        lifecycle.check_answer(status, is_opened, has_answered)
    else:
        with pytest.raises(Conflict):
            lifecycle.check_answer(status, is_opened, has_answered)


@pytest.mark.parametrize(
    ("batch", "status", "has_appealed"),
    list(product(lifecycle.BATCH_STATES, lifecycle.CANDIDACY_STATES, (True, False))),
)
def test_one_appeal_is_possible_against_being_declined_until_the_batch_closes(
    batch: str, status: str, has_appealed: bool
) -> None:
    if (batch, status, has_appealed) == ("reviewing", "declined", False):
        lifecycle.check_appeal(batch, status, has_appealed)
    else:
        with pytest.raises(Conflict):
            lifecycle.check_appeal(batch, status, has_appealed)


def test_the_spread_shows_mean_lowest_and_highest_and_says_when_it_is_wide() -> None:
    spread = rubric.spread([{"evidence": 5, "clarity": 3}, {"evidence": 2, "clarity": 4}])
    assert (spread["evidence"].mean, spread["evidence"].lowest, spread["evidence"].highest) == (3.5, 2, 5)
    assert spread["evidence"].is_wide
    assert not spread["clarity"].is_wide
    assert "standards" not in spread
    assert rubric.overall([]) is None
    assert rubric.overall([{"evidence": 5, "clarity": 3}, {"evidence": 2}]) == 3.33
