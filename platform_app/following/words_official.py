"""What a notice of an official act says, in Chinese and in English: one sentence, and one for several of the same."""

_OFFICIAL = {
    "request_raised": ("新的请求：“{title}”", "A new request: “{title}”"),
    "request_copied": ("贵单位收到请求“{title}”的抄送", "Your organisation has a copy of the request “{title}”"),
    "request_acknowledged": ("请求“{title}”已签收", "The request “{title}” was acknowledged"),
    "request_answered": ("请求“{title}”已有答复", "The request “{title}” was answered"),
    "request_returned": ("请求“{title}”被退回", "The request “{title}” was returned"),
    "request_passed_down": ("请求“{title}”已转交下级", "The request “{title}” was passed down"),
    "request_escalated": ("请求“{title}”已上报", "The request “{title}” went up to the level above"),
    "request_objected": ("下级对请求“{title}”提出异议", "The lower level objected in the request “{title}”"),
    "request_more_time": ("请求“{title}”申请延期", "More time is asked for the request “{title}”"),
    "request_time_granted": ("请求“{title}”同意延期", "More time was granted for the request “{title}”"),
    "request_time_refused": ("请求“{title}”未同意延期", "More time was refused for the request “{title}”"),
    "request_accepted": ("请求“{title}”的答复已被接受", "The answer to “{title}” was accepted"),
    "request_reopened": ("请求“{title}”被重新打开", "The request “{title}” was reopened"),
    "request_closed": ("请求“{title}”已办结", "The request “{title}” was closed"),
    "request_reminded": ("请求“{title}”即将到期", "The request “{title}” is due soon"),
    "request_overdue": ("请求“{title}”已逾期", "The request “{title}” is overdue"),
    "meeting_convened": ("会议“{title}”已召集", "The meeting “{title}” was convened"),
    "meeting_edited": ("会议“{title}”的时间或地点有变", "The time or place of the meeting “{title}” changed"),
    "meeting_postponed": ("会议“{title}”延期", "The meeting “{title}” was postponed"),
    "meeting_cancelled": ("会议“{title}”取消", "The meeting “{title}” was cancelled"),
    "agenda_proposed": ("{by}为会议“{title}”提出了议题", "{by} proposed an item for the meeting “{title}”"),
    "proposal_accepted": ("贵单位提出的议题已列入会议“{title}”", "Your item was put on the agenda of “{title}”"),
    "proposal_merged": (
        "贵单位提出的议题已并入会议“{title}”的其他议题",
        "Your item went into another one of “{title}”",
    ),
    "proposal_declined": (
        "贵单位为会议“{title}”提出的议题未被采纳",
        "Your item for the meeting “{title}” was declined",
    ),
    "minutes_circulated": ("会议“{title}”的纪要征求意见", "The minutes of “{title}” are open for comments"),
    "minutes_commented": ("会议“{title}”的纪要有新意见", "The minutes of “{title}” have a new comment"),
    "minutes_approved": ("会议“{title}”的纪要已批准", "The minutes of “{title}” were approved"),
    "minutes_corrected": ("会议“{title}”的纪要有补正", "The minutes of “{title}” have an addendum"),
    "resolution_proposed": ("新的决议草案：“{title}”", "A resolution was proposed: “{title}”"),
    "resolution_adopted": ("决议“{title}”已通过", "The resolution “{title}” was adopted"),
    "resolution_superseded": ("决议“{title}”被新决议取代", "The resolution “{title}” was superseded"),
    "resolution_carried_out": ("决议“{title}”已落实", "The resolution “{title}” was carried out"),
    "resolution_lapsed": ("决议“{title}”已失效", "The resolution “{title}” lapsed"),
    "action_assigned": ("新的行动事项：“{title}”", "A new action item: “{title}”"),
    "action_reminded": ("行动事项“{title}”即将到期", "The action item “{title}” is due soon"),
    "action_overdue": ("行动事项“{title}”已逾期", "The action item “{title}” is overdue"),
    "action_escalated": (
        "行动事项“{title}”逾期一周，已上报",
        "The action item “{title}” is a week over and was put to you",
    ),
    "action_done": (
        "行动事项“{title}”已报完成，请核对佐证",
        "The action item “{title}” is said to be done; look at its evidence",
    ),
    "action_confirmed": ("行动事项“{title}”已确认完成", "The action item “{title}” was confirmed as done"),
    "action_reopened": ("行动事项“{title}”被重新打开", "The action item “{title}” was reopened"),
    "action_dropped": ("行动事项“{title}”已取消", "The action item “{title}” was dropped"),
}

SENTENCES: dict[str, dict[str, tuple[str, str]]] = {
    what: {"zh": (zh, f"{zh}（{{count}}次）"), "en": (en, f"{en} ({{count}} times)")}
    for what, (zh, en) in _OFFICIAL.items()
}
