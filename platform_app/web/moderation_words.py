"""How pages speak of what moderators decide: the button, what will happen, what is said afterwards."""

from typing import Any

from platform_app.kernel import clock
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.web.desk_words import DECISIONS, Said

ON_MATTERS: dict[str, Said] = {
    "nothing": Said(
        msg("Nothing to do"),
        msg("The matter is closed. Whoever reported it reads your words."),
        msg("Closed. Whoever reported it is told."),
        icon="check",
    ),
    "hide": Said(
        msg("Hide"),
        msg("Readers see it no longer. Its author reads your words and can appeal once."),
        msg("Hidden. Its author and whoever reported it are told."),
        "danger",
        "eye-slash",
    ),
    "warn": Said(
        msg("Warn"),
        msg("What was written stays. Its author reads your words and can appeal once."),
        msg("Warned. Whoever reported it is told."),
        icon="exclamation-triangle",
    ),
    "silence": Said(
        msg("Silence"),
        msg("For some days she reads and does not write. She reads your words and can appeal once."),
        msg("Silenced. Whoever reported it is told."),
        "danger",
        "no-symbol",
    ),
    "suspend": Said(
        msg("Suspend"),
        msg("The account is closed at once. Administrators alone decide this."),
        msg("Suspended. Whoever reported it is told."),
        "danger",
        "lock-closed",
    ),
    "ask_administrators": Said(
        msg("Ask the administrators to suspend"),
        msg("They get a letter with your words; the matter stays open."),
        msg("The administrators are asked."),
        "quiet",
        "paper-airplane",
    ),
}
READY_FOR = ("hide", "warn", "silence")
WITH_READY_REASONS: dict[str, Said] = {**DECISIONS, **{act: ON_MATTERS[act] for act in READY_FOR}}
_PAGES = {"post": "/posts/{}", "thread": "/threads/{}", "case": "/cases/{}"}


def page_of(ref: SubjectRef) -> str | None:
    """Where a thing is shown; people have no page that everybody may open."""
    pattern = _PAGES.get(ref.kind)
    return pattern.format(ref.id) if pattern else None


def shared() -> dict[str, Any]:
    """What templates of moderation ask for."""
    return {"decisions_on": ON_MATTERS, "page_of": page_of, "now": clock.now}
