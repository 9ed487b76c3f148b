"""The switchboard: which handlers follow which event, before and after the commit; which loader finds which kind."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

from platform_app import events
from platform_app.accounts import queries as accounts
from platform_app.accounts import startup, strength
from platform_app.cases import queries as cases
from platform_app.config import Settings
from platform_app.coordination import queries as requests
from platform_app.desk import queries as desk
from platform_app.exchange import admission, answering
from platform_app.exchange import queries as threads
from platform_app.exchange import queries_answers as answers
from platform_app.exchange import queries_asks as asks
from platform_app.exchange import queries_posts as posts
from platform_app.following import queue as to_tell
from platform_app.following import unsubscribing
from platform_app.following import worker as teller
from platform_app.kernel import subjects, use_case
from platform_app.kernel.use_case import AfterHandler, Handler
from platform_app.media import queries as files
from platform_app.media import storage
from platform_app.media import worker as maker
from platform_app.meetings import calendar as meeting_calendar
from platform_app.meetings import (  # the models are known to the database by being imported
    models_minutes,  # noqa: F401
    models_people,  # noqa: F401
    queries_agenda,
    taking_up,
)
from platform_app.meetings import queries as meetings
from platform_app.moderation import audit, publicly, queries_matters, queries_sanctions, sanctioning
from platform_app.notifications import (
    letterhead,
    letters,
    letters_moderation,
    mail,
    notices,
    notices_actions,
    notices_asks,
    notices_meetings,
    notices_minutes,
    notices_proposals,
    notices_requests,
    notices_webhooks,
    worker,
)
from platform_app.programme import queries as programme
from platform_app.search import index, queue
from platform_app.search import worker as indexer
from platform_app.selection import candidates
from platform_app.selection import queries as selection
from platform_app.standards import queries as standards
from platform_app.webhooks import addresses
from platform_app.webhooks import queries as webhooks
from platform_app.webhooks import queue as telling

LETTER_WRITERS = (
    letters,
    notices,
    notices_asks,
    notices_requests,
    notices_actions,
    notices_meetings,
    notices_minutes,
    notices_proposals,
    notices_webhooks,
    letters_moderation,
)


class Host(Protocol):
    """The application that all this is wired into; which framework it is made of is not known here."""

    extensions: dict[str, Any]

    def app_context(self) -> AbstractContextManager[Any]:
        """Opens the database session and the settings for a block."""
        ...


def install(app: Host, settings: Settings) -> None:
    """Set the tables; calling it for a second app in the process replaces them by the same."""
    for kind in all_events():
        if kind not in _followers:
            _followers[kind] = _before(kind), _after(kind)
    use_case.install(
        before={kind: before for kind, (before, _) in _followers.items()},
        after={kind: after for kind, (_, after) in _followers.items()},
    )
    subjects.install(
        {
            "case": cases.get,
            "organisation": accounts.organisation,
            "standard": standards.standard,
            "batch": selection.batch,
            "file": files.get,
            "reason": desk.reason,
            "thread": threads.get,
            "post": posts.get,
            "proposal": answers.proposal,
            "ask": asks.get,
            "request": requests.get,
            "indicator": programme.indicator,
            "task": programme.task,
            "body": meetings.body,
            "meeting": meetings.get,
            "agenda_item": queries_agenda.agenda_item,
            "resolution": meetings.resolution,
            "action": meetings.action,
            "webhook": webhooks.webhook,
            "matter": queries_matters.matter,
            "sanction": queries_sanctions.sanction,
        }
    )
    strength.install(settings)
    letterhead.install(settings)
    meeting_calendar.install(settings)
    app.extensions["mailer"] = mail.install(settings)
    worker.install(app.app_context, background=settings.background_drain)
    teller.install(app.app_context, background=settings.background_drain)
    unsubscribing.install(settings)
    index.install(settings)
    addresses.install(settings)
    telling.install(settings)
    maker.install(app.app_context, background=settings.background_drain, here=settings.prepare_files)
    storage.install(settings)
    admission.install(settings)
    indexer.install(app.app_context, background=settings.background_drain)
    if not settings.demo:
        with app.app_context():
            startup.refuse_demo_accounts()


_followers: dict[type, tuple[list[Handler], list[AfterHandler]]] = {}  # found once: an event has the same in every app


def all_events(base: type[events.Event] = events.Event) -> Iterator[type[events.Event]]:
    """Every kind of event that can be recorded."""
    for kind in base.__subclasses__():
        yield kind
        yield from all_events(kind)


def _before(event: type) -> list[Handler]:
    noted = [queue.note] if queue.is_noted(event) else []
    leaving = [candidates.leave_with_case] if event in (events.CaseUnpublished, events.CaseArchived) else []
    followed = [sanctioning.note] if event in sanctioning.FOLLOWS else []  # before the public log, which reads them
    taken_up = [taking_up.note] if event in taking_up.FOLLOWS else []
    told = [publicly.note] if publicly.is_told(event) else []
    mailed = [module.write for module in LETTER_WRITERS if event in module.WRITERS]
    answering_asks = [answering.take_reply] if event in (events.PostWritten, events.PostReleased) else []
    telling_programs = [telling.note] if telling.is_noted(event) else []
    to_notice = [to_tell.note] if to_tell.is_noted(event) else []
    rows = [*followed, *told, *leaving, *taken_up, *answering_asks, *noted, *telling_programs, *mailed, *to_notice]
    return [audit.write_line, *rows]


def _after(event: type) -> list[AfterHandler]:
    return [
        *([worker.send_soon] if any(event in module.WRITERS for module in LETTER_WRITERS) else []),
        *([maker.make_soon] if event is events.FileAttached else []),
        *([teller.tell_soon] if to_tell.is_noted(event) else []),
        *([indexer.index_soon] if queue.is_noted(event) else []),
    ]
