"""Permissions on requests between levels and on the holiday table. `permissions.P` lists them."""

from platform_app.kernel.messages import msg

REQUEST_SEE = (
    "request.see",
    msg("read a request"),
    msg("The people of the organisations concerned, of those below and above them, and the secretariat."),
)
REQUEST_RAISE = (
    "request.raise",
    msg("raise a request for an organisation"),
    msg("Editors and coordinators of the organisation."),
)
REQUEST_ANSWER = (
    "request.answer",
    msg("acknowledge and answer a request, or ask for more time"),
    msg("Editors and coordinators of the organisation that is asked."),
)
REQUEST_ADD_PAPER = (
    "request.add_paper",
    msg("add a paper to a request or take it out"),
    msg("Editors and coordinators of the organisation that asks and of those that are asked."),
)
REQUEST_DIRECT = (
    "request.direct",
    msg("return a request or pass it down"),
    msg("Coordinators of the organisation that is asked."),
)
REQUEST_ESCALATE = (
    "request.escalate",
    msg("send a request up to the level above"),
    msg("Coordinators of the organisation that asks and of the one that is asked, the secretariat."),
)
REQUEST_OBJECT = (
    "request.object",
    msg("object to an answer or to a task"),
    msg("Coordinators of the lower organisation."),
)
REQUEST_JUDGE = (
    "request.judge",
    msg("accept an answer, reopen it, or decide on more time"),
    msg("Coordinators of the organisation that asks."),
)
REQUEST_CLOSE = (
    "request.close",
    msg("close a request"),
    msg("Coordinators of the organisation that asks."),
)
REQUEST_PUBLISH = (
    "request.publish",
    msg("publish the interpretation of a standard"),
    msg("Coordinators of the organisation that has given it."),
)
INTERPRETATION_SEE = ("interpretation.see", msg("read a published interpretation"), msg("Everybody."))
HOLIDAY_EDIT = ("holiday.edit", msg("change the holiday table"), msg("Administrators."))
