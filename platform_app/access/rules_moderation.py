"""The rows of the permission table for reports, sanctions and what waits to be shown."""

from collections.abc import Mapping, Sequence

from platform_app.access import predicates as t
from platform_app.access import predicates_exchange as e
from platform_app.access import predicates_moderation as m
from platform_app.access.permissions import P

# Nobody decides about what she wrote herself or about herself.
_MODERATORS: Sequence[t.Row] = [(t.is_moderator, e.is_not_author), (t.province_stands_over, e.is_not_author)]
_OF_MATTERS = [*_MODERATORS, (t.is_admin, m.is_put_to_administrators, e.is_not_author)]

MODERATION: Mapping[P, Sequence[t.Row]] = {
    P.REPORT_MAKE: [(t.is_person,)],
    P.MATTER_SEE: _OF_MATTERS,
    P.MATTER_DECIDE: _OF_MATTERS,
    P.SANCTION_SEE: [
        (m.is_concerned,),
        (t.is_moderator,),
        (t.province_stands_over,),
        (t.is_admin, m.is_suspension),
        (t.is_system,),
    ],
    P.SANCTION_IMPOSE: _MODERATORS,
    P.SANCTION_APPEAL: [(m.is_concerned,)],
    # A province's decisions are appealed to the platform's moderators, theirs to another one of them; suspensions to
    # another administrator.
    P.SANCTION_JUDGE: [
        (t.is_moderator, m.is_no_suspension, m.is_not_concerned, m.did_not_decide_it),
        (t.is_moderator, m.is_no_suspension, m.is_not_concerned, m.is_open_to_all),
        (t.is_admin, m.is_suspension, m.is_not_concerned, m.did_not_decide_it),
        (t.is_admin, m.is_suspension, m.is_not_concerned, m.is_open_to_all),
    ],
    P.POST_RELEASE: _MODERATORS,
}
