"""`flask exchange check|repair`: whether the counters of threads say what the rows say."""

import click

from platform_app.access.actor import SYSTEM
from platform_app.cli.language import say
from platform_app.cli.refusals import Topic
from platform_app.exchange import counting
from platform_app.exchange.counting import Difference
from platform_app.kernel.messages import msg

exchange = Topic("exchange", help="Count threads and posts anew.")


@exchange.command()
def check() -> None:
    """Count everything anew and name what differs; ends with 1 if anything does."""
    found = counting.check(SYSTEM)
    _tell(found)
    if found:
        raise SystemExit(1)


@exchange.command()
def repair() -> None:
    """Set what differs by its rows."""
    _tell(counting.repair(SYSTEM))


def _tell(found: list[Difference]) -> None:
    for each in found:
        click.echo(f"{each.kind} {each.id} {each.what}: {each.stored} / {each.counted}")
    say(msg("{count} counters differ from their rows", count=len(found)))
