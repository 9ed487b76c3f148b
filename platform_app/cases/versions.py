"""Acts on a case as somebody saw it: refused once it has changed, checked in the transaction of the act."""

from collections.abc import Callable
from typing import TypeVar

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import queries, revisions
from platform_app.kernel.errors import Stale
from platform_app.kernel.use_case import use_case

T = TypeVar("T")


@use_case
def at_version(actor: Actor, case_id: int, version: int, act: Callable[[], T]) -> T:
    """Do `act` if the case is still at `version`.

    Raises:
        Stale: it is not; the newer text comes along, unless the actor may not read it.
    """
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_SEE, case)
    if case.version != version:
        newer = case.latest_no if queries.sees_drafts(actor, case) else case.public_no
        raise Stale(current=(case, revisions.content_of(revisions.numbered(case.id, newer))))
    return act()
