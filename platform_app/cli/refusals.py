"""How the command line says no: a sentence that names what to correct and exit code 2, never a traceback."""

from collections.abc import Sequence
from gettext import gettext
from typing import Any

import click

from platform_app.cli.help import Worded, running_app
from platform_app.cli.language import speaking
from platform_app.kernel.db import DatabaseTrouble
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.media import worker as maker
from platform_app.notifications import worker as postman
from platform_app.search import worker as indexer
from platform_app.search.engine import Busy
from platform_app.wording import said


class Refused(click.ClickException):
    """The command was not carried out, or not wholly; each line says why."""

    exit_code = 2

    def __init__(self, lines: Sequence[Message | str]) -> None:
        self.lines = [said(line) for line in lines]
        super().__init__("\n".join(self.lines))

    def show(self, file: Any = None) -> None:
        """Print the reasons to standard error."""
        for line in self.lines:
            click.echo(gettext("Error: {message}").format(message=line), file=file, err=file is None)


class Mannered(Worded):
    """A command that runs inside the application and whose refusals are sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what follows from it is done before it ends, not by a thread that dies with it."""
        app = running_app(ctx)
        postman.install(app.app_context, background=False)
        indexer.install(app.app_context, background=False)
        maker.install(app.app_context, background=False, here=app.extensions["settings"].prepare_files)
        with speaking(app):
            try:
                return super().invoke(ctx)
            except DomainError as refusal:
                raise Refused(reasons(refusal)) from None
            except UnicodeEncodeError:  # what the shell gave was no UTF-8, and no database can look it up
                raise Refused([msg("a word of the command has broken characters in it")]) from None
            except Busy:
                raise Refused([msg("another process is writing the search index: try again in a moment")]) from None
            except DatabaseTrouble as trouble:
                raise Refused([_unusable(trouble)]) from None


class Topic(Mannered, click.Group):
    """A group of commands, which are invoked inside it."""

    command_class = Worded


def reasons(refusal: DomainError, where: str = "") -> list[str]:
    """One line for each thing that is wrong: where, which field, what to do."""
    if not isinstance(refusal, Invalid):
        return [at(where, refusal.message)]
    return [at(where, at(field, sentence)) for field, sentences in refusal.errors.items() for sentence in sentences]


def at(where: str, sentence: Message | str) -> str:
    """A sentence with the place or the field it is about before it."""
    return said(msg("{where}: {sentence}", where=where, sentence=sentence) if where else sentence)


def unreadable(error: OSError | UnicodeDecodeError) -> Message | str:
    """Why a file cannot be used."""
    if isinstance(error, UnicodeDecodeError):
        return msg("not UTF-8 (at byte {position})", position=error.start)
    if isinstance(error, FileNotFoundError):
        return msg("No such file or folder.")
    if isinstance(error, PermissionError):
        return msg("The rights to it are missing.")
    return error.strerror or str(error)


def _unusable(trouble: DatabaseTrouble) -> Message:
    return msg(
        "the database cannot be used: {reason}. Is DATABASE_URL right, and has “flask db upgrade” been run?",
        reason=str(trouble.orig).splitlines()[0],
    )
