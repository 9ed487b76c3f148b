"""`flask queues`, `flask mail` and `flask worker`: what waits after a change is worked off, once or for ever."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Any

import click
from flask import current_app

from platform_app.access.actor import SYSTEM
from platform_app.cases import files as case_files
from platform_app.cli.language import say
from platform_app.cli.refusals import Mannered, Topic
from platform_app.following import looking, mailing, upkeep
from platform_app.following import worker as teller
from platform_app.kernel.db import DatabaseTrouble
from platform_app.kernel.messages import msg
from platform_app.media import jobs
from platform_app.media import upkeep as store
from platform_app.media import worker as maker
from platform_app.notifications import mail as mail_queue
from platform_app.notifications import reminders
from platform_app.search import maintenance
from platform_app.search import queue as search_queue
from platform_app.search.engine import Busy
from platform_app.webhooks import sending as webhooks

log = logging.getLogger(__name__)
AFTER_TROUBLE_S = 10.0
FILES_PAUSE_S = 1.0
REMINDERS_PAUSE_S = 60.0
WEBHOOKS_PAUSE_S = 1.0
TELLING_ENDS_S = 25.0
COLLECT_PAUSE_S = 24 * 3600.0
COLLECT_AFTER_S = 3600.0  # a worker that is restarted often does not read the whole store each time

queues = Topic("queues", help="Work off what waits after changes.")
mail = Topic("mail", help="Work off the mail that waits.")


@queues.command("drain")
def drain_all() -> None:
    """Prepare files, index, tell people and webhooks, mail what waits, reminders and digests that are due, then end."""
    reminders.send_due(SYSTEM)
    made, documents = jobs.drain(), search_queue.drain()
    teller.drain()
    _look_and_write()
    upkeep.forget_old(SYSTEM)
    told, mails = webhooks.drain(), mail_queue.drain()
    gaps = {"files": made, "documents": documents, "mails": mails, "told": told}
    say(msg("{files} files prepared, {documents} documents indexed, {mails} mails sent, {told} webhooks told", **gaps))


@mail.command("drain")
def drain_mail() -> None:
    """Send the mail that is due, reminders and digests included, then end."""
    reminders.send_due(SYSTEM)
    mailing.write_due()
    say(msg("{mails} mails sent", mails=mail_queue.drain()))


@click.command(cls=Mannered)
@click.option("--pause", type=click.FloatRange(0.05, 60), default=0.5, show_default=True, help="Seconds between looks.")
def worker(pause: float) -> None:
    """Work the queues off until SIGTERM or Ctrl-C; what is under way is finished first."""
    told: SimpleQueue[int] = SimpleQueue()  # an Event set by a signal waits for ever if its own lock is just held
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda number, _: told.put(number))
    stop = threading.Event()
    making = threading.Thread(target=_prepare_files, args=[stop, pause, current_app.app_context], daemon=True)
    making.start()
    telling = threading.Thread(target=_tell_webhooks, args=[stop, pause, current_app.app_context], daemon=True)
    telling.start()
    seldom = [Seldom(REMINDERS_PAUSE_S, _remind)]
    seldom.append(Seldom(COLLECT_PAUSE_S, lambda: upkeep.forget_old(SYSTEM), first_after=COLLECT_AFTER_S))
    while not _comes(told, within=pause if _round(seldom) else AFTER_TROUBLE_S):
        pass
    stop.set()
    making.join()  # a child ends within its limits
    telling.join(TELLING_ENDS_S)  # what is cut off is sent again when its claim runs out


def _remind() -> None:
    """What the day brings: reminders, what is new in kept searches, mail whose hour has come."""
    reminders.send_due(SYSTEM)
    _look_and_write()


def _look_and_write() -> None:
    looking.look()
    mailing.write_due()


def _comes(told: SimpleQueue[int], *, within: float) -> bool:
    try:
        told.get(timeout=within)
    except Empty:
        return False
    return True


def _prepare_files(stop: threading.Event, pause: float, context: Callable[[], Any]) -> None:
    """Beside the other queues, because a long document must not hold up the mail."""
    collecting = Seldom(COLLECT_PAUSE_S, lambda: collect_unused(context), first_after=COLLECT_AFTER_S)
    while not stop.is_set():
        maker.look(context)
        collecting()
        stop.wait(max(pause, FILES_PAUSE_S))


def _tell_webhooks(stop: threading.Event, pause: float, context: Callable[[], Any]) -> None:
    """Beside the other queues, because strangers' servers can be slow."""
    forgetting = Seldom(COLLECT_PAUSE_S, webhooks.forget_old, first_after=COLLECT_AFTER_S)
    while not stop.is_set():
        try:
            with context():
                webhooks.drain(stop.is_set)
                forgetting()
            stop.wait(max(pause, WEBHOOKS_PAUSE_S))
        except (DatabaseTrouble, OSError):
            log.exception("webhooks could not be told; it is tried again in %s seconds", AFTER_TROUBLE_S)
            stop.wait(AFTER_TROUBLE_S)


class Seldom:
    """An act that is done no more often than every so many seconds, however often it is asked for."""

    def __init__(self, seconds: float, act: Callable[[], object], *, first_after: float = 0.0) -> None:
        self._seconds, self._act = seconds, act
        self._next = time.monotonic() + first_after

    def __call__(self) -> None:
        """Do it if it is time."""
        if time.monotonic() >= self._next:
            self._act()
            self._next = time.monotonic() + self._seconds


def collect_unused(context: Callable[[], Any]) -> None:
    """Clear away what nothing has referred to for a day; trouble is logged and it is done another day."""
    try:
        with context():
            store.collect(SYSTEM, case_files.unused(SYSTEM))
    except (DatabaseTrouble, OSError):
        log.exception("unused files could not be cleared away")


def _round(seldom: Sequence[Seldom]) -> bool:
    """Look once; False when the database or the index is in trouble, which is logged and tried again later."""
    try:
        with current_app.app_context():  # a session of its own, so that nothing old is seen
            maintenance.follow()
            teller.tell_and_mail()
            for act in seldom:
                act()
            mail_queue.drain()
    except (DatabaseTrouble, OSError):
        log.exception("the queues could not be worked off; they are tried again in %s seconds", AFTER_TROUBLE_S)
        return False
    except Busy:
        log.info("another process is writing the index")
    return True
