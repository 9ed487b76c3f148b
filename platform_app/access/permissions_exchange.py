"""Permissions on threads and posts: the name in the API, what it means, and who may. `permissions.P` lists them."""

from platform_app.kernel.messages import msg

_INSIDERS = msg("Signed-in members of an organisation.")
_AUTHOR = msg("Whoever wrote it.")
_ASKER = msg("Whoever asked, and coordinators of that organisation.")
_CURATORS = msg("Moderators; coordinators of a province for threads of their own part of the country.")

THREAD_SEE = (
    "thread.see",
    msg("read a thread"),
    msg("Everyone, members of organisations, or one organisation and those below it, as the thread says."),
)
THREAD_START = ("thread.start", msg("start a thread"), _INSIDERS)
THREAD_ANNOUNCE = (
    "thread.announce",
    msg("announce something"),
    msg("Coordinators of provinces for those below them; ministries, the secretariat and moderators for everybody."),
)
THREAD_EDIT = ("thread.edit", msg("change a thread's title and tags"), msg("Whoever started it, and moderators."))
THREAD_CURATE = ("thread.curate", msg("lock, pin, move, merge or split a thread"), _CURATORS)
THREAD_PIN_EVERYWHERE = ("thread.pin_everywhere", msg("pin a thread for every field"), msg("Moderators."))
POST_WRITE = ("post.write", msg("reply to a thread"), _INSIDERS)
POST_READ_WITHHELD = (
    "post.read_withheld",
    msg("read a post that is hidden or held"),
    msg("Whoever wrote it, and those who moderate it."),
)
POST_EDIT = ("post.edit", msg("edit a post"), _AUTHOR)
POST_DELETE = ("post.delete", msg("delete a post"), _AUTHOR)
POST_REACT = ("post.react", msg("give a post a sign"), _INSIDERS)
POST_HIDE = ("post.hide", msg("hide a post or thread"), _CURATORS)
ANSWER_ACCEPT = ("answer.accept", msg("accept an answer"), _ASKER)
ANSWER_PROPOSE = ("answer.propose", msg("propose an accepted answer as a lesson or a frequent question"), _ASKER)
PROPOSAL_SEE = (
    "proposal.see",
    msg("read what was proposed out of an answer"),
    msg("Everyone once it was taken; before, who proposed it and who decides."),
)
PROPOSAL_DECIDE = (
    "proposal.decide",
    msg("take or decline what was proposed out of an answer"),
    msg("For a lesson editors and coordinators of the case's organisation; for a frequent question moderators."),
)
EXCHANGE_CHECK = ("exchange.check", msg("count all threads anew"), msg("The platform itself, administrators."))
