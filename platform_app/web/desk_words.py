"""How the desk speaks: what a decision is called, what will happen, what is said after it, and how old things are."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import format_timedelta

from platform_app.kernel import clock
from platform_app.kernel.messages import Message, msg
from platform_app.web.acts import ACTS


@dataclass(frozen=True)
class Said:
    """A decision: its button, what will happen, what is said afterwards, how it looks, its key on the keyboard."""

    button: Message
    happens: Message
    done: Message
    manner: str = ""
    icon: str = "arrow-right"
    key: str = ""


_KEYS = {"publish": "p", "recommend": "p", "feature": "p", "return": "r", "unpublish": "o", "archive": "z"}
_OWN = {
    "look": Said(
        msg("Nothing to object to"),
        msg("It leaves this queue until its text changes. That you looked at it is on record."),
        msg("Looked through."),
        icon="check",
        key="p",
    ),
    "set_aside": Said(
        msg("Not for now"),
        msg("It leaves this queue until its text changes. Nothing changes for readers."),
        msg("Set aside until its text changes."),
        "quiet",
        icon="clock",
        key="s",
    ),
    "confirm_evidence": Said(
        msg("Confirm the evidence level"),
        msg("The level stands on the page of the case, with your note on what it rests on."),
        msg("The evidence level is confirmed."),
        icon="scale",
        key="p",
    ),
}
DECISIONS: dict[str, Said] = {
    **{
        name: Said(act.button, act.happens, act.done, act.manner, act.icon, _KEYS.get(name, ""))
        for name, act in ACTS.items()
    },
    **_OWN,
}


def age(since: datetime) -> str:
    """How long ago something was, in words."""
    return str(format_timedelta(since - clock.now(), add_direction=True))
