"""`flask content load`: reference data, the editors' cases and conversation starters, through the same doors as all."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from flask import current_app

from platform_app.access.actor import SYSTEM, Actor
from platform_app.accounts.service import put_organisation
from platform_app.cli import case_files, columns, thread_files
from platform_app.cli.folders import Folder
from platform_app.cli.progress import LABEL, bar
from platform_app.cli.reference_files import Entry, M, ReferenceFiles
from platform_app.cli.refusals import Refused, Topic, at, reasons
from platform_app.desk.canned import load_reason
from platform_app.kernel import batch
from platform_app.kernel.messages import Message, msg
from platform_app.meetings.service_bodies import put_body
from platform_app.programme.service import put_indicator, put_task
from platform_app.search.glossary import load_term
from platform_app.standards.service import put_field, put_standard
from platform_app.wording import said

content = Topic(
    "content", help="Load fields, the plan, organisations, standards, glossary, reasons, cases and threads."
)


@content.command()
@click.option(
    "--path",
    "folder",
    type=Folder(exists=True),
    help="The content folder; CONTENT_PATH by default.",
)
def load(folder: Path | None) -> None:
    """Load the content folder; what is there already and has not changed stays as it is.

    Everything is read before anything is written: a broken file stops the load with nothing done.
    """
    folder = folder or Path(current_app.extensions["settings"].content_path)
    files = ReferenceFiles(folder / "reference")
    fields, organisations, standards, terms = files.fields(), files.organisations(), files.standards(), files.terms()
    ready, tasks, indicators, bodies = files.reasons(), files.tasks(), files.indicators(), files.bodies()
    if files.problems:
        raise Refused(files.problems)
    cases = case_files.read_folder(folder / "cases")
    starters = thread_files.read_folder(folder / "threads")

    problems = _load(msg("Fields"), fields, lambda actor, entry: put_field(actor, entry.new))
    problems += _load(msg("Tasks of the plan"), tasks, lambda actor, entry: put_task(actor, entry.new))
    problems += _load(msg("Targets of the plan"), indicators, lambda actor, entry: put_indicator(actor, entry.new))
    problems += _load(msg("Organisations"), organisations, lambda actor, entry: put_organisation(actor, entry.new))
    problems += _load(msg("Bodies that meet"), bodies, lambda actor, entry: put_body(actor, entry.new))
    problems += _load(msg("Standards"), standards, lambda actor, entry: put_standard(actor, entry.new))
    problems += _load(msg("Glossary"), terms, lambda actor, entry: load_term(actor, entry.code, entry.new))
    problems += _load(msg("Reasons"), ready, lambda actor, entry: load_reason(actor, entry.code, entry.new))
    outcomes = case_files.load(cases, publish=True)
    _summary(msg("Cases"), len(outcomes), sum(outcome.has_changed for outcome in outcomes))
    for file in case_files.left_alone(outcomes):
        click.echo(at(file, msg("the case was changed on the site since; it is left as it is there")))
    problems += case_files.refusals(outcomes)
    begun = thread_files.load(starters)
    _summary(msg("Threads"), len(begun), sum(outcome.has_changed for outcome in begun))
    for file in thread_files.waiting(begun):
        click.echo(at(file, msg("it waits for the case that it is about")))
    problems += thread_files.refusals(begun)
    if problems:
        raise Refused(problems)


def _load(what: Message, entries: Sequence[Entry[M]], put: Callable[[Actor, Entry[M]], Any]) -> list[str]:
    outcomes = batch.each(SYSTEM, bar(entries, what), put)
    _summary(what, len(outcomes), sum(outcome.has_changed for outcome in outcomes))
    return [line for own in outcomes if own.refusal for line in reasons(own.refusal, own.item.where)]


def _summary(what: Message, count: int, changed: int) -> None:
    news = msg("{count} new or changed", count=changed) if changed else msg("nothing new")
    click.echo(f"{columns.padded(said(what), LABEL)}{count:6}   {said(news)}")
