"""How the command line says no: a sentence that names what to correct and exit code 2, never a traceback."""

from collections.abc import Sequence
from typing import Any

import click
from flask.cli import ScriptInfo

from platform_app.kernel.db import DatabaseTrouble
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.media import worker as maker
from platform_app.notifications import worker as postman
from platform_app.search import worker as indexer
from platform_app.search.engine import Busy


class Refused(click.ClickException):
    """The command was not carried out, or not wholly; each line says why."""

    exit_code = 2

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines

    def show(self, file: Any = None) -> None:
        """Print the reasons to standard error."""
        for line in self.lines:
            click.echo(f"Error: {line}", file=file, err=file is None)


class Mannered(click.Command):
    """A command that runs inside the application and whose refusals are sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what follows from it is done before it ends, not by a thread that dies with it."""
        app = ctx.ensure_object(ScriptInfo).load_app()
        postman.install(app.app_context, background=False)
        indexer.install(app.app_context, background=False)
        maker.install(app.app_context, background=False, here=app.extensions["settings"].prepare_files)
        try:
            with app.app_context():
                return super().invoke(ctx)
        except DomainError as refusal:
            raise Refused(reasons(refusal)) from None
        except UnicodeEncodeError:  # what the shell gave was no UTF-8, and no database can look it up
            raise Refused(["a word of the command has broken characters in it"]) from None
        except Busy:
            raise Refused(["another process is writing the search index: try again in a moment"]) from None
        except DatabaseTrouble as trouble:
            first = str(trouble.orig).splitlines()[0]
            raise Refused(
                [f"the database cannot be used: {first}. Is DATABASE_URL right, and has “flask db upgrade” been run?"]
            ) from None


class Topic(Mannered, click.Group):
    """A group of such commands."""


def reasons(refusal: DomainError, where: str = "") -> list[str]:
    """One line for each thing that is wrong: where, which field, what to do."""
    start = f"{where}: " if where else ""
    if not isinstance(refusal, Invalid):
        return [f"{start}{refusal.message}"]
    return [
        f"{start}{field}: {sentence}" if field else f"{start}{sentence}"
        for field, sentences in refusal.errors.items()
        for sentence in sentences
    ]
