"""What can be done to a thread and to a post in each of their states; pure rules over plain values."""

from collections.abc import Mapping
from typing import Literal

from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import Message, msg

KINDS = ("question", "discussion", "announcement")
VISIBILITIES = ("public", "members", "subtree")
SIGNS = ("thanks", "agree", "helpful", "same_here")
SUBJECTS = ("case", "standard")  # what a thread can be about
PAGE = 20  # posts

Act = Literal["lock", "pin", "move", "merge", "split", "duplicate", "hide"]
ACTS: tuple[Act, ...] = ("lock", "pin", "move", "merge", "split", "duplicate", "hide")

# The state of a thread after an act and after it is undone, where it changes; no entry = cannot be done there.
_ACTS: Mapping[str, Mapping[str, str]] = {
    "lock": {"open": "open", "hidden": "hidden"},
    "pin": {"open": "open"},
    "move": {"open": "open", "hidden": "hidden"},
    "merge": {"open": "merged"},
    "split": {"open": "open"},
    "duplicate": {"open": "open"},
    "hide": {"open": "hidden", "held": "hidden"},
    "show": {"hidden": "open"},
    "release": {"held": "open"},
    "unmerge": {"merged": "open"},
    "delete": {"open": "deleted", "held": "deleted"},
}
_POSTS: Mapping[str, Mapping[str, str]] = {
    "edit": {"shown": "shown", "held": "held"},
    "delete": {"shown": "deleted", "held": "deleted"},
    "hide": {"shown": "hidden", "held": "hidden"},
    "show": {"hidden": "shown"},
    "release": {"held": "shown"},
    "react": {"shown": "shown"},
    "accept": {"shown": "shown"},
    "propose": {"shown": "shown"},
    "reply": {"shown": "shown"},
}
_WHY: Mapping[str, Message] = {
    "held": msg("This waits for a moderator and cannot be changed so far."),
    "hidden": msg("A moderator has hidden this."),
    "deleted": msg("Its author has taken this back."),
    "merged": msg("This thread was merged into another one. Go on there."),
    "open": msg("This is not hidden or held."),
    "shown": msg("This is not hidden or held."),
}


def after(status: str, act: str) -> str:
    """The state of a thread after an act.

    Raises:
        Conflict: it cannot be done in this state.
    """
    return _after(_ACTS, status, act, "thread")


def post_after(status: str, act: str) -> str:
    """The state of a post after an act.

    Raises:
        Conflict: it cannot be done in this state.
    """
    return _after(_POSTS, status, act, "post")


def check_takes_posts(status: str, *, is_locked: bool) -> None:
    """Refuse posts to a thread that takes none.

    Raises:
        Conflict: it is locked, hidden, merged, held or deleted.
    """
    if status != "open":
        raise Conflict(_WHY[status], f"thread_{status}")
    if is_locked:
        raise Conflict(msg("This thread is locked: it takes no more posts."), "thread_locked")


def page_of(no: int) -> int:
    """The page on which the post with a number stands, the first being 1."""
    return (no - 1) // PAGE + 1


def numbers_on(page: int) -> tuple[int, int]:
    """The first and last number on a page."""
    return (page - 1) * PAGE + 1, page * PAGE


def _after(table: Mapping[str, Mapping[str, str]], status: str, act: str, what: str) -> str:
    try:
        return table[act][status]
    except KeyError:
        raise Conflict(_WHY[status], f"{what}_{status}") from None
