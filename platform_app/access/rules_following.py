"""The rows of the permission table for what one follows, is told and chooses: all of it is hers alone."""

from collections.abc import Mapping, Sequence

from platform_app.access import predicates as t
from platform_app.access import predicates_following as f
from platform_app.access.permissions import P

FOLLOWING: Mapping[P, Sequence[t.Row]] = {
    P.FOLLOW_SET: [(t.is_person,)],
    P.FOLLOW_SEE: [(f.is_hers,)],
    P.NOTICE_SEE: [(f.is_hers,)],
    P.NOTICE_MARK: [(t.is_person,)],
    P.NOTICE_CHOOSE: [(t.is_person,)],
    P.NOTICE_UNSUBSCRIBE: [(t.is_anyone,)],
    P.NOTICE_TELL: [(t.is_system,)],
    P.NOTICE_FEED: [(t.is_person,)],
    P.SEARCH_KEEP: [(t.is_person,)],
    P.SEARCH_CHANGE: [(f.is_hers,)],
}
