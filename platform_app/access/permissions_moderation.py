"""Permissions on reports, sanctions and what waits to be shown. `permissions.P` lists them."""

from platform_app.kernel.messages import msg

_MODERATORS = msg("Moderators; coordinators of a province for their part of the country; never for what is their own.")

REPORT_MAKE = ("report.make", msg("report something to the moderators"), msg("Signed-in people."))
MATTER_SEE = ("matter.see", msg("read what was reported"), _MODERATORS)
MATTER_DECIDE = ("matter.decide", msg("decide about what was reported"), _MODERATORS)
SANCTION_SEE = (
    "sanction.see",
    msg("read why somebody was warned, silenced or hidden"),
    msg("The person herself, moderators, and coordinators of the province."),
)
SANCTION_IMPOSE = ("sanction.impose", msg("warn or silence somebody"), _MODERATORS)
SANCTION_APPEAL = ("sanction.appeal", msg("appeal against a sanction"), msg("The person whom it meets."))
SANCTION_JUDGE = (
    "sanction.judge",
    msg("decide an appeal against a sanction"),
    msg("Moderators other than the one who decided before, where there is another."),
)
POST_RELEASE = ("post.release", msg("show a post that was held"), _MODERATORS)
