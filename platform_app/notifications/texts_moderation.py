"""What letters about reports, sanctions and appeals say."""

MODERATION: dict[str, dict[str, tuple[str, str]]] = {
    "report_without_consequence": {
        "zh": (
            "您的举报已有结果：不予处理",
            """
我们查看了您在“{site}”举报的内容，认为无需处理，理由是：

{reason}

您的举报记录：

{link}
""",
        ),
        "en": (
            "What you reported: nothing to do",
            """
we have looked at what you reported at {site}, and see nothing to do. The reason given:

{reason}

What you have reported:

{link}
""",
        ),
    },
    "report_acted_on": {
        "zh": (
            "您的举报已有结果：已作处理",
            """
我们查看了您在“{site}”举报的内容，并已作出处理。感谢您的提醒。举报记录：

{link}
""",
        ),
        "en": (
            "What you reported: acted on",
            """
we have looked at what you reported at {site} and have acted on it. Thank you for telling us. What you have reported:

{link}
""",
        ),
    },
    "suspension_asked": {
        "zh": (
            "请管理员决定是否停用一个账号",
            """
版主请管理员决定是否停用一个账号，理由是：

{reason}

请在这里查看并决定：

{link}
""",
        ),
        "en": (
            "A suspension is asked for",
            """
a moderator asks the administrators to decide whether an account is suspended. The reason given:

{reason}

Look at it and decide here:

{link}
""",
        ),
    },
    "hidden": {
        "zh": (
            "您发布的内容已隐藏：{title}",
            """
您在“{site}”的讨论“{title}”中发布的内容已被隐藏，其他读者看不到，理由是：

{reason}

如有异议，您可以在这里申诉一次：

{link}
""",
        ),
        "en": (
            "Hidden: {title}",
            """
what you wrote at {site} in “{title}” is hidden from readers. The reason given:

{reason}

If you think this is wrong, you can appeal once:

{link}
""",
        ),
    },
    "warned": {
        "zh": (
            "您收到一次提醒",
            """
版主就您在“{site}”的言行提出提醒，理由是：

{reason}

如有异议，您可以在这里申诉一次：

{link}
""",
        ),
        "en": (
            "A warning",
            """
you are warned about what you did at {site}. The reason given:

{reason}

If you think this is wrong, you can appeal once:

{link}
""",
        ),
    },
    "silenced": {
        "zh": (
            "您被禁言{days}天",
            """
您在“{site}”被禁言{days}天，其间可以阅读，不能发帖、回复或表态，理由是：

{reason}

如有异议，您可以在这里申诉一次：

{link}
""",
        ),
        "en": (
            "Silenced for {days} days",
            """
you are silenced at {site}, for this number of days: {days}. You can read, but not post, reply or give signs.
The reason given:

{reason}

If you think this is wrong, you can appeal once:

{link}
""",
        ),
    },
    "sanction_appealed": {
        "zh": (
            "收到一份对处理决定的申诉",
            """
有人对处理决定提出申诉，申诉内容是：

{reason}

请在这里决定：

{link}
""",
        ),
        "en": (
            "An appeal waits",
            """
somebody appeals against a decision of moderation and writes:

{reason}

Decide here:

{link}
""",
        ),
    },
    "sanction_lifted": {
        "zh": (
            "您的申诉成立",
            """
您在“{site}”的申诉成立，处理决定已撤销，理由是：

{reason}

详情：

{link}
""",
        ),
        "en": (
            "Your appeal is upheld",
            """
your appeal at {site} is upheld: the decision is lifted. The reason given:

{reason}

The whole of it:

{link}
""",
        ),
    },
    "sanction_confirmed": {
        "zh": (
            "您的申诉未获支持",
            """
您在“{site}”的申诉未获支持，处理决定不变，理由是：

{reason}

详情：

{link}
""",
        ),
        "en": (
            "Your appeal is dismissed",
            """
your appeal at {site} is dismissed; the decision stands. The reason given:

{reason}

The whole of it:

{link}
""",
        ),
    },
    "released": {
        "zh": (
            "您发布的内容已显示：{title}",
            """
您在“{site}”的讨论“{title}”中发布的内容已通过查看，现在所有读者都能看到：

{link}
""",
        ),
        "en": (
            "Now shown: {title}",
            """
what you wrote at {site} in “{title}” has been looked at and is now shown to its readers:

{link}
""",
        ),
    },
}
