"""What a notice says in Chinese and in English: on the page, in the API, in the feed and in mail alike."""

from urllib.parse import urlencode

from platform_app.exchange.lifecycle import page_of
from platform_app.following import words_official
from platform_app.following.queries import NoticeGroup

# what happened: language → the sentence for one, and for several
SENTENCES: dict[str, dict[str, tuple[str, str]]] = {
    "reply": {
        "zh": ("{by}回复了“{title}”", "“{title}”有{count}条新回复，最新一条来自{by}"),
        "en": ("{by} replied in “{title}”", "{count} replies in “{title}”, the latest by {by}"),
    },
    "reply_to_you": {
        "zh": ("{by}在“{title}”中回复了您", "“{title}”中有{count}条给您的回复，最新一条来自{by}"),
        "en": ("{by} replied to you in “{title}”", "{count} replies to you in “{title}”, the latest by {by}"),
    },
    "mention": {
        "zh": ("{by}在“{title}”中提到了您", "“{title}”中有{count}处提到您，最新一处来自{by}"),
        "en": ("{by} mentioned you in “{title}”", "{count} mentions of you in “{title}”, the latest by {by}"),
    },
    "organisation_mention": {
        "zh": ("{by}在“{title}”中提到了贵单位", "“{title}”中有{count}处提到贵单位，最新一处来自{by}"),
        "en": (
            "{by} mentioned your organisation in “{title}”",
            "{count} mentions of your organisation in “{title}”, the latest by {by}",
        ),
    },
    "accepted": {
        "zh": ("“{title}”有了采纳的回答", "“{title}”采纳的回答有{count}次变动"),
        "en": ("An answer was accepted in “{title}”", "{count} times an answer was accepted in “{title}”"),
    },
    "yours_accepted": {
        "zh": ("您在“{title}”中的回答被采纳", "您在“{title}”中有{count}条回答被采纳"),
        "en": ("Your answer in “{title}” was accepted", "{count} answers of yours in “{title}” were accepted"),
    },
    "thread_started": {
        "zh": ("{by}发起了讨论“{title}”",) * 2,
        "en": ("{by} started “{title}”",) * 2,
    },
    "case_published": {
        "zh": ("新案例：“{title}”",) * 2,
        "en": ("A new case: “{title}”",) * 2,
    },
    "case_revised": {
        "zh": ("案例“{title}”有更新", "案例“{title}”有{count}次更新"),
        "en": ("The case “{title}” was revised", "The case “{title}” was revised {count} times"),
    },
    "case_featured": {
        "zh": ("案例“{title}”被列为精选",) * 2,
        "en": ("The case “{title}” was featured",) * 2,
    },
    "case_announced": {
        "zh": ("案例“{title}”被公布为典型案例",) * 2,
        "en": ("“{title}” was announced as a typical case",) * 2,
    },
    "search_matched": {
        "zh": ("“{note}”有1条新结果", "“{note}”有{count}条新结果"),
        "en": ("1 new match for “{note}”", "{count} new matches for “{note}”"),
    },
    "moderated": {
        "zh": ("{note}",) * 2,
        "en": ("{note}",) * 2,
    },
    **words_official.SENTENCES,
}


def sentence(group: NoticeGroup, language: str) -> str:
    """What a line of notices says."""
    one, several = SENTENCES[group.notice.what][language]
    gaps = {"by": group.notice.by_name, "title": group.title(language), "note": group.notice.note or ""}
    return (one if group.count == 1 else several).format(count=group.count, **gaps)


def path(group: NoticeGroup) -> str:
    """The page of the site that a line leads to."""
    notice = group.notice
    if notice.what == "search_matched" and group.count > 1:
        return f"/account/searches/{notice.group_key.partition(':')[2]}"
    if notice.subject_kind == "thread":
        return _in_thread(notice.subject_id, notice.post_id, group.post_no or 1)
    if notice.subject_kind == "person":
        return "/account"
    return f"/{notice.subject_kind}s/{notice.subject_id}"


def search_path(request: dict[str, object]) -> str:
    """The page of a search, newest first."""
    said = {name: str(value) if value is not True else "1" for name, value in request.items() if value is not False}
    return f"/search?{urlencode({**said, 'sort': 'newest'})}"


def _in_thread(thread_id: int, post_id: int | None, post_no: int) -> str:
    if post_id is None or post_no == 1:
        return f"/threads/{thread_id}"
    page = page_of(post_no)
    return f"/threads/{thread_id}{f'?page={page}' if page > 1 else ''}#post-{post_id}"
