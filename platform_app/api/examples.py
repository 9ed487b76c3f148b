"""One example of everything that is answered, for the document; a test holds each against its shape."""

from typing import Any

ROOT = "https://cities.example/api/v1"
MOMENT = "2026-11-22T08:30:00Z"


def entity(path: str, id: int = 7, version: int = 3, actions: tuple[str, ...] = ()) -> dict[str, Any]:
    """What every entity has."""
    stamps = {"created_at": MOMENT, "updated_at": MOMENT}
    return {"id": id, "url": f"{ROOT}/{path}", "version": version, **stamps, "actions": list(actions)}


def listing(item: Any, total: int = 1) -> dict[str, Any]:
    """A list with one thing in it."""
    return {"items": [item], "next": None, "total": total}


OWNER = {
    "id": 12,
    "url": f"{ROOT}/organisations/12",
    "code": "330100",
    "level": "city",
    "name_zh": "杭州市",
    "name_en": "Hangzhou",
}
NEW_CASE = {
    "organisation": "330100",
    "form": "short",
    "title": {"zh": "社区微更新试点", "en": "A pilot of small-scale renewal"},
    "result": {"zh": "三个月完成十二处改造。", "en": "Twelve places renewed in three months."},
    "place": {"name": {"zh": "西湖区", "en": "Xihu District"}, "latitude": 30.26, "longitude": 120.13},
    "field": "new-urbanization",
    "lead_body": {"zh": "住房城乡建设局"},
    "stage": "running",
    "problem": {"zh": "老旧小区设施老化。"},
    "actions": {"zh": "按清单逐项改造。"},
    "indicators": [{"name": {"zh": "改造点位"}, "unit": {"zh": "处"}, "baseline": 0, "result": 12}],
    "difficulties": {"zh": "居民意见不一。"},
    "licence": "CC BY 4.0",
    "personal_data_checked": True,
    "signed_off_by": "林晓",
    "signed_off_on": "2026-11-01",
}
SUMMARY = {
    **entity("cases/7", actions=("edit", "submit", "discard")),
    "page_url": "https://cities.example/cases/7",
    "slug": None,
    "organisation": OWNER,
    "status": "draft",
    "languages": ["zh"],
    "latest_no": 1,
    "published_no": None,
    "published_at": None,
    "nominated_at": None,
    "recommended_at": None,
    "featured_at": None,
    "candidate_at": None,
    "announced_at": None,
    "confirm_by": None,
    "evidence_level": None,
    "drafter": None,
    "returned_reason": None,
    "archived_reason": None,
    "form": "short",
    "title": NEW_CASE["title"],
    "result": NEW_CASE["result"],
    "place": {"zh": "西湖区", "en": "Xihu District"},
    "field": "new-urbanization",
    "stage": "running",
    "level": None,
    "started_on": None,
}
CASE = {
    **SUMMARY,
    "content": {name: value for name, value in NEW_CASE.items() if name != "organisation"},
    "revision_no": 1,
    "missing": [],
    "html": None,
}
FILE = {
    **entity("files/12", id=12, actions=("describe", "detach")),
    "case_id": 7,
    "name": "改造前后.jpg",
    "media_type": "image/jpeg",
    "kind": "image",
    "size": 734003,
    "width": 2400,
    "height": 1600,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "alt": {"zh": "改造前后的小区入口", "en": "The entrance before and after"},
    "caption": {"zh": "2026年3月", "en": "March 2026"},
    "position": 0,
    "is_public": True,
    "content_url": f"{ROOT}/files/12/content",
    "page_url": "https://cities.example/files/12/%E6%94%B9%E9%80%A0%E5%89%8D%E5%90%8E.jpg",
    "variants": "done",
    "text": "none",
    "text_error": None,
    "uploaded_by": None,
}
FILE_WORDS = {
    "alt_zh": "改造前后的小区入口",
    "alt_en": "The entrance before and after",
    "caption_zh": "2026年3月",
    "caption_en": "March 2026",
}
REVISION = {
    **entity("cases/7/revisions/2", id=41, version=1, actions=("restore",)),
    "no": 2,
    "note": None,
    "author_name": "林晓",
    "restored_no": None,
    "published_at": None,
}
REPLY = "\r\n".join(
    (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "METHOD:REPLY", "BEGIN:VEVENT", "UID:meeting-7",
        "SEQUENCE:0", "DTSTAMP:20261128T010000Z", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:lin@hangzhou.example",
        "END:VEVENT", "END:VCALENDAR", "",
    )
)  # fmt: skip
