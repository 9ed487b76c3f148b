"""The table: a permission holds if every test of any one of its rows holds."""

from collections.abc import Mapping, Sequence

from platform_app.access import predicates as t
from platform_app.access import predicates_exchange as e
from platform_app.access.permissions import P
from platform_app.access.predicates import Row
from platform_app.access.rules_asks import ASKS
from platform_app.access.rules_coordination import COORDINATION
from platform_app.access.rules_exchange import EXCHANGE
from platform_app.access.rules_following import FOLLOWING
from platform_app.access.rules_meetings import MEETINGS
from platform_app.access.rules_moderation import MODERATION

RULES: Mapping[P, Sequence[Row]] = {
    **EXCHANGE,
    **ASKS,
    **COORDINATION,
    **FOLLOWING,
    **MEETINGS,
    **MODERATION,
    # Public is public. An organisation's own people read its drafts; moderators read what was public once.
    P.CASE_SEE: [
        (t.is_public,),
        (t.is_own,),
        (t.drafts_it, t.is_draft),
        (t.is_moderator, t.was_public),
        (t.is_system,),
    ],
    P.CASE_SEE_DRAFTS: [(t.is_own,), (t.drafts_it, t.is_draft), (t.is_system,)],
    P.CASE_SEE_CONTACT: [(t.is_insider,)],
    P.CASE_CREATE: [(t.writes_for_it,), (t.is_system,)],
    # A province may draft for a city below it, the secretariat where there is no province; the city signs off.
    P.CASE_DRAFT_FOR: [
        (t.province_writes_over, t.is_not_own),
        (t.is_secretariat, t.has_no_province, t.is_not_own),
    ],
    P.CASE_TAKE_OVER: [
        (t.writes_for_it, t.is_drafted_for_it, t.is_draft),
        (t.coordinates_it, t.is_drafted_for_it, t.is_draft),
    ],
    P.CASE_EDIT: [
        (t.writes_for_it, t.is_editable),
        (t.coordinates_it, t.is_editable),
        (t.drafts_it, t.is_draft),
        (t.is_system,),
    ],
    P.CASE_SUBMIT: [(t.writes_for_it,), (t.coordinates_it,), (t.is_system,)],
    P.CASE_RETURN: [(t.coordinates_it,)],
    P.CASE_PUBLISH: [(t.coordinates_it,), (t.is_system,)],
    # A moderator protects the readers; she does so for no organisation of her own.
    P.CASE_UNPUBLISH: [(t.is_moderator, t.is_not_own)],
    P.CASE_ARCHIVE: [(t.coordinates_it,), (t.is_moderator, t.is_not_own)],
    P.CASE_DISCARD: [
        (t.writes_for_it, t.is_draft, t.was_never_public),
        (t.coordinates_it, t.is_drafted_for_it, t.is_draft, t.was_never_public),
    ],
    # The ladder: its city, its province, a moderator. Nobody climbs it alone.
    P.CASE_NOMINATE: [(t.coordinates_it,)],
    P.CASE_RECOMMEND: [
        (t.province_stands_over, t.is_not_own),
        (t.is_secretariat, t.has_no_province, t.is_not_own),
    ],
    P.CASE_FEATURE: [(t.is_moderator, t.is_not_own)],
    P.CASE_LOOK: [(t.is_moderator, t.is_not_own)],
    P.CASE_INVITE: [
        (t.province_stands_over, t.is_not_own),
        (t.is_secretariat, t.has_no_province, t.is_not_own),
    ],
    # Typical cases: entered by the province or the secretariat, reviewed by a panel, announced by the secretariat.
    # Nobody touches a case of her own organisation or of one below it.
    P.CASE_ENTER: [(t.province_stands_over, t.is_not_own), (t.is_secretariat, t.does_not_stand_over)],
    P.CASE_ANNOUNCE: [(t.is_secretariat, t.does_not_stand_over)],
    P.CASE_CONFIRM: [(t.writes_for_it,), (t.coordinates_it,)],
    P.EVIDENCE_CONFIRM: [(t.is_moderator, t.does_not_stand_over), (t.is_secretariat, t.does_not_stand_over)],
    P.BATCH_SEE: [(t.is_beyond_planning,), (t.is_secretariat,), (t.is_its_chair,), (t.is_system,)],
    P.BATCH_LEAD: [(t.is_secretariat,), (t.is_system,)],
    P.PANEL_FOLLOW: [(t.is_secretariat,), (t.is_its_chair,), (t.is_system,)],
    P.CANDIDACY_SEE: [
        (t.is_open_candidacy,),
        (t.is_own,),
        (t.province_stands_over,),
        (t.is_secretariat,),
        (t.is_its_chair,),
        (t.is_on_its_panel,),
        (t.is_system,),
    ],
    P.CANDIDACY_DECLINE: [(t.is_secretariat, t.does_not_stand_over)],
    P.CANDIDACY_WITHDRAW: [
        (t.coordinates_it,),
        (t.province_stands_over,),
        (t.is_secretariat, t.does_not_stand_over),
        (t.is_system,),
    ],
    P.CANDIDACY_ANSWER: [(t.coordinates_it,)],
    P.APPEAL_DECIDE: [(t.is_its_chair, t.does_not_stand_over)],
    P.SCORES_OPEN: [(t.is_its_chair, t.does_not_stand_over), (t.is_secretariat, t.does_not_stand_over)],
    P.REVIEW_GIVE: [(t.is_its_reviewer, t.does_not_stand_over)],
    P.REVIEW_SEE: [
        (t.is_its_reviewer,),
        (t.has_given_hers, t.is_given, t.does_not_stand_over),
        (t.is_its_chair, t.is_given, t.does_not_stand_over),
        (t.is_secretariat, t.is_given, t.does_not_stand_over),
        (t.is_own, t.is_given, t.is_opened),
        (t.is_made_public, t.is_given),
        (t.is_system,),
    ],
    P.CONFLICT_DECLARE: [(t.is_its_reviewer,)],  # above all where she has come to belong to its organisation
    P.CONFLICT_SEE: [
        (t.has_stepped_back, t.is_its_reviewer),
        (t.has_stepped_back, t.is_its_chair, t.does_not_stand_over),
        (t.has_stepped_back, t.is_secretariat, t.does_not_stand_over),
        (t.has_stepped_back, t.is_system),
    ],
    # A file is seen where it is shown; the marks follow its case (`cases/shown.py`).
    P.FILE_SEE: [
        (t.is_shown,),
        (t.is_own,),
        (t.drafts_it,),
        (t.is_moderator, t.was_shown),
        (t.is_system,),
        # Of a post: as far as its thread is read.
        (e.is_shared, e.is_for_everybody),
        (e.is_shared, e.is_for_members, t.is_insider),
        (e.is_shared, e.is_for_subtree, e.is_within_scope),
    ],
    P.FILE_PREPARE: [(t.is_system,)],
    P.FILE_COLLECT: [(t.is_system,), (t.is_admin,)],
    P.ORGANISATION_EDIT: [(t.is_admin,), (t.is_system,)],
    P.ORGANISATION_INVITE: [(t.coordinates_it,), (t.is_admin,), (t.is_system,)],
    P.ORGANISATION_ADMIT: [(t.coordinates_it,), (t.is_admin,), (t.is_system,)],
    P.ORGANISATION_SEE_PEOPLE: [(t.is_own,), (t.is_admin,), (t.is_system,)],
    P.ORGANISATION_EXPORT: [(t.coordinates_it,), (t.is_admin,), (t.is_system,)],
    P.WEBHOOK_KEEP: [(t.coordinates_it,), (t.is_system,)],
    P.ORGANISATION_JOIN: [(t.is_person,)],
    P.ACCOUNT_ENTER: [(t.is_anyone,)],
    P.PERSON_EDIT: [(t.is_self,), (t.is_system,)],
    P.PERSON_MANAGE: [(t.is_admin,), (t.is_system,)],
    P.TOKEN_CREATE: [(t.is_person,)],
    # The desk: who decides takes reasons ready for use; moderators keep them.
    P.DESK_VIEW_KEEP: [(t.is_person,)],
    P.REASONS_READ: [(t.is_insider,), (t.is_system,)],
    P.REASON_EDIT: [(t.is_moderator,), (t.is_admin,), (t.is_system,)],
    P.GLOSSARY_EDIT: [(t.is_admin,), (t.is_system,)],
    P.REFERENCE_LOAD: [(t.is_admin,), (t.is_system,)],
    P.REMINDER_SEND: [(t.is_system,)],
    P.PLATFORM_BACK_UP: [(t.is_system,)],
    P.AUDIT_READ: [(t.is_moderator,), (t.is_secretariat,), (t.is_admin,), (t.is_system,)],
}
