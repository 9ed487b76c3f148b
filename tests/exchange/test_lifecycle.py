"""The tables of what can be done to threads and posts, whole: what is not named is refused."""

import pytest

from platform_app.exchange import lifecycle
from platform_app.kernel.errors import Conflict

THREADS = ("open", "held", "hidden", "deleted", "merged")
POSTS = ("shown", "held", "hidden", "deleted")

AFTER = {
    ("open", "lock"): "open",
    ("hidden", "lock"): "hidden",
    ("open", "pin"): "open",
    ("open", "move"): "open",
    ("hidden", "move"): "hidden",
    ("open", "merge"): "merged",
    ("open", "split"): "open",
    ("open", "duplicate"): "open",
    ("open", "hide"): "hidden",
    ("held", "hide"): "hidden",
    ("hidden", "show"): "open",
    ("held", "release"): "open",
    ("merged", "unmerge"): "open",
    ("open", "delete"): "deleted",
    ("held", "delete"): "deleted",
}
POST_AFTER = {
    ("shown", "edit"): "shown",
    ("held", "edit"): "held",
    ("shown", "delete"): "deleted",
    ("held", "delete"): "deleted",
    ("shown", "hide"): "hidden",
    ("held", "hide"): "hidden",
    ("hidden", "show"): "shown",
    ("held", "release"): "shown",
    ("shown", "react"): "shown",
    ("shown", "accept"): "shown",
    ("shown", "propose"): "shown",
    ("shown", "reply"): "shown",
}
ACTS = (*lifecycle.ACTS, "show", "release", "unmerge", "delete")
POST_ACTS = ("edit", "delete", "hide", "show", "release", "react", "accept", "propose", "reply")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", THREADS)
def test_a_thread_goes_where_the_table_says_and_nowhere_else(status: str, act: str) -> None:
    if (status, act) in AFTER:
        assert lifecycle.after(status, act) == AFTER[status, act]
        return
    with pytest.raises(Conflict) as refused:
        lifecycle.after(status, act)
    assert refused.value.code == f"thread_{status}"


@pytest.mark.parametrize("act", POST_ACTS)
@pytest.mark.parametrize("status", POSTS)
def test_a_post_goes_where_the_table_says_and_nowhere_else(status: str, act: str) -> None:
    if (status, act) in POST_AFTER:
        assert lifecycle.post_after(status, act) == POST_AFTER[status, act]
        return
    with pytest.raises(Conflict) as refused:
        lifecycle.post_after(status, act)
    assert refused.value.code == f"post_{status}"


@pytest.mark.parametrize("status", THREADS)
@pytest.mark.parametrize("is_locked", [False, True])
def test_only_an_open_thread_that_is_not_locked_takes_posts(status: str, is_locked: bool) -> None:
    if status == "open" and not is_locked:
        lifecycle.check_takes_posts(status, is_locked=is_locked)
        return
    with pytest.raises(Conflict) as refused:
        lifecycle.check_takes_posts(status, is_locked=is_locked)
    assert refused.value.code == ("thread_locked" if status == "open" else f"thread_{status}")


def test_pages_are_cut_by_numbers_so_that_nothing_moves() -> None:
    assert [lifecycle.page_of(no) for no in (1, 20, 21, 40, 41)] == [1, 1, 2, 2, 3]
    assert lifecycle.numbers_on(3) == (41, 60)
