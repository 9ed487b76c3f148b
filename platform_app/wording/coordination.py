"""The names of values in requests between levels."""

from platform_app.kernel.messages import Message, msg

COORDINATION: dict[str, dict[str, Message]] = {
    "request_kind": {
        "guidance": msg("Guidance"),
        "interpretation": msg("Interpretation of a standard"),
        "resources": msg("Resources"),
        "data": msg("Data"),
        "cross_province": msg("Coordination across provinces"),
        "standard_proposal": msg("Proposal for a standard"),
    },
    "request_status": {
        "raised": msg("Raised"),
        "acknowledged": msg("Acknowledged"),
        "in_progress": msg("In progress"),
        "answered": msg("Answered"),
        "accepted": msg("Answer accepted"),
        "reopened": msg("Reopened"),
        "closed": msg("Closed"),
        "returned": msg("Returned"),
        "passed_down": msg("Passed down"),
        "escalated": msg("Gone up"),
    },
    "request_record": {
        "raised": msg("Request raised"),
        "acknowledged": msg("Acknowledged"),
        "in_progress": msg("In progress"),
        "answered": msg("Answered"),
        "returned": msg("Returned with a reason"),
        "passed_down": msg("Passed down"),
        "escalated": msg("Sent up to the level above"),
        "objected": msg("Objection"),
        "extension_asked": msg("More time asked for"),
        "extension_granted": msg("More time granted"),
        "extension_refused": msg("More time refused"),
        "accepted": msg("Answer accepted"),
        "reopened": msg("Reopened with a reason"),
        "closed": msg("Closed"),
        "published": msg("Answer published"),
        "paper_added": msg("Paper added"),
        "paper_removed": msg("Paper taken out"),
    },
    "request_state": {
        "waiting": msg("Waiting for an answer"),
        "overdue": msg("Overdue"),
        "settled": msg("Done"),
    },
}
