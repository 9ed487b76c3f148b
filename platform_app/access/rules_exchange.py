"""The rows of the permission table for threads, posts and what comes out of them."""

from collections.abc import Mapping, Sequence

from platform_app.access import predicates as t
from platform_app.access import predicates_exchange as e
from platform_app.access.permissions import P

# Who curates: moderators everywhere, and the coordinators of a province in their part of the country.
_CURATORS = [(t.is_moderator,), (t.province_stands_over,), (t.is_system,)]

EXCHANGE: Mapping[P, Sequence[t.Row]] = {
    P.THREAD_SEE: [
        (e.is_in_sight, e.is_for_everybody),
        (e.is_in_sight, e.is_for_members, t.is_insider),
        (e.is_in_sight, e.is_for_subtree, e.is_within_scope),
        (e.is_author,),
        (t.is_moderator,),
        (t.province_stands_over, e.is_for_everybody),
        (t.province_stands_over, e.is_for_members),
        (t.is_system,),
    ],
    P.THREAD_START: [(t.is_insider, e.may_speak)],
    # Announcements go down: to one's own part of the country, or to everybody from those who stand over everybody.
    P.THREAD_ANNOUNCE: [
        (t.is_moderator, e.may_speak),
        (t.is_secretariat, e.may_speak),
        (e.coordinates_a_ministry, e.may_speak),
        (e.is_for_subtree, e.leads_its_scope, e.may_speak),
        (t.is_system,),
    ],
    P.THREAD_EDIT: [(e.is_author, e.may_speak), (t.is_moderator,), (t.is_system,)],
    P.THREAD_CURATE: _CURATORS,
    P.THREAD_PIN_EVERYWHERE: [(t.is_moderator,), (t.is_system,)],
    P.POST_WRITE: [(t.is_insider, e.may_speak)],
    P.POST_READ_WITHHELD: [(e.is_author,), *_CURATORS],
    P.POST_EDIT: [(e.is_author, e.may_speak), (t.is_system,)],
    P.POST_DELETE: [(e.is_author,)],
    P.POST_REACT: [(t.is_insider, e.may_speak, e.is_not_author)],
    # Nobody moderates what she wrote herself.
    P.POST_HIDE: [(t.is_moderator, e.is_not_author), (t.province_stands_over, e.is_not_author)],
    P.ANSWER_ACCEPT: [(e.is_author,), (t.coordinates_it,)],
    P.ANSWER_PROPOSE: [(e.is_author,), (t.coordinates_it,), (t.is_moderator,)],
    P.PROPOSAL_SEE: [
        (e.is_taken_proposal,),
        (e.proposed_it,),
        (e.is_lesson, t.writes_for_it),
        (e.is_lesson, t.coordinates_it),
        (t.is_moderator,),
        (t.is_system,),
    ],
    P.PROPOSAL_DECIDE: [
        (e.is_lesson, t.writes_for_it),
        (e.is_lesson, t.coordinates_it),
        (e.is_faq, t.is_moderator),
    ],
    P.EXCHANGE_CHECK: [(t.is_system,), (t.is_admin,)],
}
