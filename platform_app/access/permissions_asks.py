"""Permissions on questions put to other organisations. `permissions.P` lists them."""

from platform_app.kernel.messages import msg

ASK_MAKE = (
    "ask.make",
    msg("put a question to other organisations"),
    msg("Whoever started the thread, and coordinators of that organisation."),
)
ASK_ANSWER = (
    "ask.answer",
    msg("answer, pass on or decline for an organisation that was asked"),
    msg("Members of the organisation."),
)
ASK_READ_WORD = (
    "ask.read_word",
    msg("read the word with which an organisation declined or passed on"),
    msg("Who asked, coordinators of that organisation, members of the organisation that was asked, moderators."),
)
