"""The names of values in minutes and resolutions."""

from platform_app.kernel.messages import Message, msg

MINUTES: dict[str, dict[str, Message]] = {
    "disposition": {
        "accepted": msg("Comment accepted"),
        "accepted_in_part": msg("Comment accepted in part"),
        "not_accepted": msg("Comment not accepted"),
        "noted": msg("Comment noted"),
    },
    "resolution_status": {
        "proposed": msg("Resolution proposed"),
        "adopted": msg("Resolution adopted"),
        "in_force": msg("In force"),
        "carried_out": msg("Carried out"),
        "superseded": msg("Superseded"),
        "lapsed": msg("Lapsed"),
    },
    "resolution_method": {"consensus": msg("by consensus"), "vote": msg("by vote")},
    "link_role": {
        "about": msg("about it"),
        "came_from": msg("came from it"),
        "evidence": msg("evidence"),
        "supersedes": msg("takes its place"),
        "about_back": msg("points at this"),
        "came_from_back": msg("came from this"),
        "evidence_back": msg("has this as evidence"),
        "supersedes_back": msg("takes the place of this"),
    },
    "vote": {"for": msg("For"), "against": msg("Against"), "abstain": msg("Abstained")},
    "minutes_how": {"present": msg("Present"), "remote": msg("Took part remotely"), "apologies": msg("Sent apologies")},
    "minutes_capacity": {
        "member": msg("Member"),
        "substitute": msg("Substitute"),
        "observer": msg("Observer"),
        "guest": msg("Guest"),
    },
    "minutes_state": {
        "convened": msg("Draft minutes"),
        "held": msg("Draft minutes"),
        "circulated": msg("With the members for comments"),
        "approved": msg("Approved minutes"),
        "closed": msg("Approved minutes"),
    },
}
