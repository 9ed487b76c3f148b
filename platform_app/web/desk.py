"""My desk: what waits for this person."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_login import login_required

from platform_app.cases import desk
from platform_app.desk import queries as decisions
from platform_app.exchange import queries_asks
from platform_app.kernel.messages import Message, msg
from platform_app.moderation import queries_held
from platform_app.selection import queries as selection
from platform_app.web.desk_words import age
from platform_app.web.session import current_actor

blueprint = Blueprint("desk", __name__)


@dataclass(frozen=True)
class Queue:
    """One kind of waiting: its name, what it is, and the next act on each case of it."""

    key: str
    title: Message
    act: str


QUEUES = (
    Queue("returned", msg("Returned with reasons"), "edit"),
    Queue("to_sign_off", msg("To sign off"), "publish"),
    Queue("changes_to_publish", msg("Changes to publish"), "publish"),
    Queue("drafted_for", msg("Drafted for you"), "take_over"),
    Queue("to_confirm", msg("Still running?"), "confirm"),
    Queue("to_recommend", msg("To recommend"), "recommend"),
    Queue("to_feature", msg("To feature"), "feature"),
    Queue("drafts", msg("Drafts"), "edit"),
    Queue("drafting", msg("Drafted for others"), "edit"),
    Queue("waiting", msg("Waiting for sign-off"), "withdraw"),
    Queue("to_nominate", msg("Could be nominated"), "nominate"),
)


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """A desk belongs to somebody."""


@blueprint.get("/desk")
def show() -> str:
    """The queues, those that others wait for first."""
    actor = current_actor()
    found = desk.desk(actor)
    queues = [(queue, getattr(found, queue.key)) for queue in QUEUES]
    waiting = [(queue, cases) for queue, cases in queues if cases]
    reviews = selection.assigned(actor)
    states = decisions.queues(actor)
    views = decisions.views(actor)
    asks, watch = queries_asks.waiting(actor), queries_held.waiting(actor)
    lists = {"reviews": reviews, "states": states, "views": views, "asks": asks, "watch": watch}
    return render_template("desk/show.html", queues=waiting, **lists, age=age)
