"""The names of values about who comes to a meeting."""

from platform_app.kernel.messages import Message, msg

DELEGATES: dict[str, dict[str, Message]] = {
    "body_place": {
        "lead": msg("Lead"),
        "co_convener": msg("Co-convener"),
        "member": msg("Member"),
        "observer": msg("Observer"),
        "guest": msg("Guest"),
    },
    "capacity": {
        "member": msg("Member"),
        "substitute": msg("Substitute"),
        "observer": msg("Observer"),
        "guest": msg("Guest"),
    },
    "delegate_answer": {
        "needs_action": msg("No answer yet"),
        "accepted": msg("Comes"),
        "declined": msg("Does not come"),
        "tentative": msg("Not sure yet"),
    },
    "meeting_sign": {"planned": msg("planned"), "postponed": msg("postponed"), "cancelled": msg("cancelled")},
    "attending": {"present": msg("Present"), "remote": msg("Remote"), "apologies": msg("Apologies")},
}
