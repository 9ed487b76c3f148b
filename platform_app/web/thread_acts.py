"""One page for each act of curators: it says what will happen, asks why, does it; and a button to undo it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.exchange import queries, queries_posts, service_curating, service_merging
from platform_app.exchange.inputs import Because, Into, Move, Pin, Split
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import Message, msg
from platform_app.search.labels import labels
from platform_app.web.posts import address
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("thread_acts", __name__)


@dataclass(frozen=True)
class Act:
    """An act: the button, what will happen, what is said afterwards, how it is done and undone."""

    button: Message
    happens: Message
    done: Message
    undo: Message
    does: Callable[[Actor, int], Any]
    icon: str
    permission: P = P.THREAD_CURATE


ACTS: dict[str, Act] = {
    "lock": Act(
        msg("Lock"),
        msg("Nobody can write in it any more, whether here or through the API. Everybody still reads it."),
        msg("Locked. It takes no more posts."),
        msg("Unlock"),
        lambda actor, id: service_curating.lock(actor, id, sent(Because)),
        "lock-closed",
    ),
    "pin": Act(
        msg("Pin"),
        msg("It stands above the other threads of its field, or above all threads."),
        msg("Pinned."),
        msg("Unpin"),
        lambda actor, id: service_curating.pin(actor, id, sent(Pin)),
        "bookmark",
    ),
    "move": Act(
        msg("Move"),
        msg("It is listed under another field, or as another kind. Its address stays."),
        msg("Moved."),
        msg("Move back"),
        lambda actor, id: service_curating.move(actor, id, sent(Move)),
        "arrow-right",
    ),
    "merge": Act(
        msg("Merge"),
        msg("All its posts go to the end of the other thread, and its address leads there. Links to posts stay true."),
        msg("Merged. These are the posts of both."),
        msg("Undo the merge"),
        lambda actor, id: service_merging.merge(actor, id, sent(Into)),
        "arrows-pointing-in",
    ),
    "duplicate": Act(
        msg("Close as a duplicate"),
        msg("It takes no more posts, and its page leads to the other thread."),
        msg("Closed as a duplicate."),
        msg("Open it again"),
        lambda actor, id: service_curating.close_as_duplicate(actor, id, sent(Into)),
        "document-duplicate",
    ),
    "split": Act(
        msg("Split"),
        msg("The posts you choose become a thread of their own, in the same field and for the same readers."),
        msg("Split. This is the new thread."),
        msg("Undo the split"),
        lambda actor, id: service_merging.split(actor, id, sent(Split, many=("post_ids",))),
        "scissors",
    ),
    "hide": Act(
        msg("Hide"),
        msg("Readers find it no longer. Whoever started it sees it with your reason."),
        msg("Hidden."),
        msg("Show it again"),
        lambda actor, id: service_curating.hide(actor, id, sent(Because)),
        "eye-slash",
        P.POST_HIDE,
    ),
}


@blueprint.app_context_processor
def _acts() -> dict[str, Any]:
    return {"thread_acts": ACTS}


@blueprint.get("/threads/<int:thread_id>/acts/<act>")
@login_required
def ask(thread_id: int, act: str) -> str:
    """What will happen, and the form for why."""
    what = ACTS.get(act) or abort(404)
    thread = queries.get(current_actor(), thread_id)
    require(current_actor(), what.permission, thread)
    return render_template("threads/act.html", typed=request.args, errors={}, **_about(thread, act, what))


@blueprint.post("/threads/<int:thread_id>/acts/<act>")
@login_required
def do(thread_id: int, act: str) -> ResponseReturnValue:
    """Do it; refused, the page comes again with what was typed."""
    actor, what = current_actor(), ACTS.get(act) or abort(404)
    try:
        made = what.does(actor, thread_id)
    except DomainError as error:
        thread = queries.get(actor, thread_id)
        return again("threads/act.html", error, **_about(thread, act, what))
    flash(said(what.done), "success")
    goes_to = made.id if isinstance(made, Thread) else made.other_id if act == "merge" else thread_id
    return redirect(url_for("threads.show", thread_id=goes_to))


@blueprint.post("/threads/<int:thread_id>/acts/<act>/undoing")
@login_required
def undo(thread_id: int, act: str) -> ResponseReturnValue:
    """Undo the newest of its kind."""
    actor = current_actor()
    other = {"merge": service_merging.undo_merge, "split": service_merging.undo_split}.get(act)
    if other:
        other(actor, thread_id)
    else:
        service_curating.undo(actor, thread_id, act)
    flash(said(msg("Undone.")), "success")
    return redirect(url_for("threads.show", thread_id=thread_id))


@blueprint.get("/posts/<int:post_id>/hiding")
@login_required
def ask_to_hide(post_id: int) -> str:
    """What hiding a post means, and the form for why."""
    thread, shown = queries_posts.read(current_actor(), post_id)
    require(current_actor(), P.POST_HIDE, shown.post)
    return _hiding(thread, shown.post, {})


@blueprint.post("/posts/<int:post_id>/hiding")
@login_required
def hide_post(post_id: int) -> ResponseReturnValue:
    """Hide it."""
    try:
        post = service_curating.hide_post(current_actor(), post_id, sent(Because))
    except DomainError as error:
        thread, shown = queries_posts.read(current_actor(), post_id)
        return again("threads/hide_post.html", error, thread=thread, post=shown.post)
    flash(said(msg("Hidden. Its author reads your reason.")), "success")
    return redirect(address(post))


@blueprint.post("/posts/<int:post_id>/hiding/undoing")
@login_required
def show_post(post_id: int) -> ResponseReturnValue:
    """Bring it back."""
    post = service_curating.show_post(current_actor(), post_id)
    flash(said(msg("It is in sight again.")), "success")
    return redirect(address(post))


def _hiding(thread: Thread, post: Post, errors: Any) -> str:
    return render_template("threads/hide_post.html", thread=thread, post=post, typed=request.form, errors=errors)


def _about(thread: Thread, act: str, what: Act) -> dict[str, Any]:
    posts = queries_posts.all_of(current_actor(), thread) if act == "split" else []
    return {"thread": thread, "act": act, "what": what, "posts": posts, "fields": labels().get("field", {})}
