"""`flask files`: compare the store with the database, clear away what nothing refers to, prepare what waits."""

import click

from platform_app.access.actor import SYSTEM
from platform_app.cases import files as case_files
from platform_app.cli.language import say
from platform_app.cli.refusals import Topic
from platform_app.kernel.messages import msg
from platform_app.media import jobs, upkeep

files = Topic("files", help="Look after the store of files.")
SHOWN = 20


@files.command()
@click.option("--thoroughly", is_flag=True, help="Read every byte and compare its digest.")
def check(thoroughly: bool) -> None:
    """Compare store and database; what is missing or damaged ends with exit code 1."""
    found = upkeep.check(thoroughly=thoroughly)
    differences = (
        (msg("missing"), found.missing),
        (msg("damaged"), found.damaged),
        (msg("without a row"), found.unknown),
        (msg("in no revision"), [str(each) for each in case_files.unused(SYSTEM)]),
    )
    for what, names in differences:
        if names:
            say(msg("{what} ({count}): {names}", what=what, count=len(names), names=", ".join(names[:SHOWN])))
    if found:
        raise SystemExit(1)
    say(msg("the store holds what the database says"))


@files.command()
def collect() -> None:
    """Remove what nothing has referred to for a day."""
    say(msg("{count} removed", count=upkeep.collect(SYSTEM, case_files.unused(SYSTEM))))


@files.command()
def prepare() -> None:
    """Make the smaller pictures and texts that wait, then end."""
    say(msg("{count} files prepared", count=jobs.drain()))
