"""What mail says about meetings: to those who name delegates, and to the delegates."""

from platform_app.notifications.texts_selection import Wordings, letter

_SAID_ZH = "{title}\n时间：{when}\n地点：{place}"
_SAID_EN = "{title}\nWhen: {when}\nWhere: {place}"
_BY_LINK_ZH = "\n\n参会、不参会或待定，请打开下面的链接答复，会议开始前可以更改；也可以在日历程序中直接答复附上的邀请："
_BY_LINK_EN = (
    "\n\nOpen this link to say whether you come; you can think again until the meeting begins.\n"
    "Or answer the invitation that is attached in your calendar program:"
)

MEETINGS: dict[str, Wordings] = {
    "meeting_convened": letter(
        "请报参会人员：{title}",
        f"“{{body}}”召开会议，请“{{asked}}”在{{due}}前报送参会人员。\n\n{_SAID_ZH}\n\n{{words}}\n\n在这里报送：",
        "Name your delegates: {title}",
        f"{{body}} meets, and {{asked}} is invited. Please name your delegates by {{due}}.\n\n{_SAID_EN}\n\n"
        "{words}\n\nName them here:",
    ),
    "delegate_named": letter(
        "会议邀请：{title}",
        f"“{{asked}}”请您参加“{{body}}”的会议。\n\n{_SAID_ZH}{_BY_LINK_ZH}",
        "You are invited: {title}",
        f"{{asked}} has named you for a meeting of {{body}}.\n\n{_SAID_EN}{_BY_LINK_EN}",
    ),
    "meeting_edited": letter(
        "会议有变动：{title}",
        f"“{{body}}”的会议有变动，现在的安排如下。\n\n{_SAID_ZH}{_BY_LINK_ZH}",
        "Changed: {title}",
        f"a meeting of {{body}} has changed. It now stands as follows.\n\n{_SAID_EN}{_BY_LINK_EN}",
    ),
    "meeting_postponed": letter(
        "会议延期：{title}",
        f"“{{body}}”的会议延期，新的时间另行通知。理由如下：\n\n{{reason}}\n\n原来的安排：\n{_SAID_ZH}\n\n详情见：",
        "Postponed: {title}",
        "a meeting of {body} is postponed; you are told its new time once it is convened again. The reason:\n\n"
        f"{{reason}}\n\nAs it was planned:\n{_SAID_EN}\n\nThe meeting:",
    ),
    "meeting_cancelled": letter(
        "会议取消：{title}",
        f"“{{body}}”的会议取消。理由如下：\n\n{{reason}}\n\n原来的安排：\n{_SAID_ZH}\n\n详情见：",
        "Cancelled: {title}",
        f"a meeting of {{body}} is cancelled. The reason:\n\n{{reason}}\n\nAs it was planned:\n{_SAID_EN}\n\n"
        "The meeting:",
    ),
    "delegate_withdrawn": letter(
        "您不再参加：{title}",
        f"“{{asked}}”不再请您参加“{{body}}”的会议，先前的邀请失效。\n\n{_SAID_ZH}\n\n详情见：",
        "You are not named any more: {title}",
        "{asked} does not send you to a meeting of {body} any more; the invitation holds no longer.\n\n"
        f"{_SAID_EN}\n\nThe meeting:",
    ),
}
