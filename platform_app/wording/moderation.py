"""What reasons of reports, sanctions, appeals and lines of the public log are called."""

from platform_app.kernel.messages import Message, msg

MODERATION: dict[str, dict[str, Message]] = {
    "report_reason": {
        "spam": msg("Advertising or spam"),
        "off_topic": msg("Off topic"),
        "abuse": msg("Insults somebody"),
        "personal_data": msg("Gives away personal data"),
        "wrong": msg("Wrong or misleading"),
        "rights": msg("Breaks somebody's rights"),
        "other": msg("Something else"),
    },
    "sanction": {
        "hide": msg("Hidden"),
        "warn": msg("Warning"),
        "silence": msg("Silenced"),
        "suspend": msg("Suspended"),
    },
    "appeal": {
        "open": msg("Appeal made, not decided yet"),
        "upheld": msg("Appeal upheld"),
        "dismissed": msg("Appeal dismissed"),
    },
    "outcome": {
        "nothing": msg("Nothing to do"),
        "acted": msg("Acted on"),
        "hide": msg("Hidden"),
        "warn": msg("Warned"),
        "silence": msg("Silenced"),
        "suspend": msg("Suspended"),
    },
    "moderating": {
        "moderator": msg("a moderator"),
        "province": msg("a province"),
        "administrator": msg("an administrator"),
        "platform": msg("the platform"),
    },
    "moderation_act": {
        "post_hidden": msg("A post was hidden"),
        "post_shown": msg("A hidden post was shown again"),
        "thread_hidden": msg("A thread was hidden"),
        "thread_shown": msg("A hidden thread was shown again"),
        "thread_locked": msg("A thread was locked"),
        "thread_merged": msg("A thread was merged into another"),
        "case_taken_off": msg("A case was taken off the public pages"),
        "warned": msg("Somebody was warned"),
        "silenced": msg("Somebody was silenced"),
        "suspended": msg("An account was suspended"),
        "reinstated": msg("A suspension was lifted"),
        "no_consequence": msg("A report was looked at; there was nothing to do"),
        "appeal_upheld": msg("An appeal was upheld"),
        "appeal_dismissed": msg("An appeal was dismissed"),
    },
}
