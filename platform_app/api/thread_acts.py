"""What curators do to threads and posts: lock, pin, move, merge, split, close as duplicate, hide; and undo it."""

from typing import Any, Literal

from platform_app.access.actor import Actor
from platform_app.api import examples_exchange as example
from platform_app.api import shapes_exchange
from platform_app.api.answers import Answer, created
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id
from platform_app.api.shapes import address
from platform_app.api.shapes_exchange import ThreadShape
from platform_app.api.threads import ThreadId, told
from platform_app.exchange import queries, service_curating, service_merging
from platform_app.exchange.inputs import Because, Into, Move, Pin, Reason, Split
from platform_app.kernel.inputs import Input

noun = Noun("curating", "What moderators, and provinces in their part of the country, do to threads and posts.")
WHY = "讨论已有结论。"
Kind = Literal["post", "thread"]


class NewHiding(Input):
    """What is taken out of sight, and why; its author reads the reason."""

    kind: Kind
    id: Id
    reason: Reason


class Hidden(Asked):
    """What is hidden."""

    kind: Kind
    id: Id


def _act(sends: Any) -> Note:
    return Note(ThreadShape, example.THREAD, refusals=(403, 404, 409, 422), writes=True, sends=sends)


_UNDO = Note(None, status=204, refusals=(403, 404, 409), writes=True)


@noun.operation("POST", "/threads/<int:id>/lock", _act({"reason": WHY}))
def lock(actor: Actor, path: ThreadId, body: Because) -> Answer:
    """No more posts."""
    service_curating.lock(actor, path.id, body)
    return told(actor, path.id)


@noun.operation("DELETE", "/threads/<int:id>/lock", _UNDO)
def unlock(actor: Actor, path: ThreadId) -> Answer:
    """Posts are welcome again."""
    return _undone(actor, path.id, "lock")


@noun.operation("POST", "/threads/<int:id>/pin", _act({"where": "field", "reason": "常被问到。"}))
def pin(actor: Actor, path: ThreadId, body: Pin) -> Answer:
    """Put it on top of its field, or of everything (moderators)."""
    service_curating.pin(actor, path.id, body)
    return told(actor, path.id)


@noun.operation("DELETE", "/threads/<int:id>/pin", _UNDO)
def unpin(actor: Actor, path: ThreadId) -> Answer:
    """It stands on top no longer."""
    return _undone(actor, path.id, "pin")


@noun.operation("POST", "/threads/<int:id>/move", _act({"field": "smart-city", "reason": "属于智慧城市。"}))
def move(actor: Actor, path: ThreadId, body: Move) -> Answer:
    """Put it under another field or kind."""
    service_curating.move(actor, path.id, body)
    return told(actor, path.id)


@noun.operation("DELETE", "/threads/<int:id>/move", _UNDO)
def move_back(actor: Actor, path: ThreadId) -> Answer:
    """Put it back to where it was before."""
    return _undone(actor, path.id, "move")


@noun.operation("POST", "/threads/<int:id>/duplicate", _act({"thread_id": 30, "reason": "同一问题已有讨论。"}))
def close_as_duplicate(actor: Actor, path: ThreadId, body: Into) -> Answer:
    """Lead from it to the thread where the same is talked about; it takes no more posts."""
    service_curating.close_as_duplicate(actor, path.id, body)
    return told(actor, path.id)


@noun.operation("DELETE", "/threads/<int:id>/duplicate", _UNDO)
def reopen(actor: Actor, path: ThreadId) -> Answer:
    """It is a duplicate no longer."""
    return _undone(actor, path.id, "duplicate")


@noun.operation("POST", "/threads/<int:id>/merge", _act({"thread_id": 30, "reason": "同一问题。"}))
def merge(actor: Actor, path: ThreadId, body: Into) -> Answer:
    """Put its posts at the end of another thread, and answer that one. Permalinks of posts stay true."""
    service_merging.merge(actor, path.id, body)
    return told(actor, body.thread_id)


@noun.operation("DELETE", "/threads/<int:id>/merge", _UNDO)
def undo_merge(actor: Actor, path: ThreadId) -> Answer:
    """Take the posts back to where they stood."""
    service_merging.undo_merge(actor, path.id)
    return Answer(None, 204)


@noun.operation(
    "POST",
    "/threads/<int:id>/split",
    Note(
        ThreadShape,
        example.THREAD,
        201,
        (403, 404, 409, 422),
        writes=True,
        sends={"post_ids": [88], "title": "加装电梯的资金来源", "reason": "另一个话题。"},
    ),
)
def split(actor: Actor, path: ThreadId, body: Split) -> Answer:
    """Make a thread of its own of some posts, and answer that one."""
    new = service_merging.split(actor, path.id, body)
    shape = shapes_exchange.thread(actor, queries.read(actor, new.id).thread)
    return created(shape, address("threads.show", id=new.id))


@noun.operation("DELETE", "/threads/<int:id>/split", _UNDO)
def undo_split(actor: Actor, path: ThreadId) -> Answer:
    """Take the posts of the newest split back."""
    service_merging.undo_split(actor, path.id)
    return Answer(None, 204)


@noun.operation(
    "POST",
    "/hidings",
    Note(None, status=204, refusals=(403, 404, 409, 422), writes=True, sends={"kind": "post", "id": 88, "reason": WHY}),
)
def hide(actor: Actor, body: NewHiding) -> Answer:
    """Take a post or a whole thread out of sight."""
    because = Because(reason=body.reason)
    if body.kind == "post":
        service_curating.hide_post(actor, body.id, because)
    else:
        service_curating.hide(actor, body.id, because)
    return Answer(None, 204)


@noun.operation("DELETE", "/hidings/<kind>/<int:id>", _UNDO)
def show_again(actor: Actor, path: Hidden) -> Answer:
    """Bring it back."""
    if path.kind == "post":
        service_curating.show_post(actor, path.id)
        return Answer(None, 204)
    return _undone(actor, path.id, "hide")


def _undone(actor: Actor, thread_id: int, act: str) -> Answer:
    service_curating.undo(actor, thread_id, act)
    return Answer(None, 204)
