"""Permissions on bodies, meetings, minutes, resolutions and action items. `permissions.P` lists them."""

from platform_app.kernel.messages import msg

_RUNS = msg("The secretariat of the body; the platform's secretariat for bodies of ministries.")
_MEMBERS = msg("Editors and coordinators of the member organisations.")

BODY_SEE = (
    "body.see",
    msg("read what a body is and who belongs to it"),
    msg("Everyone, where the body is public; else the people of its organisations."),
)
BODY_FOUND = (
    "body.found",
    msg("set up a body that an organisation leads"),
    msg("Coordinators of provinces and ministries for their own; the platform's secretariat."),
)
BODY_LEAD = ("body.lead", msg("change a body, its members and its quorum, and plan its meetings"), _RUNS)
MEETING_SEE = (
    "meeting.see",
    msg("read a meeting and its agenda"),
    msg("Everyone, once a public meeting is convened; else the people of its organisations and those named for it."),
)
MEETING_SEE_PEOPLE = (
    "meeting.see_people",
    msg("see who comes to a meeting"),
    msg("The people of the organisations of its body, and its secretariat."),
)
MEETING_JOIN = (
    "meeting.join",
    msg("see the conference link of a meeting"),
    msg("The people of the organisations of its body, those named for it, and its secretariat."),
)
MEETING_RUN = ("meeting.run", msg("convene and run a meeting and keep its agenda"), _RUNS)
AGENDA_PROPOSE = ("agenda.propose", msg("propose an item for an agenda"), _MEMBERS)
AGENDA_WITHDRAW = (
    "agenda.withdraw",
    msg("take back what was proposed for an agenda"),
    msg("Editors and coordinators of the organisation that has proposed it."),
)
DELEGATE_NAME = (
    "delegate.name",
    msg("name who comes to a meeting for an organisation"),
    msg("Coordinators of the invited organisation."),
)
DELEGATE_ANSWER = (
    "delegate.answer",
    msg("say whether a delegate comes"),
    msg("The delegate herself; coordinators of her organisation."),
)
MINUTES_SEE = (
    "minutes.see",
    msg("read the minutes of a meeting"),
    msg("Its secretariat; the organisations of its body once they circulate; everyone once they are approved."),
)
MINUTES_WRITE = ("minutes.write", msg("write and circulate minutes"), _RUNS)
MINUTES_COMMENT = ("minutes.comment", msg("comment on circulated minutes"), _MEMBERS)
MINUTES_APPROVE = (
    "minutes.approve",
    msg("approve minutes"),
    msg("The chair of the meeting; where there is none, coordinators of the organisation that leads."),
)
RESOLUTION_SEE = (
    "resolution.see",
    msg("read a resolution"),
    msg("The organisations of its body; everyone once it is adopted by a public meeting."),
)
RESOLUTION_PROPOSE = ("resolution.propose", msg("put a resolution forward"), _MEMBERS)
RESOLUTION_LEAD = ("resolution.lead", msg("record votes and adopt, supersede or end a resolution"), _RUNS)
RESOLUTION_VOTE = (
    "resolution.vote",
    msg("vote on a resolution for an organisation"),
    msg("Coordinators of the member organisation."),
)
ACTION_SEE = (
    "action.see",
    msg("read an action item"),
    msg("The organisations of its body, the owner's people, those above them, and the secretariat."),
)
ACTION_ASSIGN = ("action.assign", msg("give an organisation something to do"), _RUNS)
ACTION_WORK = (
    "action.work",
    msg("work on an action item and say that it is done"),
    msg("Editors and coordinators of the organisation that owns it, and the person it was given to."),
)
ACTION_JUDGE = ("action.judge", msg("confirm, reopen or drop an action item"), _RUNS)
BOARD_SEE_ALL = (
    "board.see_all",
    msg("see the board over every action item"),
    msg("The platform's secretariat; secretariats of bodies see their own."),
)
CALENDAR_KEEP = ("calendar.keep", msg("keep a secret calendar address"), msg("Everybody who is signed in."))
