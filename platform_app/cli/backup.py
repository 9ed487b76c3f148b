"""`flask backup` and `flask restore`: the whole platform into one archive and back, checked to the last byte."""

from pathlib import Path

import click
import flask_migrate

from platform_app.access.actor import SYSTEM
from platform_app.cli.language import say
from platform_app.cli.refusals import Mannered, Refused
from platform_app.exports import backup as whole
from platform_app.kernel.messages import msg

FILE = click.Path(dir_okay=False, path_type=Path)
MEGABYTE = 1024 * 1024


@click.command(cls=Mannered)
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write database and files into the new archive FILE (.tar, .tar.gz), while the platform runs."""
    taken = whole.back_up(SYSTEM, file)
    size = f"{taken.size / MEGABYTE:.1f}"
    say(msg("{file}: the database and {count} files, {size} MiB", file=file, count=taken.files, size=size))
    if taken.lost:
        raise Refused(
            [msg("the store has no {digest}, though the database speaks of it", digest=each) for each in taken.lost]
        )


@click.command(cls=Mannered)
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Restore the archive FILE into an empty database and an empty store, bring it up to date and verify it."""
    made = whole.restore(SYSTEM, file, flask_migrate.upgrade)
    counts = {"when": made.manifest.made_at, "files": made.files, "documents": made.documents}
    say(msg("restored what was backed up at {when}: {files} files, {documents} documents in the index", **counts))
    problems = [msg("the archive has no {digest}, though the database speaks of it", digest=each) for each in made.lost]
    problems += [msg("the index differs from the database in {key}", key=key) for key in made.differences]
    if problems:
        raise Refused(problems)
    say(msg("the database, the files and the index agree"))
