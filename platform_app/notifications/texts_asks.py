"""What mail says about questions that were put to organisations, and about their webhooks."""

from platform_app.notifications.texts_selection import Wordings, letter

ASKS: dict[str, Wordings] = {
    "ask_made": letter(
        "{asking}向贵单位请教：{title}",
        "{asking}想请教“{asked}”：\n\n{title}\n\n"
        "如方便，请在{due}之前答复；在讨论中回复，即视为贵单位的答复。\n"
        "如果别的单位更了解情况，可以转给他们；不便答复的，也请告知一声。讨论见：",
        "{asking} asks you: {title}",
        "{asking} would like to learn from {asked}:\n\n{title}\n\n"
        "If you can, please answer by {due}. A reply in the thread is your answer.\n"
        "If others know more about it, pass the question on; if you would rather not answer, say so in a word.\n"
        "The thread:",
    ),
    "ask_passed_on": letter(
        "转来一个问题：{title}",
        "{by}把{asking}的问题转给了“{asked}”：\n\n{title}\n\n转来时的说明：{reason}\n\n如方便，请在{due}之前答复。讨论见：",
        "A question was passed on to you: {title}",
        "{by} has passed a question of {asking} on to {asked}:\n\n{title}\n\nTheir word on it: {reason}\n\n"
        "If you can, please answer by {due}. The thread:",
    ),
    "ask_forwarded": letter(
        "您的问题已转给{by}：{title}",
        "“{asked}”把您的问题“{title}”转给了{by}。说明：{reason}\n\n讨论见：",
        "Your question was passed on to {by}: {title}",
        "{asked} has passed your question “{title}” on to {by}. Their word on it: {reason}\n\nThe thread:",
    ),
    "ask_answered": letter(
        "{asked}答复了：{title}",
        "“{asked}”答复了您的问题“{title}”。答复见：",
        "{asked} has answered: {title}",
        "{asked} has answered your question “{title}”. The answer is here:",
    ),
    "ask_declined": letter(
        "{asked}不便答复：{title}",
        "“{asked}”不便答复您的问题“{title}”，说明如下：\n\n{reason}\n\n您可以再问问其他城市：",
        "{asked} cannot answer: {title}",
        "{asked} would rather not answer your question “{title}”. Their word on it:\n\n{reason}\n\n"
        "You can ask other cities here:",
    ),
    "ask_reminder": letter(
        "提醒：{due}前答复{asking}的问题",
        "{asking}向“{asked}”请教的问题“{title}”还没有答复，希望的时间是{due}（含当天）。\n"
        "可以答复，可以转给别的单位，也可以告知不便答复。讨论见：",
        "{asking} hopes for an answer by {due}",
        "the question “{title}” that {asking} put to {asked} has no answer yet. It is hoped for by {due}, that day\n"
        "included. You can answer, pass it on, or decline with a word. The thread:",
    ),
    "ask_overdue": letter(
        "{asked}尚未答复：{title}",
        "{asking}向“{asked}”请教的问题“{title}”，希望在{due}之前得到答复，至今没有。\n"
        "这不影响任何评价；您也许知道该找谁。讨论见：",
        "No answer yet from {asked}: {title}",
        "{asking} hoped for an answer from {asked} by {due} to the question “{title}”, and has none so far.\n"
        "Nothing follows from it; you may know whom to speak to. The thread:",
    ),
}

WEBHOOKS: dict[str, Wordings] = {
    "webhook_disabled": letter(
        "{organisation}的一个网络回调已停用",
        "“{organisation}”登记的一个网络回调（webhook）长时间无法送达，已自动停用，等待发送的内容不再发送。\n"
        "请检查接收方的服务器，修复后可以在这里重新启用：",
        "A webhook of {organisation} was switched off",
        "a webhook of {organisation} could not be reached for a long time and was switched off; what waited for it is\n"
        "not sent any more. When the receiving server is well again, switch it on here:",
    ),
}
