"""`flask search`: build the index anew, let it catch up with the database, compare the two."""

import click

from platform_app.cli.language import say
from platform_app.cli.progress import counter
from platform_app.cli.refusals import Topic, at
from platform_app.kernel.messages import msg
from platform_app.search import index, maintenance
from platform_app.wording import said

search = Topic("search", help="Look after the search index.")
SHOWN = 20


@search.command()
def rebuild() -> None:
    """Build the index anew beside the old one, then swap."""
    with counter(msg("Index")) as progress:
        count = maintenance.rebuild(progress)
    say(msg("{count} documents in a new index", count=count))
    if advice := index.recommend_engine(count):
        say(advice)


@search.command("catch-up")
def catch_up() -> None:
    """Index what is missing or old; builds the index where there is none."""
    with counter(msg("Index")) as progress:
        count = maintenance.catch_up(progress)
    say(msg("{count} documents indexed", count=count) if count else msg("the index is up to date"))


@search.command()
def verify() -> None:
    """Compare database and index; a difference ends with exit code 1."""
    found = maintenance.verify()
    kinds = ((msg("missing"), found.missing), (msg("outdated"), found.outdated), (msg("surplus"), found.surplus))
    for what, keys in kinds:
        more = " " + said(msg("… and {count} more", count=len(keys) - SHOWN)) if len(keys) > SHOWN else ""
        if keys:
            click.echo(at(said(what), ", ".join(keys[:SHOWN]) + more))
    if found:
        raise SystemExit(1)
    say(msg("the index holds what the database holds"))
