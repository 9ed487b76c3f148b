"""Reads a folder of case files, and puts what was read into the database in one transaction."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from platform_app.access.actor import SYSTEM, Actor
from platform_app.cases import loading, writeups
from platform_app.cases.writeups import Writeup
from platform_app.cli.progress import bar
from platform_app.cli.refusals import Refused, at, reasons, unreadable
from platform_app.kernel import batch
from platform_app.kernel.batch import Outcome
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg

Named = tuple[str, Writeup]


def read_folder(folder: Path, *, organisation: str | None = None) -> dict[str, Writeup]:
    """Every `*.md` of a folder, in the order in which they can be loaded; `organisation` wins over the files'.

    Raises:
        Refused: with a line for everything that is wrong in any of them.
    """
    found: dict[str, Writeup] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.md")):
        try:
            writeup = writeups.from_markdown(path.read_bytes().decode("utf-8"))
            found[str(path)] = replace(writeup, organisation=organisation or writeup.organisation)
        except UnicodeDecodeError as error:
            problems.append(at(str(path), unreadable(error)))
        except Invalid as refusal:
            problems += reasons(refusal, str(path))
    try:
        found = loading.in_order(found)
    except Invalid as refusal:
        problems += reasons(refusal)
    if problems:
        raise Refused(problems)
    return found


def load(files: Mapping[str, Writeup], *, publish: bool) -> list[Outcome[Named]]:
    """Put the files in, in one transaction; what is refused is among the outcomes."""

    def put(actor: Actor, file: Named) -> loading.Loaded:
        return loading.put(actor, file[1], publish=publish)

    return batch.each(SYSTEM, bar(list(files.items()), msg("Cases")), put)


def refusals(outcomes: list[Outcome[Named]]) -> list[str]:
    """A line for everything that was refused."""
    return [line for own in outcomes if own.refusal for line in reasons(own.refusal, own.item[0])]


def left_alone(outcomes: list[Outcome[Named]]) -> list[str]:
    """Files that changed while their cases were changed on the site."""
    return [outcome.item[0] for outcome in outcomes if outcome.result == loading.Loaded.LEFT_ALONE]
