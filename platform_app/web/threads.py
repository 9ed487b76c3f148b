"""Threads on the pages: the list, one thread page by page, starting one, changing its title and tags."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.exchange import lifecycle, queries, queries_posts, records, service_posts, service_threads, speaking
from platform_app.exchange.inputs import NewThread, ThreadChange
from platform_app.exchange.queries import ThreadFilter, ThreadReading
from platform_app.kernel.errors import DomainError, NotFound, Throttled
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.search.labels import labels
from platform_app.web.asks import panel
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.web.thread_words import Subject, kinds_open_to, subject_of, uploads
from platform_app.wording import said

blueprint = Blueprint("threads", __name__, url_prefix="/threads")
GENERAL = "general"


@blueprint.get("")
@remembered
def index() -> str:
    """Threads open to the reader, the one with the newest post first; what is pinned stands on top."""
    actor = current_actor()
    asked = {name: request.args.get(name) or None for name in ("kind", "field", "tag", "organisation", "unanswered")}
    wanted = _wanted(actor, asked)
    page = queries.threads(actor, wanted, page_request())
    top = [] if request.args.get("cursor") else queries.pinned(actor, wanted)
    pinned = {line.thread.id for line in top}
    return render_template(
        "threads/index.html",
        lines=[*top, *(line for line in page.items if line.thread.id not in pinned)],
        pager=pager(page),
        asked=asked,
        fields=labels().get("field", {}),
    )


@blueprint.get("/<int:thread_id>")
@remembered
def show(thread_id: int) -> ResponseReturnValue:
    """A page of a thread; a merged one leads on."""
    actor = current_actor()
    reading = queries.read(actor, thread_id)
    if reading.thread.status == "merged" and reading.thread.target_id:
        return redirect(url_for("threads.show", thread_id=reading.thread.target_id), 301)
    page = request.args.get("page", 1, type=int)
    return _page(actor, reading, page, {}, {})


@blueprint.get("/<int:thread_id>/unread")
@login_required
def unread(thread_id: int) -> ResponseReturnValue:
    """The first post that she has not read."""
    reading = queries.read(current_actor(), thread_id)
    no = min((reading.read_no or 0) + 1, max(1, reading.thread.last_no))
    page = lifecycle.page_of(no)
    return redirect(url_for("threads.show", thread_id=thread_id, page=page, _anchor=f"no-{no}"))


@blueprint.get("/new")
@login_required
def new() -> str:
    """The page on which one starts a thread."""
    actor = current_actor()
    require(actor, P.THREAD_START)
    return render_template("threads/new.html", typed=request.args, errors={}, **_about_new(actor))


@blueprint.post("")
@login_required
def start() -> ResponseReturnValue:
    """Start it; refused, the page comes again with what was typed."""
    actor = current_actor()
    subject = _asked_subject()
    given: dict[str, Any] = {"tags": _tags(), "subject": subject and {"kind": subject.kind, "id": subject.id}}
    try:
        thread = service_threads.start(actor, sent(NewThread, **given), files=uploads())
    except DomainError as error:
        return again("threads/new.html", error, **_about_new(actor))
    waits = msg("A moderator looks at your thread first. You will be told when readers see it.")
    flash(said(waits if thread.status == "held" else msg("Your thread is open. You are told of replies.")), "success")
    return redirect(url_for("threads.show", thread_id=thread.id))


@blueprint.get("/<int:thread_id>/edit")
@login_required
def edit(thread_id: int) -> str:
    """The page on which title and tags are changed."""
    thread = queries.get(current_actor(), thread_id)
    require(current_actor(), P.THREAD_EDIT, thread)
    typed = {"title": thread.title, "title_translation": thread.title_translation, "tags": "，".join(thread.tags)}
    return render_template("threads/edit.html", thread=thread, typed=typed, errors={})


@blueprint.post("/<int:thread_id>/edit")
@login_required
def change(thread_id: int) -> ResponseReturnValue:
    """Change them."""
    actor = current_actor()
    version = request.form.get("version", type=int)
    try:
        service_threads.edit(actor, thread_id, sent(ThreadChange, tags=_tags()), version=version)
    except DomainError as error:
        return again("threads/edit.html", error, thread=queries.get(actor, thread_id))
    return redirect(url_for("threads.show", thread_id=thread_id))


@blueprint.post("/<int:thread_id>/read")
@login_required
def mark_read(thread_id: int) -> ResponseReturnValue:
    """For the page's script: she has come as far as this."""
    service_posts.mark_read(current_actor(), thread_id, request.form.get("no", 0, type=int))
    return "", 204


@blueprint.post("/<int:thread_id>/draft")
@login_required
def keep_draft(thread_id: int) -> ResponseReturnValue:
    """For the page's script: what she has typed so far."""
    text, answers = request.form.get("text", ""), request.form.get("in_reply_to", type=int)
    if text.strip():
        service_posts.keep_draft(current_actor(), thread_id, text, in_reply_to=answers)
    else:
        service_posts.discard_draft(current_actor(), thread_id)
    return "", 204


def reply_again(thread_id: int, error: DomainError) -> ResponseReturnValue:
    """The last page of a thread with the reply as it was typed, and why it was refused."""
    actor = current_actor()
    reading = queries.read(actor, thread_id)
    errors = getattr(error, "errors", None) or {"": [error.message]}
    page = _page(actor, reading, reading.pages, request.form, errors)
    if isinstance(error, Throttled):
        return page, 429, {"Retry-After": str(error.retry_after)}
    return page, 422 if hasattr(error, "errors") else 409


def _page(actor: Actor, reading: ThreadReading, page: int, typed: Any, errors: Any) -> str:
    thread = reading.thread
    posts = queries_posts.page_of(actor, thread, page)
    return render_template(
        "threads/show.html",
        thread=thread,
        reading=reading,
        posts=posts,
        page=page,
        subject=subject_of(actor, thread.subject),
        records=records.of_thread(actor, thread) if reading.has_records else [],
        asks=panel(actor, thread, anybody=reading.has_asks),
        fields=labels().get("field", {}),
        voices=_voices(actor),
        typed=typed or {"text": reading.draft.text if reading.draft else ""},
        errors=errors,
    )


def _wanted(actor: Actor, asked: dict[str, str | None]) -> ThreadFilter:
    organisation = accounts.organisation_by_code(actor, asked["organisation"]) if asked["organisation"] else None
    return ThreadFilter(
        kind=asked["kind"],
        field=None if asked["field"] == GENERAL else asked["field"],
        general=asked["field"] == GENERAL,
        tag=asked["tag"],
        org_id=organisation.id if organisation else None,
        unanswered=asked["unanswered"] == "1",
    )


def _about_new(actor: Actor) -> dict[str, Any]:
    ref = _asked_subject()
    return {
        "kinds": kinds_open_to(actor),
        "fields": labels().get("field", {}),
        "voices": _voices(actor),
        "subject": _known(actor, ref) if ref else None,
    }


def _voices(actor: Actor) -> list[Any]:
    """The organisations she can speak for, where there is a choice."""
    ids = speaking.organisations(actor)
    known = accounts.organisations_by_id(actor, ids) if len(ids) > 1 else {}
    return [known[id] for id in ids if id in known]


def _known(actor: Actor, ref: SubjectRef) -> Subject | None:
    try:
        return subject_of(actor, ref)
    except NotFound:
        return None


def _asked_subject() -> SubjectRef | None:
    kind, _, id = (request.values.get("subject") or "").partition(":")
    known = kind in lifecycle.SUBJECTS and id.isdecimal() and len(id) < 10 and int(id) > 0
    return SubjectRef(kind, int(id)) if known else None


def _tags() -> list[str]:
    typed = request.form.get("tags", "")
    for sign in "，、;；\n":
        typed = typed.replace(sign, ",")
    return [tag.strip() for tag in typed.split(",") if tag.strip()]
