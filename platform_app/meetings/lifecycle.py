"""The states of a meeting and its minutes, of a resolution and of an action item. Pure rules over plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import Message, msg


@dataclass(frozen=True)
class Table:
    """Which acts lead from which states to which (`""` = to itself); `why` explains each state to whoever meets it."""

    kind: str
    moves: Mapping[str, tuple[tuple[str, ...], str]]
    why: Mapping[str, Message]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order of its life."""
        return tuple(self.why)

    def after(self, status: str, act: str) -> str:
        """The state after an act.

        Raises:
            Conflict: it cannot be done in this state.
        """
        allowed, then = self.moves[act]
        if status not in allowed:
            raise Conflict(self.why[status], f"{self.kind}_{status}")
        return then or status

    def can(self, status: str, act: str) -> bool:
        """Whether an act can be done in a state."""
        return status in self.moves[act][0]


_BEFORE = ("planned", "convened", "postponed")
MEETING = Table(
    "meeting",
    {
        "edit": (_BEFORE, ""),
        "change_agenda": (_BEFORE, ""),
        "propose": (_BEFORE, ""),
        "convene": (("planned", "postponed"), "convened"),
        "postpone": (("planned", "convened"), "postponed"),
        "cancel": (_BEFORE, "cancelled"),
        "name": (("convened",), ""),
        "answer": (("convened",), ""),
        "attend": (("convened", "held"), ""),
        "hold": (("convened",), "held"),
        "write_minutes": (("convened", "held", "circulated"), ""),
        "propose_resolution": (("convened", "held"), ""),
        "circulate": (("held", "circulated"), "circulated"),
        "comment": (("circulated",), ""),
        "approve": (("circulated",), "approved"),
        "add_addendum": (("approved", "closed"), ""),
        "close": (("approved",), "closed"),
    },
    {
        "planned": msg("The meeting is planned and not convened yet."),
        "convened": msg("The meeting has been convened and not held yet."),
        "postponed": msg("The meeting is postponed. Give it a new time and convene it again."),
        "cancelled": msg("The meeting was cancelled."),
        "held": msg("The meeting has been held."),
        "circulated": msg("The minutes are with the members for comments."),
        "approved": msg("The minutes are approved and locked. Add an addendum to correct them."),
        "closed": msg("The meeting is closed. Approved minutes are corrected by an addendum."),
    },
)

RESOLUTION = Table(
    "resolution",
    {
        "edit": (("proposed",), "proposed"),
        "vote": (("proposed",), "proposed"),
        "adopt": (("proposed",), "adopted"),
        "enter_into_force": (("adopted",), "in_force"),
        "carry_out": (("adopted", "in_force"), "carried_out"),
        "supersede": (("adopted", "in_force"), "superseded"),
        "lapse": (("proposed", "adopted", "in_force"), "lapsed"),
    },
    {
        "proposed": msg("The resolution is proposed and not adopted yet."),
        "adopted": msg("The resolution has been adopted and keeps its text."),
        "in_force": msg("The resolution is in force and keeps its text."),
        "carried_out": msg("The resolution has been carried out."),
        "superseded": msg("A later resolution has taken the place of this one."),
        "lapsed": msg("The resolution has lapsed."),
    },
)

ACTION = Table(
    "action",
    {
        "edit": (("open", "in_progress"), ""),
        "note": (("open", "in_progress", "done"), ""),
        "start": (("open",), "in_progress"),
        "complete": (("open", "in_progress"), "done"),
        "confirm": (("done",), "confirmed"),
        "reopen": (("done", "confirmed", "dropped"), "in_progress"),
        "drop": (("open", "in_progress"), "dropped"),
    },
    {
        "open": msg("Nobody has begun with this action item yet."),
        "in_progress": msg("The action item is being worked on."),
        "done": msg("The action item is done; its secretariat looks at the evidence."),
        "confirmed": msg("The action item is done and confirmed."),
        "dropped": msg("The action item was dropped."),
    },
)

SETTLED_ACTIONS = ("confirmed", "dropped")
OWED_ACTIONS = ("open", "in_progress")
