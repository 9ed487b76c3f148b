"""One example of everything that is answered about moderation; a test holds each against its shape."""

from platform_app.api.examples import MOMENT, entity

REPORT = {"kind": "post", "id": 88, "reason": "spam", "words": "商业广告。"}
WHY = "发布商业广告，与标准化工作无关。"
OWN_REPORT = {
    "id": 5,
    "kind": "post",
    "subject_id": 88,
    "reason": "spam",
    "words": REPORT["words"],
    "at": MOMENT,
    "outcome": None,
    "word": None,
    "decided_at": None,
}
MATTER = {
    **entity("reports/4", id=4, version=1, actions=("matter.decide",)),
    "subject": {"kind": "post", "id": 88},
    "status": "open",
    "report_count": 1,
    "reports": [{"reason": "spam", "words": REPORT["words"], "at": MOMENT}],
    "is_for_administrators": False,
    "asked_because": None,
    "outcome": None,
    "category": None,
    "reason": None,
    "decided_at": None,
    "decided_by_name": None,
}
SANCTION = {
    **entity("sanctions/3", id=3, version=1, actions=("sanction.appeal",)),
    "kind": "hide",
    "person_id": 9,
    "subject": {"kind": "post", "id": 88},
    "category": "spam",
    "reason": WHY,
    "days": None,
    "until": None,
    "at": MOMENT,
    "by_role": "moderator",
    "by_name": None,
    "lifted_at": None,
    "can_be_appealed": True,
    "appeal_state": None,
    "appeal_text": None,
    "appealed_at": None,
    "appeal_reason": None,
    "appeal_decided_at": None,
}
PUBLIC_ACT = {
    "id": 12,
    "at": MOMENT,
    "act": "silenced",
    "days": 7,
    "field": "smart-city",
    "category": "abuse",
    "by_role": "province",
}
