"""The rows of the permission table for questions put to other organisations.

Whether an ask is seen at all is its thread's affair (`queries_asks`): who may read the thread sees who was asked.
"""

from collections.abc import Mapping, Sequence

from platform_app.access import predicates as t
from platform_app.access import predicates_asks as a
from platform_app.access import predicates_exchange as e
from platform_app.access.permissions import P

ASKS: Mapping[P, Sequence[t.Row]] = {
    P.ASK_MAKE: [(e.is_author, t.is_insider, e.may_speak), (t.coordinates_it, e.may_speak), (t.is_system,)],
    P.ASK_ANSWER: [(t.is_own, e.may_speak)],
    P.ASK_READ_WORD: [(a.asked_it,), (a.coordinates_the_asking,), (t.is_own,), (t.is_moderator,), (t.is_system,)],
}
