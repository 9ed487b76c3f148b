"""The rows of the permission table for requests between levels.

`REQUEST_SEE`, `REQUEST_RAISE` (of an organisation) and `REQUEST_CLOSE` are asked of a request; the others of the answer
of one organisation, whose `org_id` is who is asked and whose `asker_id` is who asks it. `REQUEST_ADD_PAPER` is asked of
a party.
"""

from collections.abc import Mapping, Sequence

from platform_app.access import predicates as t
from platform_app.access import predicates_coordination as c
from platform_app.access import predicates_exchange as e
from platform_app.access.permissions import P

COORDINATION: Mapping[P, Sequence[t.Row]] = {
    P.REQUEST_SEE: [
        (c.is_below_a_party,),
        (c.is_above_a_party,),
        (c.sits_in_a_ministry,),
        (t.is_secretariat,),
        (t.is_system,),
    ],
    P.REQUEST_RAISE: [(t.writes_for_it, e.may_speak), (t.coordinates_it, e.may_speak), (t.is_system,)],
    P.REQUEST_ANSWER: [(t.writes_for_it, e.may_speak), (t.coordinates_it, e.may_speak)],
    P.REQUEST_ADD_PAPER: [
        (c.takes_part, t.writes_for_it, e.may_speak),
        (c.takes_part, t.coordinates_it, e.may_speak),
    ],
    P.REQUEST_DIRECT: [(t.coordinates_it, e.may_speak)],
    P.REQUEST_ESCALATE: [(t.coordinates_it,), (c.coordinates_the_asker,), (t.is_secretariat,), (t.is_system,)],
    P.REQUEST_OBJECT: [(t.coordinates_it, e.may_speak), (c.coordinates_the_asker, e.may_speak)],
    P.REQUEST_JUDGE: [(c.coordinates_the_asker,)],
    P.REQUEST_CLOSE: [(t.coordinates_it,), (t.is_system,)],
    P.REQUEST_PUBLISH: [(t.coordinates_it,)],
    P.INTERPRETATION_SEE: [(c.is_made_known,)],
    P.HOLIDAY_EDIT: [(t.is_admin,), (t.is_system,)],
}
