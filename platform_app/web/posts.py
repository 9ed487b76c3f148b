"""Posts on the pages: permalinks, replying, editing, taking back, signs, completion of names after @."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.exchange import lifecycle, queries, queries_posts, service_answers, service_files, service_posts
from platform_app.exchange.inputs import FileSays, NewPost, PostChange
from platform_app.kernel.errors import Conflict, DomainError, Invalid
from platform_app.kernel.messages import msg
from platform_app.web import threads
from platform_app.web.locale import local
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.web.thread_words import SIGNS, author, post_html, thread_title, uploads
from platform_app.wording import said

blueprint = Blueprint("posts", __name__)


@blueprint.app_context_processor
def _signs() -> dict[str, Any]:
    return {"signs": SIGNS, "thread_title": thread_title, "post_html": post_html, "author": author}


@blueprint.get("/posts/<int:post_id>")
def show(post_id: int) -> ResponseReturnValue:
    """Where a post stands now, whichever thread it has moved to."""
    _, shown = queries_posts.read(current_actor(), post_id)
    return redirect(address(shown.post))


@blueprint.post("/threads/<int:thread_id>/replies")
@login_required
def reply(thread_id: int) -> ResponseReturnValue:
    """Reply; refused, the page comes again with what was typed."""
    try:
        post = service_posts.reply(current_actor(), thread_id, sent(NewPost), files=uploads())
    except (Invalid, Conflict) as error:
        return threads.reply_again(thread_id, error)
    return redirect(address(post))


@blueprint.get("/posts/<int:post_id>/edit")
@login_required
def edit(post_id: int) -> str:
    """The page on which a post is changed."""
    thread, shown = queries_posts.read(current_actor(), post_id)
    require(current_actor(), P.POST_EDIT, shown.post)
    return render_template("threads/post_edit.html", thread=thread, post=shown.post, typed={}, errors={})


@blueprint.post("/posts/<int:post_id>/edit")
@login_required
def change(post_id: int) -> ResponseReturnValue:
    """Change it; a stale or wrong text comes back beside the stored one."""
    actor = current_actor()
    try:
        version = request.form.get("version", type=int)
        post = service_posts.edit(actor, post_id, sent(PostChange), version=version, files=uploads())
    except DomainError as error:
        thread, shown = queries_posts.read(actor, post_id)
        return again("threads/post_edit.html", error, thread=thread, post=shown.post)
    return redirect(address(post))


@blueprint.get("/posts/<int:post_id>/history")
def history(post_id: int) -> str:
    """What a post has said before."""
    post, revisions = queries_posts.revisions(current_actor(), post_id)
    thread = queries.get(current_actor(), post.thread_id)
    return render_template("threads/history.html", thread=thread, post=post, revisions=revisions)


@blueprint.post("/posts/<int:post_id>/removal")
@login_required
def take_back(post_id: int) -> ResponseReturnValue:
    """Delete one's own post."""
    post = service_posts.take_back(current_actor(), post_id)
    flash(said(msg("Your post is taken back. Its place stays.")), "success")
    if queries.get(current_actor(), post.thread_id).status == "deleted":
        return redirect(url_for("threads.index"))
    return redirect(address(post))


@blueprint.post("/posts/<int:post_id>/files/<int:file_id>/removal")
@login_required
def detach(post_id: int, file_id: int) -> ResponseReturnValue:
    """Take a file out of one's own post."""
    service_files.detach(current_actor(), post_id, file_id)
    return redirect(url_for("posts.edit", post_id=post_id))


@blueprint.post("/posts/<int:post_id>/files/<int:file_id>/words")
@login_required
def describe(post_id: int, file_id: int) -> ResponseReturnValue:
    """Say what a picture of one's own post shows."""
    service_files.describe(current_actor(), post_id, file_id, sent(FileSays).alt)
    flash(said(msg("Saved.")), "success")
    return redirect(url_for("posts.edit", post_id=post_id))


@blueprint.post("/posts/<int:post_id>/reactions")
@login_required
def react(post_id: int) -> ResponseReturnValue:
    """Give a sign, or take it back if it was given."""
    sign, given = request.form.get("sign", ""), request.form.get("given") == "1"
    if sign not in SIGNS:
        raise Invalid.one("sign", msg("There is no such sign."))
    act = service_posts.take_sign_back if given else service_posts.react
    return redirect(address(act(current_actor(), post_id, sign)))  # type: ignore[arg-type]


@blueprint.post("/threads/<int:thread_id>/acceptance")
@login_required
def accept(thread_id: int) -> ResponseReturnValue:
    """Say which answer solved it, or that none did."""
    post_id = request.form.get("post_id", 0, type=int)
    if post_id:
        service_answers.accept(current_actor(), thread_id, post_id)
        flash(said(msg("Accepted. It stands under the question now; you can propose it as a lesson.")), "success")
    else:
        service_answers.unaccept(current_actor(), thread_id)
    return redirect(url_for("threads.show", thread_id=thread_id))


@blueprint.get("/mentions")
@login_required
def mentions() -> ResponseReturnValue:
    """Names that go on from what was typed after @, and what to write for each."""
    found = queries_posts.mentionable(current_actor(), request.args.get("q", ""))
    return jsonify(items=[_mention(each) for each in found])


def address(post: Any) -> str:
    """Where a post stands."""
    page = lifecycle.page_of(post.no)
    return url_for("threads.show", thread_id=post.thread_id, page=page, _anchor=f"post-{post.id}")


def _mention(each: Any) -> dict[str, str]:
    if isinstance(each, Organisation):
        name = str(local(each, "name"))
        return {"name": name, "kind": "organisation", "text": f"@[{name}](organisation:{each.code}) "}
    return {"name": each.name, "kind": "person", "text": f"@[{each.name}](person:{each.id}) "}
