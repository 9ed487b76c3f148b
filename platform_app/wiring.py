"""The switchboard: which handlers follow which event, before and after the commit; which loader finds which kind."""

from collections.abc import Iterator

from flask import Flask

from platform_app import events
from platform_app.accounts import queries as accounts
from platform_app.cases import queries as cases
from platform_app.config import Settings
from platform_app.kernel import subjects, use_case
from platform_app.kernel.use_case import Handler
from platform_app.moderation import audit
from platform_app.standards import queries as standards


def install(app: Flask, settings: Settings) -> None:
    """Set the tables; calling it for a second app in the process replaces them by the same."""
    use_case.install(before={event: _before(event) for event in all_events()}, after={})
    subjects.install({"case": cases.get, "organisation": accounts.organisation, "standard": standards.standard})


def all_events(base: type[events.Event] = events.Event) -> Iterator[type[events.Event]]:
    """Every kind of event that can be recorded."""
    for kind in base.__subclasses__():
        yield kind
        yield from all_events(kind)


def _before(event: type) -> list[Handler]:
    return [audit.write_line]
