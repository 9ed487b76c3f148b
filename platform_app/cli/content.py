"""`flask content load`: the reference data and the editors' cases, through the same doors as everything else."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from flask import current_app

from platform_app.access.actor import SYSTEM, Actor
from platform_app.accounts.service import put_organisation
from platform_app.cli import case_files
from platform_app.cli.progress import bar
from platform_app.cli.reference_files import Entry, M, ReferenceFiles
from platform_app.cli.refusals import Refused, Topic, reasons
from platform_app.kernel import batch
from platform_app.search.glossary import load_term
from platform_app.standards.service import put_field, put_standard

content = Topic("content", help="Load fields, organisations, standards, glossary and cases.")


@content.command()
@click.option(
    "--path",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The content folder; CONTENT_PATH by default.",
)
def load(folder: Path | None) -> None:
    """Load the content folder; what is there already and has not changed stays as it is.

    Everything is read before anything is written: a broken file stops the load with nothing done.
    """
    folder = folder or Path(current_app.extensions["settings"].content_path)
    files = ReferenceFiles(folder / "reference")
    fields, organisations, standards, terms = files.fields(), files.organisations(), files.standards(), files.terms()
    if files.problems:
        raise Refused(files.problems)
    cases = case_files.read_folder(folder / "cases")

    problems = _load("Fields", fields, lambda actor, entry: put_field(actor, entry.new))
    problems += _load("Organisations", organisations, lambda actor, entry: put_organisation(actor, entry.new))
    problems += _load("Standards", standards, lambda actor, entry: put_standard(actor, entry.new))
    problems += _load("Glossary", terms, lambda actor, entry: load_term(actor, entry.code, entry.new))
    outcomes = case_files.load(cases, publish=True)
    _summary("Cases", len(outcomes), sum(outcome.has_changed for outcome in outcomes))
    for file in case_files.left_alone(outcomes):
        click.echo(f"{file}: the case was changed on the site since; it is left as it is there")
    problems += case_files.refusals(outcomes)
    if problems:
        raise Refused(problems)


def _load(what: str, entries: Sequence[Entry[M]], put: Callable[[Actor, Entry[M]], Any]) -> list[str]:
    outcomes = batch.each(SYSTEM, bar(entries, what), put)
    _summary(what, len(outcomes), sum(outcome.has_changed for outcome in outcomes))
    return [line for own in outcomes if own.refusal for line in reasons(own.refusal, own.item.where)]


def _summary(what: str, count: int, changed: int) -> None:
    click.echo(f"{what:14}{count:6}   {f'{changed} new or changed' if changed else 'nothing new'}")
