"""The names of values in action items, the chain and the plan."""

from platform_app.kernel.messages import Message, msg

ACTIONS: dict[str, dict[str, Message]] = {
    "action_status": {
        "open": msg("Not begun"),
        "in_progress": msg("In progress"),
        "done": msg("Done, to be confirmed"),
        "confirmed": msg("Done and confirmed"),
        "dropped": msg("Dropped"),
    },
    "action_priority": {"low": msg("Low"), "normal": msg("Normal"), "high": msg("High")},
    "action_record": {
        "assigned": msg("Assigned"),
        "edited": msg("Changed"),
        "due": msg("New day"),
        "low": msg("Priority: low"),
        "normal": msg("Priority: normal"),
        "high": msg("Priority: high"),
        "started": msg("Begun"),
        "noted": msg("Note"),
        "done": msg("Done, with evidence"),
        "confirmed": msg("Confirmed"),
        "reopened": msg("Reopened with a reason"),
        "dropped": msg("Dropped with a reason"),
        "escalated": msg("Overdue for a week: the level above was told"),
    },
    "chain_kind": {
        "request": msg("Request"),
        "thread": msg("Thread"),
        "agenda_item": msg("Agenda item"),
        "meeting": msg("Meeting and minutes"),
        "resolution": msg("Resolution"),
        "action": msg("Action item"),
        "case": msg("Case"),
        "standard": msg("Standard"),
        "indicator": msg("Target of the plan"),
    },
    "meeting_status": {
        "planned": msg("Planned"),
        "convened": msg("Convened"),
        "postponed": msg("Postponed"),
        "cancelled": msg("Cancelled"),
        "held": msg("Held"),
        "circulated": msg("Minutes circulated"),
        "approved": msg("Minutes approved"),
        "closed": msg("Closed"),
    },
    "resolution_status": {
        "proposed": msg("Proposed"),
        "adopted": msg("Adopted"),
        "in_force": msg("In force"),
        "carried_out": msg("Carried out"),
        "superseded": msg("Superseded"),
        "lapsed": msg("Lapsed"),
    },
    "task_group": {
        "standards-system": msg("Speed up a standards system for high-quality urban development"),
        "systematic": msg("Advance urban standardization systematically"),
    },
    "verified": {
        "true": msg("Read in the source"),
        "partial": msg("Its name was read in the source, its text was not"),
        "false": msg("Not seen in a source"),
    },
}
