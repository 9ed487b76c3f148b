"""`flask files`: compare the store with the database, clear away what nothing refers to, prepare what waits."""

import click

from platform_app.access.actor import SYSTEM
from platform_app.cases import files as case_files
from platform_app.cli.refusals import Topic
from platform_app.media import jobs, upkeep

files = Topic("files", help="Look after the store of files.")
SHOWN = 20


@files.command()
@click.option("--thoroughly", is_flag=True, help="Read every byte and compare its digest.")
def check(thoroughly: bool) -> None:
    """Compare store and database; what is missing or damaged ends with exit code 1."""
    found = upkeep.check(thoroughly=thoroughly)
    for what, names in {"missing": found.missing, "damaged": found.damaged, "without a row": found.unknown}.items():
        more = f" … and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        if names:
            click.echo(f"{what}: {', '.join(names[:SHOWN])}{more}")
    unused = case_files.unused(SYSTEM)
    if unused:
        click.echo(f"in no revision: {', '.join(map(str, unused[:SHOWN]))}")
    if found:
        raise SystemExit(1)
    click.echo("the store holds what the database says")


@files.command()
def collect() -> None:
    """Remove what nothing has referred to for a day."""
    click.echo(f"{upkeep.collect(SYSTEM, case_files.unused(SYSTEM))} removed")


@files.command()
def prepare() -> None:
    """Make the smaller pictures and texts that wait, then end."""
    click.echo(f"{jobs.drain()} files prepared")
