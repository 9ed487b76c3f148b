"""Permissions on batches of typical cases, candidacies and reviews. `permissions.P` lists them."""

from platform_app.kernel.messages import msg

BATCH_SEE = ("batch.see", msg("read a batch"), msg("Everyone, once its call is open."))
BATCH_LEAD = ("batch.lead", msg("plan, lead and announce a batch of typical cases"), msg("The secretariat."))
PANEL_FOLLOW = (
    "panel.follow",
    msg("see how far each reviewer of a batch is"),
    msg("The chair of the batch, the secretariat."),
)
CANDIDACY_SEE = (
    "candidacy.see",
    msg("see a case in a batch"),
    msg("Everyone while under review and once announced; else its own people, the panel and the secretariat."),
)
CANDIDACY_DECLINE = (
    "candidacy.decline",
    msg("decline a case of a batch"),
    msg("The secretariat; never for its own organisation."),
)
CANDIDACY_WITHDRAW = (
    "candidacy.withdraw",
    msg("take a case out of a batch"),
    msg("Coordinators of its organisation and of the province above, the secretariat."),
)
CANDIDACY_ANSWER = (
    "candidacy.answer",
    msg("answer the reviews of a case or appeal to the chair"),
    msg("Coordinators of the organisation."),
)
APPEAL_DECIDE = ("appeal.decide", msg("decide an appeal"), msg("The chair of the batch."))
SCORES_OPEN = (
    "scores.open",
    msg("open the scores to the people of a case"),
    msg("The chair of the batch, the secretariat."),
)
REVIEW_GIVE = (
    "review.give",
    msg("review a case"),
    msg("The reviewer it was assigned to; never one of its organisation or of one above it."),
)
REVIEW_SEE = (
    "review.see",
    msg("read a review"),
    msg("Its reviewer; others of the panel once they have given theirs; then its people; everyone once announced."),
)
CONFLICT_DECLARE = (
    "conflict.declare",
    msg("leave a case to the other reviewers"),
    msg("The reviewer it was assigned to."),
)
CONFLICT_SEE = (
    "conflict.see",
    msg("read which reviewer left a case to the others, and why"),
    msg("The reviewer herself, the chair of the batch, the secretariat; never for their own organisation."),
)
