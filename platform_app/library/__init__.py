"""The platform without a server: the same services for scripts and notebooks, and no rule of their own.

How to use it stands in `docs/library.md`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.accounts import queries as organisation_queries
from platform_app.accounts import (
    queries_people,
    service_invitations,
    service_passwords,
    service_people,
    service_seats,
    service_tokens,
)
from platform_app.accounts import service as organisation_service
from platform_app.app import create_app
from platform_app.cases import confirmation as case_confirmation
from platform_app.cases import curation, desk, drafting, files, imports, listing, loading, progress, publication, rows
from platform_app.cases import evidence as case_evidence
from platform_app.cases import queries as case_queries
from platform_app.cases import service as case_service
from platform_app.coordination import offers as request_offers
from platform_app.coordination import queries as request_queries
from platform_app.coordination import (
    queries_papers,
    service_answering,
    service_asking,
    service_holidays,
    service_papers,
    service_publishing,
)
from platform_app.coordination import service as request_service
from platform_app.desk import bringing, canned, claims, foresight, lessons, views
from platform_app.desk import queries as desk_queries
from platform_app.desk import service as desk_service
from platform_app.exchange import (
    counting,
    queries_answers,
    queries_asks,
    queries_posts,
    service_answers,
    service_asks,
    service_curating,
    service_files,
    service_merging,
    service_posts,
    service_threads,
)
from platform_app.exchange import queries as thread_queries
from platform_app.exports import arrivals, boards, calendars, feeds, forms
from platform_app.exports import cases as case_files
from platform_app.exports import minutes as minutes_files
from platform_app.exports import organisations as organisation_files
from platform_app.following import (
    choices,
    looking,
    mailing,
    queries_feed,
    queries_searches,
    service_feed,
    service_searches,
    words,
)
from platform_app.following import listing as follow_listing
from platform_app.following import queries as notice_queries
from platform_app.following import service as following_service
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.library.features import Feature
from platform_app.library.writing import Writing
from platform_app.matching import proposals as ask_proposals
from platform_app.media import jobs, upkeep
from platform_app.media import queries as file_queries
from platform_app.meetings import (
    attending,
    queries_actions,
    queries_agenda,
    queries_calendar,
    queries_meetings,
    queries_minutes,
    queries_resolutions,
    service_action_end,
    service_actions,
    service_agenda,
    service_agenda_papers,
    service_approval,
    service_attendance,
    service_bodies,
    service_calendar,
    service_comments,
    service_delegates,
    service_minutes,
    service_proposals,
    service_resolutions,
    service_versions,
    service_voting,
)
from platform_app.meetings import queries as meeting_queries
from platform_app.meetings import queries_people as delegate_queries
from platform_app.meetings import service as meeting_service
from platform_app.meetings import service_answers as answer_service
from platform_app.moderation import audit as audit_log
from platform_app.moderation import (
    publicly,
    queries_held,
    queries_matters,
    queries_sanctions,
    service_held,
    service_matters,
    service_reports,
    service_sanctions,
)
from platform_app.programme import queries as programme_queries
from platform_app.programme import service as programme_service
from platform_app.search import glossary, maintenance
from platform_app.search import queries as search_queries
from platform_app.selection import queries as selection_queries
from platform_app.selection import service_announcing, service_batches, service_candidacies, service_reviews
from platform_app.standards import queries as standard_queries
from platform_app.standards import service as standard_service
from platform_app.tracing import proofs
from platform_app.tracing import queries as chain_queries
from platform_app.webhooks import queries as webhook_queries
from platform_app.webhooks import sending as webhook_sending
from platform_app.webhooks import service as webhook_service


class Platform(Writing):
    """An open platform. Every function takes who acts first: a person, `anonymous` or `system`."""

    system = SYSTEM
    anonymous = ANONYMOUS

    organisations = Feature(organisation_queries, organisation_service)
    people = Feature(
        queries_people, service_people, service_seats, service_invitations, service_passwords, service_tokens
    )
    standards = Feature(standard_queries, standard_service)
    cases = Feature(
        case_queries, listing, rows, desk, case_service, publication, curation, progress, loading, imports, drafting
    )
    files = Feature(file_queries, files, jobs, upkeep)
    evidence = Feature(case_evidence)
    confirmations = Feature(case_confirmation)
    selection = Feature(selection_queries, service_batches, service_candidacies, service_reviews, service_announcing)
    desk = Feature(desk_queries, foresight, desk_service, claims, canned, views)
    asks = Feature(queries_asks, service_asks, ask_proposals)
    requests = Feature(
        request_queries,
        request_offers,
        request_service,
        service_answering,
        service_asking,
        service_publishing,
        queries_papers,
        service_papers,
        service_holidays,
    )
    bodies = Feature(service_bodies)
    meetings = Feature(meeting_queries, queries_meetings, meeting_service, service_versions)
    agendas = Feature(queries_agenda, service_agenda, service_agenda_papers, service_proposals, bringing)
    delegates = Feature(delegate_queries, service_delegates, answer_service, service_attendance, attending)
    calendars = Feature(queries_calendar, service_calendar, calendars)
    minutes = Feature(queries_minutes, service_minutes, service_comments, service_approval, minutes_files)
    resolutions = Feature(queries_resolutions, service_resolutions, service_voting)
    actions = Feature(queries_actions, service_actions, service_action_end, boards)
    chains = Feature(chain_queries)
    programme = Feature(programme_queries, programme_service, proofs)
    webhooks = Feature(webhook_queries, webhook_service, webhook_sending)
    moderation = Feature(
        queries_matters,
        queries_sanctions,
        queries_held,
        service_reports,
        service_matters,
        service_sanctions,
        service_held,
        publicly,
    )
    threads = Feature(thread_queries, service_threads, service_curating, service_merging, service_answers, counting)
    posts = Feature(queries_posts, service_posts, service_files)
    proposals = Feature(queries_answers, lessons)
    search = Feature(search_queries, maintenance, glossary)
    following = Feature(
        following_service,
        follow_listing,
        notice_queries,
        choices,
        service_searches,
        queries_searches,
        service_feed,
        queries_feed,
        looking,
        mailing,
        words,
    )
    audit = Feature(audit_log)
    exports = Feature(case_files, feeds, organisation_files, arrivals, forms)

    def __init__(self, app: Flask) -> None:
        self.app = app

    def actor(self, email: str) -> Actor:
        """Act as the person with this address.

        Raises:
            NotFound: there is no such account, or it is suspended or not confirmed.
        """
        person = queries_people.by_address(email)
        actor = organisation_queries.actor_of(person.id) if person else None
        if actor is None:
            raise NotFound
        return actor


@contextmanager
def open_platform(**overrides: Any) -> Iterator[Platform]:
    """Open the platform; `overrides` are settings by name (`instance_path=`, `database_url=`, `demo=True`).

    What follows from a change (index, mail) is done before the call returns, so nothing is lost when a script ends.
    """
    app = create_app(**{"background_drain": False, **overrides})
    with app.app_context():
        try:
            yield Platform(app)
        finally:
            db.session.remove()
            db.engine.dispose()
