"""`flask search`: build the index anew, let it catch up with the database, compare the two."""

import click

from platform_app.cli.progress import counter
from platform_app.cli.refusals import Topic
from platform_app.search import index, maintenance

search = Topic("search", help="Look after the search index.")
SHOWN = 20


@search.command()
def rebuild() -> None:
    """Build the index anew beside the old one, then swap."""
    with counter("Index") as progress:
        count = maintenance.rebuild(progress)
    click.echo(f"{count} documents in a new index")
    if advice := index.recommend_engine(count):
        click.echo(advice)


@search.command("catch-up")
def catch_up() -> None:
    """Index what is missing or old; builds the index where there is none."""
    with counter("Index") as progress:
        count = maintenance.catch_up(progress)
    click.echo(f"{count} documents indexed" if count else "the index is up to date")


@search.command()
def verify() -> None:
    """Compare database and index; a difference ends with exit code 1."""
    found = maintenance.verify()
    for what, keys in {"missing": found.missing, "outdated": found.outdated, "surplus": found.surplus}.items():
        more = f" … and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
        if keys:
            click.echo(f"{what}: {', '.join(keys[:SHOWN])}{more}")
    if found:
        raise SystemExit(1)
    click.echo("the index holds what the database holds")
