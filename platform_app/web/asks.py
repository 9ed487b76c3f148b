"""Questions put to other cities: who was asked and by whom, asking, and answering for one's organisation."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.accounts.queries_names import codes_named
from platform_app.exchange import ask_lifecycle, lifecycle, queries, queries_asks, service_asks
from platform_app.exchange.asking import sentence
from platform_app.exchange.inputs_asks import Declining, NewAnswer, NewAsks, PassingOn
from platform_app.exchange.models import Thread
from platform_app.exchange.models_asks import Ask
from platform_app.exchange.queries_asks import AskFilter
from platform_app.kernel import clock
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import Message, msg
from platform_app.matching import proposals
from platform_app.web.paging import page_request, pager
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import ASK_STATES, said

blueprint = Blueprint("asks", __name__)
_BETWEEN_NAMES = re.compile(r"[,，、;；\r\n]+")


@dataclass(frozen=True)
class AsksPanel:
    """What a thread's page shows of its asks: `own` wait for the reader's organisations, `rows` are all of them."""

    rows: Sequence[Ask]
    own: Sequence[Ask]
    may_ask: bool
    states: Mapping[int, str]  # how each stands today
    words: Mapping[int, str]  # with which they declined or passed on, as far as she may read them
    why: Callable[[Mapping[str, Any]], Message] = sentence
    page_of: Callable[[int], int] = lifecycle.page_of


def panel(actor: Actor, thread: Thread, *, anybody: bool = True) -> AsksPanel:
    """For the page of a thread, which knows whether anybody was asked; passed to `threads/_asks.html` as `asks`."""
    rows = queries_asks.of_thread(actor, thread) if anybody and thread.kind == "question" else []
    own = [row for row in rows if row.status == "open" and allows(actor, P.ASK_ANSWER, row)]
    return _panel(actor, rows, own, may_ask=_may_ask(actor, thread))


@blueprint.get("/threads/<int:thread_id>/asks")
def of_thread(thread_id: int) -> str:
    """Who was asked, and for those who may the form to ask more."""
    actor = current_actor()
    return render_template(
        "asks/thread.html", errors={}, typed={}, **_about(actor, queries.read(actor, thread_id).thread)
    )


@blueprint.post("/threads/<int:thread_id>/asks")
@login_required
def ask(thread_id: int) -> ResponseReturnValue:
    """Ask those that were picked and those that were typed; refused, the page comes again with all of it."""
    actor = current_actor()
    thread = queries.read(actor, thread_id).thread
    try:
        typed = [name for name in _BETWEEN_NAMES.split(request.form.get("others", "")) if name.strip()]
        codes = [*request.form.getlist("picked"), *codes_named(actor, typed[:100], "others")]
        new = sent(NewAsks, organisations=codes)
        made = proposals.ask_with_reasons(actor, thread_id, new)
    except DomainError as error:
        return again("asks/thread.html", error, picked=request.form.getlist("picked"), **_about(actor, thread))
    flash(said(msg("Asked: {count}. You are told when they answer.", count=len(made))), "success")
    return redirect(f"/threads/{thread_id}/asks", 303)


@blueprint.get("/asks")
@login_required
def index() -> str:
    """What one's organisations were asked."""
    actor = current_actor()
    status = request.args.get("status") or None
    page = queries_asks.asks(actor, AskFilter(actor.org_ids, status), page_request())
    asks = _panel(actor, page.items, [row for row in page.items if row.status == "open"])
    states = [(key, said(name)) for key, name in ASK_STATES.items()]
    return render_template("asks/index.html", page=page, pager=pager(page), asks=asks, status=status, states=states)


@blueprint.get("/asks/<int:ask_id>")
@login_required
def show(ask_id: int) -> str:
    """One ask, for those who may answer it."""
    return render_template("asks/show.html", errors={}, typed={}, **_about_one(ask_id))


@blueprint.post("/asks/<int:ask_id>/answer")
@login_required
def answer(ask_id: int) -> ResponseReturnValue:
    """Answer it: with a post that is there, or with a new one."""
    try:
        row = service_asks.answer(current_actor(), ask_id, sent(NewAnswer))
    except DomainError as error:
        return again("asks/show.html", error, **_about_one(ask_id))
    return _back(row, msg("Your answer is there. Thank you."))


@blueprint.post("/asks/<int:ask_id>/passing-on")
@login_required
def pass_on(ask_id: int) -> ResponseReturnValue:
    """Name another organisation."""
    actor = current_actor()
    try:
        (code,) = codes_named(actor, [request.form.get("organisation", "")], "organisation")
        row = service_asks.pass_on(actor, ask_id, sent(PassingOn, organisation=code))
    except DomainError as error:
        return again("asks/show.html", error, **_about_one(ask_id))
    return _back(row, msg("The question is passed on. Those who asked are told."))


@blueprint.post("/asks/<int:ask_id>/decline")
@login_required
def decline(ask_id: int) -> ResponseReturnValue:
    """Decline it with a word."""
    try:
        row = service_asks.decline(current_actor(), ask_id, sent(Declining, reason=request.form.get("word", "")))
    except DomainError as error:
        return again("asks/show.html", error, **_about_one(ask_id))
    return _back(row, msg("Those who asked are told. Nothing else follows from it."))


def _may_ask(actor: Actor, thread: Thread) -> bool:
    takes_posts = thread.status == "open" and not thread.is_locked
    return thread.kind == "question" and takes_posts and allows(actor, P.ASK_MAKE, thread)


def _about(actor: Actor, thread: Thread) -> dict[str, Any]:
    may_ask = _may_ask(actor, thread)
    return {
        "thread": thread,
        "asks": panel(actor, thread),
        "proposed": proposals.proposals(actor, thread.id) if may_ask else [],
        "usual_day": ask_lifecycle.deadline(None, clock.today()).isoformat(),
        "most": ask_lifecycle.MOST_ASKED,
    }


def _about_one(ask_id: int) -> dict[str, Any]:
    actor = current_actor()
    row = queries_asks.get(actor, ask_id)
    require(actor, P.ASK_ANSWER, row)
    posts = queries_asks.answering_posts(actor, row) if row.status == "open" else []
    return {"row": row, "posts": posts, "asks": _panel(actor, [row], [])}


def _panel(actor: Actor, rows: Sequence[Ask], own: Sequence[Ask], *, may_ask: bool = False) -> AsksPanel:
    today = clock.today()
    states = {row.id: ask_lifecycle.standing(row.status, row.due_on, today) for row in rows}
    words = {row.id: row.reason for row in rows if row.reason and allows(actor, P.ASK_READ_WORD, row)}
    return AsksPanel(rows, own, may_ask, states, words)


def _back(row: Ask, message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(f"/threads/{row.thread_id}", 303)
