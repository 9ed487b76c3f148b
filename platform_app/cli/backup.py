"""`flask backup` and `flask restore`: the whole platform into one archive and back, checked to the last byte."""

from pathlib import Path

import click
import flask_migrate

from platform_app.access.actor import SYSTEM
from platform_app.cli.refusals import Mannered, Refused
from platform_app.exports import backup as whole

FILE = click.Path(dir_okay=False, path_type=Path)
MEGABYTE = 1024 * 1024


@click.command(cls=Mannered)
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write database and files into the new archive FILE (.tar, .tar.gz), while the platform runs."""
    taken = whole.back_up(SYSTEM, file)
    click.echo(f"{file}: the database and {taken.files} files, {taken.size / MEGABYTE:.1f} MiB")
    if taken.lost:
        raise Refused([f"the store has no {digest}, though the database speaks of it" for digest in taken.lost])


@click.command(cls=Mannered)
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Restore the archive FILE into an empty database and an empty store, bring it up to date and verify it."""
    made = whole.restore(SYSTEM, file, flask_migrate.upgrade)
    when = made.manifest.made_at
    click.echo(f"restored what was backed up at {when}: {made.files} files, {made.documents} documents in the index")
    problems = [f"the archive has no {digest}, though the database speaks of it" for digest in made.lost]
    problems += [f"the index differs from the database in {key}" for key in made.differences]
    if problems:
        raise Refused(problems)
    click.echo("the database, the files and the index agree")
