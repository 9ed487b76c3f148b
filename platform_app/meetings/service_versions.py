"""Any act on a meeting, as somebody saw it."""

from collections.abc import Callable
from typing import TypeVar

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.kernel.errors import Stale
from platform_app.kernel.use_case import use_case
from platform_app.meetings import queries

T = TypeVar("T")


@use_case
def at_version(actor: Actor, meeting_id: int, version: int, act: Callable[[], T]) -> T:
    """Do an act on a meeting as somebody saw it.

    Raises:
        Stale: somebody has acted on it in the meantime.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(queries.as_delegate(actor), P.MEETING_SEE, meeting)
    if meeting.version != version:
        raise Stale(current=meeting)
    return act()
