"""What mail says about action items."""

from platform_app.notifications.texts_selection import Wordings, letter

ACTIONS: dict[str, Wordings] = {
    "action_assigned": letter(
        "行动事项：{title}",
        "{body}将一项行动事项交由“{owner}”办理：{title}\n\n完成期限是{due}（含当天）。办结时须附证明材料。详情见：",
        "Something to do for {owner}: {title}",
        "{body} gives {owner} something to do: {title}\n\nIt is due on {due}, that day included. It is closed with\n"
        "evidence. The action item:",
    ),
    "action_edited": letter(
        "行动事项有变更：{title}",
        "{body}变更了“{owner}”的行动事项“{title}”，现完成期限是{due}（含当天）。详情见：",
        "Changed: {title}",
        "{body} has changed the action item “{title}” of {owner}. It is due on {due}, that day included:",
    ),
    "action_done": letter(
        "{owner}报告已办结：{title}",
        "“{owner}”报告行动事项“{title}”已办结，并附有证明材料。请核实后予以确认，或者说明理由要求继续办理：",
        "{owner} says it is done: {title}",
        "{owner} says with evidence that the action item “{title}” is done. Please confirm it, or reopen it with a\n"
        "reason:",
    ),
    "action_confirmed": letter(
        "已确认办结：{title}",
        "{body}秘书处已确认“{owner}”的行动事项“{title}”办结。详情见：",
        "Confirmed as done: {title}",
        "the secretariat of {body} has confirmed the action item “{title}” of {owner} as done:",
    ),
    "action_reopened": letter(
        "需继续办理：{title}",
        "{body}秘书处要求“{owner}”继续办理行动事项“{title}”，期限是{due}（含当天）。理由如下：\n\n{reason}\n\n详情见：",
        "Reopened: {title}",
        "the secretariat of {body} has reopened the action item “{title}” of {owner}. It is due on {due}, that day\n"
        "included. The reason:\n\n{reason}\n\nThe action item:",
    ),
    "action_dropped": letter(
        "不再办理：{title}",
        "{body}秘书处决定，“{owner}”的行动事项“{title}”不再办理。理由如下：\n\n{reason}\n\n详情见：",
        "Dropped: {title}",
        "the secretariat of {body} has dropped the action item “{title}” of {owner}. The reason:\n\n{reason}\n\n"
        "The action item:",
    ),
    "action_reminder": letter(
        "提醒：{due}前完成“{title}”",
        "“{owner}”的行动事项“{title}”尚未办结，期限是{due}（含当天）。已经办结的，请附证明材料报告：",
        "Due on {due}: {title}",
        "the action item “{title}” of {owner} is due on {due}, that day included. If it is done,\n"
        "say so with evidence:",
    ),
    "action_overdue": letter(
        "逾期：{title}",
        "“{owner}”的行动事项“{title}”已过期限（{due}），尚未办结。再过一周仍未办结的，将告知上级。详情见：",
        "Overdue: {title}",
        "the action item “{title}” of {owner} was due on {due} and is not done. A week after that day the\n"
        "organisation above is told. The action item:",
    ),
    "action_escalated": letter(
        "逾期一周以上：{title}",
        "{body}交由“{owner}”办理的行动事项“{title}”已过期限（{due}）一周以上，现告知{above}，并列入下次会议议程。详情见：",
        "More than a week overdue: {title}",
        "the action item “{title}” that {body} gave to {owner} was due on {due} and is more than a week late. So\n"
        "{above} is told, and it goes onto the agenda of the next meeting. The action item:",
    ),
}
