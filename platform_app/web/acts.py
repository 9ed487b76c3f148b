"""What can be done with a case beyond writing it: how its page asks and explains. `desk/deeds.py` does it."""

from dataclasses import dataclass
from typing import Literal

from platform_app.desk.deeds import Words
from platform_app.kernel.messages import Message, msg

Manner = Literal["", "danger", "honour"]


@dataclass(frozen=True)
class Act:
    """An act: the button, what will happen, what is said afterwards, and the words that go with it."""

    button: Message
    happens: Message
    done: Message
    words: Words | None = None
    manner: Manner = ""
    icon: str = "arrow-right"


ACTS: dict[str, Act] = {
    "submit": Act(
        msg("Hand in for sign-off"),
        msg("The coordinators of your organisation see it on their desk. Until they decide, nobody changes the text."),
        msg("Handed in. Your coordinator signs it off or returns it with reasons."),
        icon="paper-airplane",
    ),
    "withdraw": Act(
        msg("Take it back to work on it"),
        msg("It is a draft again and leaves your coordinator's desk. You can hand it in again at any time."),
        msg("It is a draft again."),
        icon="arrow-uturn-left",
    ),
    "take_over": Act(
        msg("Take it over"),
        msg(
            "The draft is your organisation's alone from now on: whoever began it for you sees and edits it no longer."
        ),
        msg("It is yours. Go on writing, or hand it in."),
        icon="inbox-arrow-down",
    ),
    "publish": Act(
        msg("Sign off and publish"),
        msg("Everybody can read and find this text from now on, under your organisation's name."),
        msg("Published. Everybody can read it now."),
        icon="megaphone",
    ),
    "return": Act(
        msg("Return with reasons"),
        msg("It is a draft again. Its authors see your reasons above the text."),
        msg("Returned to its authors."),
        "reason",
        icon="arrow-uturn-left",
    ),
    "nominate": Act(
        msg("Nominate for featuring"),
        msg("Your province sees it on its desk and can recommend it; then a moderator can feature it."),
        msg("Nominated. Your province decides next."),
        "statement",
        icon="hand-raised",
    ),
    "invite": Act(
        msg("Invite its city to nominate it"),
        msg("The coordinators of the city find your invitation on their desk. Whether they nominate it is up to them."),
        msg("Its city is invited to nominate it."),
        "statement",
        icon="envelope",
    ),
    "recommend": Act(
        msg("Recommend"),
        msg("You speak for this case. Moderators see it on their desk and can feature it on the front page."),
        msg("Recommended. A moderator decides next."),
        "statement",
        icon="hand-thumb-up",
    ),
    "feature": Act(
        msg("Feature on the front page"),
        msg("It stands first on the front page and carries the seal wherever it is listed."),
        msg("Featured. It stands on the front page now."),
        "statement",
        "honour",
        icon="star",
    ),
    "unarchive": Act(
        msg("Bring it back"),
        msg("Everybody can read and find it again. What distinguished it before does not come back."),
        msg("It is public again."),
        icon="arrow-uturn-up",
    ),
    "withdraw_nomination": Act(
        msg("Withdraw the nomination"),
        msg("It leaves the desk of your province. The case stays public."),
        msg("The nomination is withdrawn."),
        "reason",
        "danger",
        icon="x-mark",
    ),
    "withdraw_recommendation": Act(
        msg("Withdraw the recommendation"),
        msg("It leaves the desk of the moderators and is only nominated again. The case stays public."),
        msg("The recommendation is withdrawn."),
        "reason",
        "danger",
        icon="x-mark",
    ),
    "withdraw_featuring": Act(
        msg("Withdraw the featuring"),
        msg("It leaves the front page and loses the seal. The case stays public and recommended."),
        msg("It is no longer featured."),
        "reason",
        "danger",
        icon="x-mark",
    ),
    "withdraw_announcement": Act(
        msg("Withdraw the announcement"),
        msg("It is no longer a typical case. That it was one, and why it no longer is, stays in sight of everybody."),
        msg("The announcement is withdrawn."),
        "reason",
        "danger",
        icon="x-mark",
    ),
    "unpublish": Act(
        msg("Take it off the public pages"),
        msg("Nobody outside its organisation can read it any more; it is a draft again and loses its distinctions."),
        msg("It is no longer public."),
        "reason",
        "danger",
        icon="eye-slash",
    ),
    "archive": Act(
        msg("Archive"),
        msg("Readers find a page with your reason in its place. It loses its distinctions; it can be brought back."),
        msg("Archived. Its page says why."),
        "reason",
        "danger",
        icon="archive-box",
    ),
    "discard": Act(
        msg("Delete this draft"),
        msg("The draft and all its revisions are deleted. This cannot be undone."),
        msg("The draft is deleted."),
        None,
        "danger",
        icon="trash",
    ),
}
# Acts that stand in the panel as buttons, the likeliest first; the others are folded away.
FORWARD = ("publish", "submit", "feature", "recommend", "nominate", "return", "take_over", "withdraw", "unarchive")
PUBLISH_CHANGES = msg("Publish the changes")


def button(act: str, status: str) -> Message:
    """The words on the button; publishing a published case means its changes."""
    return PUBLISH_CHANGES if (act, status) == ("publish", "published") else ACTS[act].button
