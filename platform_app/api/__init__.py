"""The API: one mouth of the same door, for programs. Nothing here holds a rule of the domain."""

from collections.abc import Iterable
from functools import cache

from flask import Flask
from flask_openapi3.blueprint import APIBlueprint

from platform_app.api import (
    acceptance,
    action_acts,
    actions,
    agenda,
    agenda_papers,
    agenda_proposals,
    asks,
    attendance,
    audit,
    batches,
    bodies,
    calendar_key,
    candidacies,
    cases,
    chain,
    decisions,
    delegates,
    desk,
    distinctions,
    docs,
    errors,
    evidence,
    exports,
    figures,
    files,
    follows,
    glossary,
    held,
    history,
    holidays,
    limits,
    markdown,
    meeting_acts,
    meetings,
    minutes,
    notices,
    organisations,
    people,
    posts,
    programme,
    publication,
    reasons,
    reports,
    request_acts,
    request_papers,
    requests,
    resolutions,
    reviews,
    revisions,
    sanctions,
    saved_searches,
    searching,
    standards,
    thread_acts,
    threads,
    tokens,
    webhooks,
    writing,
)
from platform_app.config import Settings

# In the order of the document; a new noun adds its line here.
NOUNS = (
    tokens.noun,
    people.noun,
    cases.noun,
    writing.noun,
    publication.noun,
    distinctions.noun,
    evidence.noun,
    batches.noun,
    candidacies.noun,
    reviews.noun,
    revisions.noun,
    history.noun,
    exports.noun,
    files.noun,
    threads.noun,
    posts.noun,
    acceptance.noun,
    thread_acts.noun,
    asks.noun,
    requests.noun,
    request_acts.noun,
    request_papers.noun,
    requests.published,
    holidays.noun,
    bodies.noun,
    meetings.noun,
    meeting_acts.noun,
    agenda.noun,
    agenda_papers.noun,
    agenda_proposals.noun,
    actions.noun,
    action_acts.noun,
    delegates.noun,
    attendance.noun,
    calendar_key.noun,
    minutes.noun,
    resolutions.noun,
    chain.noun,
    programme.noun,
    webhooks.noun,
    reports.noun,
    sanctions.noun,
    sanctions.log,
    held.noun,
    desk.noun,
    decisions.noun,
    reasons.noun,
    follows.noun,
    notices.noun,
    saved_searches.noun,
    organisations.noun,
    standards.fields,
    standards.noun,
    figures.noun,
    searching.noun,
    glossary.noun,
    markdown.noun,
    audit.noun,
)


def install(app: Flask, settings: Settings) -> None:
    """Register the operations, their limits and errors, and the document."""
    root = make_root()
    root.register_blueprint(docs.make_blueprint(documented_root, settings))
    errors.install(app, root)
    limits.install(app, root, settings)
    app.register_blueprint(root)


def make_root() -> APIBlueprint:
    """All operations under one address."""
    return _under_one_address(noun.blueprint for noun in NOUNS)


@cache
def documented_root() -> APIBlueprint:
    """The same with what the document says of them; found out when the document is first asked for."""
    return _under_one_address(noun.documented() for noun in NOUNS)


def _under_one_address(blueprints: Iterable[APIBlueprint]) -> APIBlueprint:
    root = APIBlueprint("api", __name__, url_prefix="/api/v1")
    for blueprint in blueprints:
        root.register_api(blueprint)
    return root
