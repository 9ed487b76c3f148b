"""Reads the folder of conversation starters, and puts what was read into the database in one transaction."""

from pathlib import Path

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.cases import queries as cases
from platform_app.cli.progress import bar
from platform_app.cli.refusals import Refused, reasons
from platform_app.exchange import loading
from platform_app.exchange.loading import Starter
from platform_app.kernel import batch, front_matter
from platform_app.kernel.batch import Outcome
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg

Named = tuple[str, Starter]


def read_folder(folder: Path) -> dict[str, Starter]:
    """Every `*.md` of a folder.

    Raises:
        Refused: with a line for everything that is wrong in any of them.
    """
    found: dict[str, Starter] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.md")):
        try:
            front, body, _ = front_matter.split(path.read_text("utf-8"))
            found[str(path)] = loading.starter(front, body)
        except Invalid as refusal:
            problems += reasons(refusal, str(path))
    if problems:
        raise Refused(problems)
    return found


def load(files: dict[str, Starter]) -> list[Outcome[Named]]:
    """Put the files in; what is refused is among the outcomes."""
    return batch.each(SYSTEM, bar(list(files.items()), msg("Threads")), _put)


def refusals(outcomes: list[Outcome[Named]]) -> list[str]:
    """A line for everything that was refused."""
    return [line for own in outcomes if own.refusal for line in reasons(own.refusal, own.item[0])]


def waiting(outcomes: list[Outcome[Named]]) -> list[str]:
    """Files whose case is not there."""
    return [own.item[0] for own in outcomes if own.result == loading.Loaded.WAITING]


def _put(actor: Actor, file: Named) -> loading.Loaded:
    """What it is about comes first: without its case a starter waits for the next load."""
    one = file[1]
    try:
        case_id = cases.by_slug(ANONYMOUS, one.case).id if one.case else None
    except NotFound:
        return loading.Loaded.WAITING
    return loading.put(actor, one, case_id=case_id)
