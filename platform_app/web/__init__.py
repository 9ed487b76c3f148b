"""The pages: one mouth of the same door. Nothing here holds a rule of the domain."""

from flask import Blueprint, Flask, request
from flask_wtf.csrf import CSRFProtect
from jinja2 import PackageLoader

from platform_app.config import Settings
from platform_app.web import (
    account,
    action_acts,
    actions,
    administration,
    agenda,
    agenda_proposals,
    asks,
    assets,
    attendance,
    audit,
    batches,
    beginning,
    boards,
    bodies,
    calendar,
    candidacies,
    cases,
    chains,
    compressed,
    curation,
    dates,
    delegate_answers,
    delegates,
    desk,
    desk_decisions,
    desk_queues,
    desk_reasons,
    desk_reports,
    discovery,
    editor,
    errors,
    exports,
    feeds,
    fields,
    files,
    follows,
    front,
    glossary,
    headers,
    holidays,
    icons,
    interpretations,
    locale,
    maps,
    meeting_acts,
    meeting_times,
    meetings,
    minutes,
    minutes_acts,
    minutes_writing,
    notice_choices,
    notice_feed,
    notices,
    organisations,
    pages,
    paper,
    people,
    posts,
    programme,
    proposals,
    reports,
    request_acts,
    request_papers,
    requests,
    resolution_acts,
    resolutions,
    saved_searches,
    search,
    session,
    signin,
    standards,
    suspension,
    thread_acts,
    threads,
    tongues,
    unsubscribing,
    webhooks,
    wording,
)
from platform_app.web.templating import Templates

# Every page's blueprint; a new feature adds its line here.
BLUEPRINTS: tuple[Blueprint, ...] = (
    front.blueprint,
    search.blueprint,
    desk.blueprint,
    desk_reasons.blueprint,
    asks.blueprint,
    requests.blueprint,
    request_acts.blueprint,
    request_papers.blueprint,
    interpretations.blueprint,
    delegates.blueprint,
    delegate_answers.blueprint,
    attendance.blueprint,
    calendar.blueprint,
    minutes.blueprint,
    minutes_writing.blueprint,
    minutes_acts.blueprint,
    resolutions.blueprint,
    resolution_acts.blueprint,
    holidays.blueprint,
    meetings.blueprint,
    meeting_acts.blueprint,
    bodies.blueprint,
    agenda.blueprint,
    agenda_proposals.blueprint,
    actions.blueprint,
    action_acts.blueprint,
    boards.blueprint,
    chains.blueprint,
    programme.blueprint,
    desk_queues.blueprint,
    desk_decisions.blueprint,
    desk_reports.blueprint,
    beginning.blueprint,
    paper.blueprint,
    editor.blueprint,
    curation.blueprint,
    candidacies.blueprint,
    cases.blueprint,
    threads.blueprint,
    posts.blueprint,
    thread_acts.blueprint,
    proposals.blueprint,
    reports.blueprint,
    batches.blueprint,
    exports.blueprint,
    feeds.blueprint,
    files.blueprint,
    organisations.blueprint,
    fields.blueprint,
    standards.blueprint,
    suspension.blueprint,
    glossary.blueprint,
    pages.blueprint,
    discovery.blueprint,
    signin.blueprint,
    account.blueprint,
    notices.blueprint,
    follows.blueprint,
    notice_choices.blueprint,
    saved_searches.blueprint,
    notice_feed.blueprint,
    unsubscribing.blueprint,
    people.blueprint,
    webhooks.blueprint,
    administration.blueprint,
    audit.blueprint,
)

# Posted to by mail programs, which have no session: the token in the address proves it (RFC 8058).
WITHOUT_TOKEN = {"unsubscribing.stop"}

csrf = CSRFProtect()


def install(app: Flask, settings: Settings) -> None:
    """Register the pages and everything they share."""
    app.jinja_environment = Templates
    app.jinja_loader = PackageLoader("platform_app.web")
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for part in (
        compressed,  # the first to come is the last to see an answer
        headers,
        locale,
        session,
        assets,
        icons,
        wording,
        dates,
        meeting_times,
        tongues,
        feeds,
        notices,
        follows,
        errors,
    ):
        part.install(app)
    app.jinja_env.globals.update(
        site_names={"zh": settings.site_name_zh, "en": settings.site_name_en},
        public_url=settings.public_url.rstrip("/"),
        tile_size=(maps.TILE_WIDTH, maps.TILE_HEIGHT),
        map_size=(maps.MAP_WIDTH, maps.MAP_HEIGHT),
    )
    files.install(app)
    _protect_forms(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _protect_forms(app: Flask) -> None:
    """Pages are posted with a cookie and so need a token; the API takes bearer tokens and needs none."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: a form may stay open over lunch
    csrf.init_app(app)

    @app.before_request
    def check_token() -> None:
        if request.endpoint and request.endpoint not in WITHOUT_TOKEN and not request.path.startswith("/api/"):
            csrf.protect()
