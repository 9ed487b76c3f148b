"""The door every write goes through: one transaction, events before the commit, the outside world after it."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from platform_app.kernel import clock
from platform_app.kernel.db import IMMEDIATE, db
from platform_app.kernel.errors import Conflict, NotAllowed, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.turns import turn_to_write

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")


class Acting(Protocol):
    """What the door needs to know of an actor."""

    @property
    def may_write(self) -> bool:
        """False for a token with the scope `read`."""


A = TypeVar("A", bound=Acting)


@dataclass(frozen=True)
class Recorded:
    """An event with who did it and when."""

    event: Any
    actor: Any
    at: datetime


Handler = Callable[[Recorded], None]
AfterHandler = Callable[[Sequence[Recorded]], None]


@dataclass
class _Run:
    actor: Any
    events: list[Recorded] = field(default_factory=list)


_run: ContextVar[_Run | None] = ContextVar("use_case_run", default=None)
_before: Mapping[type, Sequence[Handler]] = {}
_after: Mapping[type, Sequence[AfterHandler]] = {}


def install(before: Mapping[type, Sequence[Handler]], after: Mapping[type, Sequence[AfterHandler]]) -> None:
    """Set the two tables event → handlers. Installing again replaces them."""
    global _before, _after
    _before, _after = before, after


def use_case(function: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """Run a write in one transaction: the outermost call commits, inner ones join, any exception undoes all.

    Raises:
        NotAllowed: the actor came with a token that may only read.
        Stale: another transaction changed the same row first.
        Conflict: a uniqueness rule of the database was broken in a race, or two acts waited for each other.
    """

    @wraps(function)
    def door(actor: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _run.get() is not None:
            return function(actor, *args, **kwargs)
        if not actor.may_write:
            raise NotAllowed(msg("This token may only read. Make one with the scope “write”."), "token_scope")
        run = _Run(actor)
        token = _run.set(run)
        try:
            with turn_to_write(db.engine):
                result = _in_transaction(run, lambda: function(actor, *args, **kwargs))
        finally:
            _run.reset(token)
        _tell_the_world(run.events)
        return result

    door.is_use_case = True  # type: ignore[attr-defined]
    return door


def record(event: Any) -> None:
    """Note that something happened. Rows that follow from it are written in the same transaction."""
    run = _run.get()
    if run is None:
        raise RuntimeError(f"{type(event).__name__} was recorded outside a use case")
    run.events.append(Recorded(event, run.actor, clock.now()))


@contextmanager
def savepoint() -> Iterator[Sequence[Recorded]]:
    """Inside a use case: what fails in this block is undone with its events, and nothing else is.

    Gives the list of events, which shows those of the block alone.
    """
    run = _run.get()
    if run is None:
        raise RuntimeError("a savepoint outside a use case")
    outside, run.events = run.events, []
    try:
        with db.session.begin_nested():
            yield run.events
        outside += run.events
    finally:
        run.events = outside


def _in_transaction(run: _Run, act: Callable[[], R]) -> R:
    session = db.session
    session.close()  # what was read before belongs to an older snapshot
    try:
        session.connection(execution_options={IMMEDIATE: True})
        result = act()
        session.flush()
        for recorded in run.events:
            for handler in _before.get(type(recorded.event), ()):
                handler(recorded)
        session.commit()
    except StaleDataError as error:
        session.rollback()
        raise Stale() from error
    except IntegrityError as error:
        session.rollback()
        log.info("refused by the database: %s", error.orig)
        raise Conflict(msg("Somebody else has just done the same. Please look again."), "duplicate") from error
    except OperationalError as error:
        session.rollback()
        if getattr(error.orig, "sqlstate", None) not in _CROSSED:
            raise
        log.warning("two acts waited for each other: %s", error.orig)
        raise Conflict(msg("Somebody else was changing the same. Please try again."), "crossed") from error
    except BaseException:
        session.rollback()
        raise
    return result


_CROSSED = ("40001", "40P01")
"""PostgreSQL's serialization_failure and deadlock_detected: one of the two was undone and may be tried again."""


def _tell_the_world(events: Sequence[Recorded]) -> None:
    """After the commit each handler is called once with its events; a failure is logged and undoes nothing."""
    calls: dict[AfterHandler, list[Recorded]] = {}
    for recorded in events:
        for handler in _after.get(type(recorded.event), ()):
            calls.setdefault(handler, []).append(recorded)
    for handler, its_events in calls.items():
        try:
            handler(its_events)
        except Exception:
            log.exception("after-commit handler %s failed; its queue keeps the work", handler.__name__)
