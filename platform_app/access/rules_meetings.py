"""The rows of the permission table for bodies, meetings, minutes, resolutions and action items.

`org_id` of a body, a meeting and a resolution is the body's secretariat. `DELEGATE_NAME` and `RESOLUTION_VOTE` are
asked of an organisation's invitation, `DELEGATE_ANSWER` of a delegate, `AGENDA_WITHDRAW` of a proposal.
"""

from collections.abc import Mapping, Sequence

from platform_app.access import predicates as t
from platform_app.access import predicates_coordination as c
from platform_app.access import predicates_exchange as e
from platform_app.access import predicates_meetings as m
from platform_app.access.permissions import P

_RUNS: Sequence[t.Row] = [
    (t.writes_for_it,),
    (t.coordinates_it,),
    (t.is_secretariat, m.is_of_ministries),
    (t.is_system,),
]
_KEEPS: Sequence[t.Row] = [(m.keeps_its_body,), (t.is_secretariat, m.is_kept_by_ministries), (t.is_system,)]
_OF_ITS_BODY: Sequence[t.Row] = [(m.sits_in_its_body,), (t.is_own,), (t.is_secretariat,), (t.is_system,)]

MEETINGS: Mapping[P, Sequence[t.Row]] = {
    P.BODY_SEE: [(m.is_open_body,), *_OF_ITS_BODY],
    P.BODY_FOUND: [(t.coordinates_it, m.is_not_of_cities), (t.is_secretariat,), (t.is_system,)],
    P.BODY_LEAD: [(t.coordinates_it,), (t.is_secretariat, m.is_of_ministries), (t.is_system,)],
    P.MEETING_SEE: [(m.is_open_body, m.is_beyond_plans), (m.is_named_for_it,), *_OF_ITS_BODY],
    P.MEETING_SEE_PEOPLE: _OF_ITS_BODY,
    P.MEETING_JOIN: [(m.is_named_for_it,), *_OF_ITS_BODY],
    P.MEETING_RUN: _RUNS,
    P.AGENDA_PROPOSE: [(m.writes_for_a_member, e.may_speak)],
    P.AGENDA_WITHDRAW: [(t.writes_for_it,), (t.coordinates_it,)],
    P.DELEGATE_NAME: [(t.coordinates_it,), (t.is_system,)],
    P.DELEGATE_ANSWER: [(m.was_given_it,), (t.coordinates_it,), (t.is_system,)],
    P.MINUTES_SEE: [
        *_RUNS,
        (m.chairs_it,),
        (m.has_minutes_out, m.sits_in_its_body),
        (m.has_minutes_out, m.is_named_for_it),
        (m.has_minutes_out, t.is_secretariat),
        (m.is_open_body, m.has_minutes_approved),
    ],
    P.MINUTES_WRITE: _RUNS,
    P.MINUTES_COMMENT: [(m.writes_for_a_member, e.may_speak)],
    P.MINUTES_APPROVE: [(m.chairs_it,), (m.has_no_chair, m.coordinates_its_lead)],
    P.RESOLUTION_SEE: [(m.is_open_body, m.was_adopted), *_OF_ITS_BODY],
    P.RESOLUTION_PROPOSE: [*_RUNS, (m.writes_for_a_member, e.may_speak)],
    P.RESOLUTION_LEAD: _RUNS,
    P.RESOLUTION_VOTE: [(t.coordinates_it, m.votes_there), (t.is_system,)],
    P.ACTION_SEE: [
        (m.sits_in_its_body,),
        (m.is_above_the_owner,),
        (m.was_given_it,),
        (c.sits_in_a_ministry,),
        (t.is_secretariat,),
        *_KEEPS,
    ],
    P.ACTION_ASSIGN: _RUNS,
    P.ACTION_WORK: [(t.writes_for_it,), (t.coordinates_it,), (m.was_given_it,), (t.is_system,)],
    P.ACTION_JUDGE: _KEEPS,
    P.BOARD_SEE_ALL: [(t.is_secretariat,), (t.is_system,)],
    P.CALENDAR_KEEP: [(t.is_person,)],
}
