"""What mail says, in Chinese and English: one entry per kind of letter, each with its subject and its sentences."""

from dataclasses import dataclass

from platform_app.notifications.texts_actions import ACTIONS
from platform_app.notifications.texts_asks import ASKS, WEBHOOKS
from platform_app.notifications.texts_following import FOLLOWING
from platform_app.notifications.texts_meetings import MEETINGS
from platform_app.notifications.texts_minutes import MINUTES
from platform_app.notifications.texts_moderation import MODERATION
from platform_app.notifications.texts_proposals import PROPOSALS
from platform_app.notifications.texts_requests import REQUESTS
from platform_app.notifications.texts_selection import SELECTION


@dataclass(frozen=True)
class Letter:
    """A subject and a body, ready to be sent."""

    subject: str
    body: str


def letter(kind: str, language: str, **values: str) -> Letter:
    """Word a letter in one language."""
    subject, body = LETTERS[kind][language]
    values = {name: value if name in SEVERAL_LINES else " ".join(value.split()) for name, value in values.items()}
    sender = f"【{values['site']}】" if language == "zh" else f"[{values['site']}] "
    return Letter(sender + subject.format(**values), f"{GREETING[language]}\n\n{body.strip().format(**values)}\n")


SEVERAL_LINES = ("reason", "lines", "words")
GREETING = {"zh": "您好！", "en": "Hello,"}


_ACCOUNTS: dict[str, dict[str, tuple[str, str]]] = {
    "confirm": {
        "zh": (
            "确认您的邮箱",
            """
有人用这个邮箱在“{site}”注册了账号。如果是您本人，请在三天内打开下面的链接，设置密码，完成注册：

{link}

如果不是您本人，请忽略这封邮件，账号不会启用。
""",
        ),
        "en": (
            "Confirm your e-mail address",
            """
somebody asked for an account at {site} with this address. If it was you, open this link within three days,
choose a password, and your account is ready:

{link}

If it was not you, there is nothing to do: the account stays closed.
""",
        ),
    },
    "registered_already": {
        "zh": (
            "您已有账号",
            """
刚才有人用这个邮箱在“{site}”注册。您在这里已有账号，因此没有任何改动。
如果是您本人，请直接登录；如忘记密码，可以在这里重设：

{link}
""",
        ),
        "en": (
            "You have an account already",
            """
somebody has just tried to register at {site} with this address. You have an account here, so nothing was changed.
If it was you, simply sign in; if you have lost your password, choose a new one here:

{link}
""",
        ),
    },
    "reset": {
        "zh": (
            "重设密码",
            """
请在两小时内打开下面的链接，为您在“{site}”的账号设置新密码。链接只能使用一次：

{link}

如果您没有要求重设密码，请忽略这封邮件，原密码仍然有效。
""",
        ),
        "en": (
            "Choose a new password",
            """
open this link within two hours to choose a new password for your account at {site}. It works once:

{link}

If you did not ask for it, there is nothing to do: your password stays as it is.
""",
        ),
    },
    "password_changed": {
        "zh": (
            "密码已更改",
            """
您在“{site}”的密码刚刚更改，所有设备都已退出登录。
如果不是您本人操作，请立即重设密码：

{link}
""",
        ),
        "en": (
            "Your password was changed",
            """
your password at {site} has just been changed, and all devices were signed out.
If it was not you, choose a new one at once:

{link}
""",
        ),
    },
    "invitation": {
        "zh": (
            "邀请您加入{organisation}",
            """
“{organisation}”邀请您加入其在“{site}”的团队。请在十四天内打开下面的链接接受邀请。链接只能使用一次：

{link}
""",
        ),
        "en": (
            "You are invited to {organisation}",
            """
{organisation} invites you to its team at {site}. Open this link within fourteen days to accept. It works once:

{link}
""",
        ),
    },
    "join_asked": {
        "zh": (
            "有人申请加入{organisation}",
            """
{asking}申请加入“{organisation}”。请在这里接受或谢绝：

{link}
""",
        ),
        "en": (
            "Somebody asks to join {organisation}",
            """
{asking} asks to join {organisation}. Accept or decline here:

{link}
""",
        ),
    },
    "join_accepted": {
        "zh": (
            "您已加入{organisation}",
            """
“{organisation}”接受了您的加入申请：

{link}
""",
        ),
        "en": (
            "You have joined {organisation}",
            """
{organisation} has accepted your request to join:

{link}
""",
        ),
    },
    "join_declined": {
        "zh": (
            "您加入{organisation}的申请未获接受",
            """
“{organisation}”没有接受您的加入申请，理由是：

{reason}
""",
        ),
        "en": (
            "Your request to join {organisation}",
            """
{organisation} has not accepted your request to join. The reason given:

{reason}
""",
        ),
    },
    "suspended": {
        "zh": (
            "您的账号已停用",
            """
管理员停用了您在“{site}”的账号，理由是：

{reason}

如有异议，您可在三十天内申诉一次，由其他管理员复核：

{link}
""",
        ),
        "en": (
            "Your account is suspended",
            """
an administrator has suspended your account at {site}. The reason given:

{reason}

If you think this is wrong, you may appeal once within thirty days; another administrator looks at it:

{link}
""",
        ),
    },
    "reinstated": {
        "zh": (
            "您的账号已恢复",
            """
您在“{site}”的账号已恢复，可以重新登录：

{link}
""",
        ),
        "en": (
            "Your account is open again",
            """
your account at {site} is open again. Sign in here:

{link}
""",
        ),
    },
}

LETTERS = {
    **_ACCOUNTS, **SELECTION, **ASKS, **REQUESTS, **MEETINGS, **MINUTES, **ACTIONS, **WEBHOOKS, **FOLLOWING,
    **PROPOSALS, **MODERATION,
}  # fmt: skip
