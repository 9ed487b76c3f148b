"""The command line: `flask content load`, `flask people create`, `flask cases export` …, over the same services."""

from flask import Flask

from platform_app.cli.backup import backup, restore
from platform_app.cli.calendar import calendar
from platform_app.cli.cases import cases
from platform_app.cli.content import content
from platform_app.cli.demo import demo
from platform_app.cli.exchange import exchange
from platform_app.cli.files import files
from platform_app.cli.organisations import organisations
from platform_app.cli.people import people
from platform_app.cli.queues import mail, queues, worker
from platform_app.cli.search import search
from platform_app.cli.settings import settings
from platform_app.cli.translations import translations

# A new topic adds its name here.
COMMANDS = (
    content, people, organisations, demo, cases, exchange, files, search, queues, mail, worker, translations, settings,
    backup, restore, calendar,
)  # fmt: skip


def install(app: Flask) -> None:
    """Add the commands to `flask`."""
    for command in COMMANDS:
        app.cli.add_command(command)
