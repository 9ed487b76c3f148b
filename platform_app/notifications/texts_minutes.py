"""What mail says about minutes and resolutions."""

from platform_app.notifications.texts_selection import Wordings, letter

MINUTES: dict[str, Wordings] = {
    "minutes_circulated": letter(
        "征求意见：《{title}》会议纪要",
        "{body}《{title}》的会议纪要现征求成员单位意见，截止日期为{due}（含当天）。可逐项提出意见，秘书处逐条处理。纪要见：",
        "Minutes for comments: {title}",
        "the minutes of “{title}” ({body}) are with the members for comments until {due}, that day included.\n"
        "Comment item by item; the secretariat decides on every comment. The minutes:",
    ),
    "minutes_comments_decided": letter(
        "意见处理结果：《{title}》会议纪要",
        "{body}《{title}》的会议纪要已由主持人批准。您提出的意见已逐条处理，处理结果见纪要页面。"
        "\n\n纪要正文的SHA-256校验值：{digest}\n\n详情见：",
        "What became of your comments: {title}",
        "the minutes of “{title}” ({body}) have been approved. What became of each of your comments\n"
        "stands beside it on the page of the minutes.\n\nSHA-256 of the minutes: {digest}\n\nThe minutes:",
    ),
    "minutes_approved": letter(
        "会议纪要已批准：《{title}》",
        "{body}《{title}》的会议纪要已由主持人批准并锁定，此后的更正以附录形式作出。"
        "\n\n纪要正文的SHA-256校验值：{digest}\n\n纪要见：",
        "Minutes approved: {title}",
        "the minutes of “{title}” ({body}) have been approved and locked; corrections are made by addenda.\n\n"
        "SHA-256 of the minutes: {digest}\n\nThe minutes:",
    ),
    "minutes_addendum": letter(
        "会议纪要附录：《{title}》",
        "{body}《{title}》已批准的会议纪要增加了一份更正附录。详情见：",
        "An addendum to the minutes: {title}",
        "the approved minutes of “{title}” ({body}) have been given an addendum. The minutes:",
    ),
    "resolution_adopted": letter(
        "决议通过：{number} {title}",
        "决议{number}《{title}》已经通过，自{due}起生效。决议全文见：",
        "Adopted: {number} {title}",
        "resolution {number} “{title}” has been adopted and is in force from {due}. The resolution:",
    ),
}
