"""The names of values in bodies, meetings and agendas."""

from platform_app.kernel.messages import Message, msg

MEETINGS: dict[str, dict[str, Message]] = {
    "body_kind": {
        "joint_meeting": msg("Joint meeting"),
        "provincial": msg("Provincial working meeting"),
        "working_group": msg("Working group"),
    },
    "body_role": {
        "lead": msg("Leads"),
        "co_convener": msg("Co-convenes"),
        "member": msg("Member"),
        "observer": msg("Observer"),
        "guest": msg("Guest"),
    },
    "expected": {"inform": msg("For information"), "discuss": msg("For discussion"), "decide": msg("For decision")},
    "proposal_status": {
        "open": msg("Waits to be decided"),
        "accepted": msg("On the agenda"),
        "merged": msg("Went into another item"),
        "declined": msg("Declined"),
        "withdrawn": msg("Taken back"),
    },
    "meeting_record": {
        "planned": msg("Planned"),
        "edited": msg("Changed"),
        "convened": msg("Convened"),
        "postponed": msg("Postponed with a reason"),
        "cancelled": msg("Cancelled with a reason"),
        "held": msg("Held; attendance and quorum frozen"),
        "circulated": msg("Minutes circulated"),
        "approved": msg("Minutes approved and locked"),
        "addendum": msg("Addendum to the minutes"),
        "closed": msg("Closed"),
    },
}
