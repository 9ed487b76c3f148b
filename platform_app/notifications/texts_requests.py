"""What mail says about requests between levels."""

from platform_app.notifications.texts_selection import Wordings, letter

REQUESTS: dict[str, Wordings] = {
    "request_raised": letter(
        "{asking}来函：{title}",
        "{asking}请“{asked}”办理：{title}\n\n办理期限是{due}（含当天）。请先签收；办不了的，请说明理由退回。详情见：",
        "A request from {asking}: {title}",
        "{asking} puts a request to {asked}: {title}\n\nAn answer is due on {due}, that day included. Please\n"
        "acknowledge it first; what cannot be done is returned with a reason. The request:",
    ),
    "request_copied": letter(
        "抄送：{title}",
        "{asking}的一份请求抄送给“{asked}”，供参考：{title}\n\n详情见：",
        "A copy for you: {title}",
        "{asked} has a copy of a request of {asking}: {title}\n\nThe request:",
    ),
    "request_acknowledged": letter(
        "{asked}已签收：{title}",
        "“{asked}”已签收贵单位的请求“{title}”，办理期限是{due}。详情见：",
        "{asked} has acknowledged: {title}",
        "{asked} has acknowledged the request “{title}”; an answer is due on {due}. The request:",
    ),
    "request_answered": letter(
        "{asked}已答复：{title}",
        "“{asked}”已答复请求“{title}”。可以认可答复，也可以说明理由，要求重办。答复见：",
        "{asked} has answered: {title}",
        "{asked} has answered the request “{title}”. Accept the answer, or reopen it with a reason:",
    ),
    "request_returned": letter(
        "{asked}退回：{title}",
        "“{asked}”退回了请求“{title}”，理由如下：\n\n{reason}\n\n有不同意见的，可以提出。详情见：",
        "{asked} has returned: {title}",
        "{asked} has returned the request “{title}”. The reason:\n\n{reason}\n\nYou can object to it here:",
    ),
    "request_passed_down": letter(
        "{asking}转办：{title}",
        "{asking}将请求“{title}”转由“{asked}”办理，期限是{due}（含当天）。说明：{reason}\n\n详情见：",
        "{asking} passes down to you: {title}",
        "{asking} has passed the request “{title}” down to {asked}; an answer is due on {due}, that day included.\n"
        "Their word on it: {reason}\n\nThe request:",
    ),
    "request_objected": letter(
        "异议：{title}",
        "下级单位对请求“{title}”（{asking}提出，{asked}办理）提出异议，理由如下：\n\n{reason}\n\n"
        "上级单位应当答复，或者说明理由。详情见：",
        "An objection: {title}",
        "the lower level objects in the request “{title}” of {asking} to {asked}. The reason:\n\n{reason}\n\n"
        "The upper level answers, or says why not. The request:",
    ),
    "request_reopened": letter(
        "{asking}要求重办：{title}",
        "{asking}请“{asked}”重新办理请求“{title}”，期限是{due}（含当天）。理由如下：\n\n{reason}\n\n详情见：",
        "{asking} has reopened: {title}",
        "{asking} asks {asked} for another answer to the request “{title}”, due on {due}, that day included.\n"
        "The reason:\n\n{reason}\n\nThe request:",
    ),
    "request_escalated": letter(
        "提请上级协调：{title}",
        "{asking}向“{asked}”提出的请求“{title}”已提请{above}协调，全部办理经过一并附上。说明：{reason}\n\n详情见：",
        "Gone up to the level above: {title}",
        "the request “{title}” of {asking} to {asked} has gone up to {above}, with its whole history.\n"
        "The word on it: {reason}\n\nThe request:",
    ),
    "request_extension_asked": letter(
        "{asked}申请延期：{title}",
        "“{asked}”申请将请求“{title}”的期限延至{due}，理由如下：\n\n{reason}\n\n请决定是否同意：",
        "{asked} asks for more time: {title}",
        "{asked} asks for time until {due} for the request “{title}”. The reason:\n\n{reason}\n\nPlease decide here:",
    ),
    "request_extension_granted": letter(
        "同意延期：{title}",
        "{asking}同意延期，请求“{title}”的期限改为{due}（含当天）。说明：{reason}\n\n详情见：",
        "More time granted: {title}",
        "{asking} has granted more time: the request “{title}” is due on {due}, that day included.\n"
        "Their word on it: {reason}\n\nThe request:",
    ),
    "request_extension_refused": letter(
        "不同意延期：{title}",
        "{asking}不同意延期，请求“{title}”的期限仍是{due}（含当天）。说明：{reason}\n\n详情见：",
        "More time refused: {title}",
        "{asking} has refused more time: the request “{title}” remains due on {due}, that day included.\n"
        "Their word on it: {reason}\n\nThe request:",
    ),
    "request_reminder": letter(
        "提醒：{due}前答复{asking}",
        "{asking}请“{asked}”办理的请求“{title}”尚未答复，期限是{due}（含当天）。需要更多时间的，可以申请延期：",
        "An answer to {asking} is due on {due}",
        "the request “{title}” of {asking} to {asked} has no answer yet. It is due on {due}, that day included.\n"
        "If you need more time, ask for it here:",
    ),
    "request_overdue": letter(
        "逾期：{title}",
        "{asking}请“{asked}”办理的请求“{title}”已过期限（{due}），尚未答复。详情见：",
        "Overdue: {title}",
        "the request “{title}” of {asking} to {asked} was due on {due} and has no answer yet. The request:",
    ),
}
