"""What mail says around notices: one kind at once, or a digest of a day or a week."""

Wordings = dict[str, tuple[str, str]]

_ZH_END = """
全部通知：{link}
通知方式设置：{settings}

不再接收这类邮件：{stop}"""
_EN_END = """
All notices: {link}
What comes by mail, and when: {settings}

No more of this mail: {stop}"""


def _digest(zh: str, zh_when: str, en: str, en_when: str) -> Wordings:
    return {
        "zh": (f"{zh}：{{count}}条新通知", f"{zh_when}，有以下新通知：\n\n{{lines}}\n{_ZH_END}"),
        "en": (f"{en}: {{count}} new", f"{en_when}:\n\n{{lines}}\n{_EN_END}"),
    }


FOLLOWING: dict[str, Wordings] = {
    "notice_at_once": {
        "zh": ("{first}", f"您有新通知（共{{count}}条）：\n\n{{lines}}\n{_ZH_END}"),
        "en": ("{first}", f"there is news for you ({{count}}):\n\n{{lines}}\n{_EN_END}"),
    },
    "notice_daily": _digest("每日摘要", "自上次摘要以来", "Your day", "this is new since your last digest"),
    "notice_weekly": _digest("每周摘要", "过去一周", "Your week", "this is new since your last digest"),
}
