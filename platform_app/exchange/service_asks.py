"""Put a question to other organisations; answer, pass on or decline for one that was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.events import AskAnswered, AskDeclined, AskMade, AskPassedOn
from platform_app.exchange import answering, ask_lifecycle, queries, queries_asks, service_posts
from platform_app.exchange.inputs import NewPost
from platform_app.exchange.inputs_asks import Declining, NewAnswer, NewAsks, PassingOn
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_asks import Ask
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case

Reasons = Mapping[int, list[dict[str, Any]]]  # organisation → why it was proposed


@use_case
def ask(actor: Actor, thread_id: int, new: NewAsks, *, reasons: Reasons | None = None) -> Sequence[Ask]:
    """Put a question to some organisations, all or none.

    Raises:
        Conflict: the thread is no question or takes no posts, or one of them was asked already.
        Invalid: one does not exist, is the asking one itself or may not read the thread; too many; a wrong day.
    """
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.ASK_MAKE, thread)
    ask_lifecycle.check_is_question(thread.kind)
    queries.check_open(thread)
    due_on = ask_lifecycle.deadline(new.due_on, clock.today())
    asked = _addressees(thread, new.organisations, "organisations")
    made = []
    for organisation in asked:
        row = Ask(
            thread_id=thread.id,
            org_id=organisation.id,
            due_on=due_on,
            reasons=(reasons or {}).get(organisation.id, []),
            asked_by_id=actor.id,
            asked_by_name=actor.name or thread.author_name,
            asking_org_id=thread.org_id,
        )
        made.append(_put(row))
        record(AskMade(row.id, organisation.id, thread_id=thread.id))
    return made


@use_case
def answer(actor: Actor, ask_id: int, new: NewAnswer) -> Ask:
    """Answer for an organisation: with a post that is there already, or with one written now.

    Raises:
        Conflict: the ask has ended, or the thread takes no posts.
        Invalid: the post stands elsewhere, or is neither hers nor of the organisation.
    """
    row, thread = queries_asks.get_for_change(actor, ask_id)
    require(actor, P.ASK_ANSWER, row)
    ask_lifecycle.after(row.status, "answer")
    if new.text is not None:
        reply = NewPost(text=new.text, organisation=row.organisation.code)
        post = service_posts.reply(actor, thread.id, reply)
    else:
        post = _own_post(actor, row, new.post_id or 0)
    answering.settle(actor, row, "answer", post=post)
    record(AskAnswered(row.id, row.org_id, thread_id=thread.id))
    return row


@use_case
def pass_on(actor: Actor, ask_id: int, new: PassingOn) -> Ask:
    """Name another organisation that knows more; it is asked in place of this one. Gives the new ask.

    Raises:
        Conflict: the ask has ended, the other was asked already, or the thread takes no posts.
        Invalid: the other does not exist, asks itself, or may not read the thread.
    """
    row, thread = queries_asks.get_for_change(actor, ask_id)
    require(actor, P.ASK_ANSWER, row)
    ask_lifecycle.after(row.status, "pass_on")
    queries.check_open(thread)
    (other,) = _addressees(thread, [new.organisation], "organisation")
    answering.settle(actor, row, "pass_on", reason=new.reason)
    next_one = Ask(
        thread_id=thread.id,
        org_id=other.id,
        due_on=ask_lifecycle.deadline_after_passing(row.due_on, clock.today()),
        reasons=[],
        asked_by_id=row.asked_by_id,
        asked_by_name=row.asked_by_name,
        asking_org_id=row.asking_org_id,
        passed_from_id=row.id,
    )
    _put(next_one)
    record(AskPassedOn(row.id, row.org_id, thread_id=thread.id, to_ask_id=next_one.id))
    return next_one


@use_case
def decline(actor: Actor, ask_id: int, new: Declining) -> Ask:
    """Decline with a word to those who asked; nothing follows from it.

    Raises:
        Conflict: the ask has ended.
    """
    row, thread = queries_asks.get_for_change(actor, ask_id)
    require(actor, P.ASK_ANSWER, row)
    answering.settle(actor, row, "decline", reason=new.reason)
    record(AskDeclined(row.id, row.org_id, thread_id=thread.id))
    return row


def _put(row: Ask) -> Ask:
    db.session.add(row)
    db.session.flush()
    return row


def _addressees(thread: Thread, codes: Sequence[str], field: str) -> list[Organisation]:
    """The organisations of some codes, in their order, if each may be asked. The thread's row is locked."""
    rows = db.session.scalars(select(Organisation).where(Organisation.code.in_(codes)))
    known = {row.code: row for row in rows}
    if unknown := [code for code in codes if code not in known]:
        sentence = msg("There is no organisation with the code {code}.", code=unknown[0])
        raise Invalid.one(field, sentence)
    found = [known[code] for code in codes]
    for organisation in found:
        _check_may_be_asked(thread, organisation, field)
    already = select(func.count(Ask.id)).where(Ask.thread_id == thread.id)
    ask_lifecycle.check_number(db.session.scalar(already) or 0, len(found))
    twice = select(Ask.org_id).where(Ask.thread_id == thread.id, Ask.org_id.in_([each.id for each in found]))
    if (org_id := db.session.scalar(twice.limit(1))) is not None:
        name = next(_name(each) for each in found if each.id == org_id)
        raise Conflict(msg("{name} has been asked already.", name=name), "asked_already")
    return found


def _check_may_be_asked(thread: Thread, organisation: Organisation, field: str) -> None:
    if organisation.id == thread.org_id:
        raise Invalid.one(field, msg("This is the organisation that asks. Choose others."))
    if thread.visibility == "subtree" and not organisation.path.startswith(thread.scope_path):
        sentence = msg("The people of {name} may not read this thread.", name=_name(organisation))
        raise Invalid.one(field, sentence)


def _name(organisation: Organisation) -> str:
    return f"{organisation.short_zh} {organisation.name_en}"


def _own_post(actor: Actor, row: Ask, post_id: int) -> Post:
    post = db.session.get(Post, post_id)
    if post is None or post.thread_id != row.thread_id or post.status != "shown":
        raise Invalid.one("post_id", msg("There is no such post in this thread."))
    if post.org_id != row.org_id and post.author_id != actor.id:
        raise Invalid.one("post_id", msg("Choose a post of your organisation, or one that you wrote yourself."))
    return post
