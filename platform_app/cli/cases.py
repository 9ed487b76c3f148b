"""`flask cases`: cases out of Markdown files, and into files of any format."""

from pathlib import Path

import click

from platform_app.access.actor import SYSTEM
from platform_app.accounts import queries as accounts
from platform_app.cases import files, imports, queries
from platform_app.cases.blanks import PaperForm
from platform_app.cases.inputs import FileWords
from platform_app.cases.loading import Loaded
from platform_app.cases.texts import LANGUAGES
from platform_app.cases.workflow import STATUSES
from platform_app.cli import case_files
from platform_app.cli.folders import Folder
from platform_app.cli.language import say
from platform_app.cli.progress import bar
from platform_app.cli.refusals import Refused, Topic, at, reasons, unreadable
from platform_app.exports import cases as exported
from platform_app.exports import forms, papers
from platform_app.kernel import inputs
from platform_app.kernel.errors import Conflict, NotFound
from platform_app.kernel.messages import msg
from platform_app.media.keeping import Upload
from platform_app.wording import said

cases = Topic("cases", help="Import cases from Markdown files, export them in any format.")
OUTCOMES = {
    Loaded.NEW: msg("new"),
    Loaded.CHANGED: msg("changed"),
    Loaded.UNCHANGED: msg("unchanged"),
    Loaded.LEFT_ALONE: msg("left alone"),
}


@cases.command("import")
@click.argument("folder", type=Folder(exists=True))
@click.option("--for-org", metavar="CODE", help="The organisation they belong to, whatever the files say.")
@click.option("--publish", is_flag=True, help="Publish them at once; without it they become drafts.")
def import_(folder: Path, for_org: str | None, publish: bool) -> None:
    """Import every *.md of a folder; a file whose case is there already and says the same changes nothing.

    Every file is read before anything is written. What the database refuses is listed and left out.
    """
    if for_org:
        _org_id(for_org)
    files = case_files.read_folder(folder, organisation=for_org)
    if not files:
        raise Refused([at(str(folder), msg("there is no *.md in it"))])
    outcomes = case_files.load(files, publish=publish)
    for outcome in outcomes:
        if outcome.result:
            click.echo(at(outcome.item[0], OUTCOMES[outcome.result]))
    if refusals := case_files.refusals(outcomes):
        raise Refused(refusals)


@cases.command()
@click.argument("folder", type=Folder(exists=False))
@click.option("--org", metavar="CODE", help="Only those of this organisation.")
@click.option(
    "--status",
    type=click.Choice([*STATUSES, "all"]),
    default="published",
    show_default=True,
    help="Only those in this state.",
)
@click.option(
    "--format",
    "name",
    type=click.Choice(list(exported.FORMATS)),
    default="md",
    show_default=True,
    help="How they are written down.",
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="In which language; md has both."
)
def export(folder: Path, org: str | None, status: str, name: exported.Name, language: str) -> None:
    """Write cases into a folder, a file each, contacts included; a file of the same name is replaced."""
    org_id = _org_id(org) if org else None
    found = list(queries.read_all(SYSTEM, status=None if status == "all" else status, org_id=org_id))
    refused = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for reading in bar(found, msg("Cases")):
            try:
                made = exported.of_paper(SYSTEM, papers.of_reading(SYSTEM, reading, language), name)
            except Conflict as conflict:
                refused += reasons(conflict, said(msg("case {id}", id=reading.case.id)))
            else:
                (folder / made.filename).write_bytes(made.body)
    except OSError as error:
        raise Refused([at(str(error.filename), unreadable(error))]) from None
    say(msg("{count} cases in {folder}", count=len(found) - len(refused), folder=folder))
    if refused:
        raise Refused(refused)


@cases.command()
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--alt-zh", help="What a picture shows, or the title of another file, in Chinese.")
@click.option("--alt-en", help="The same in English.")
@click.option("--caption-zh", help="What stands below it, in Chinese.")
@click.option("--caption-en", help="The same in English.")
def attach(case: str, file: Path, **words: str | None) -> None:
    """Add a picture or a file to a CASE, by its number or its stable name; readers see it once that is published."""
    found = queries.get(SYSTEM, int(case)) if case.isdecimal() and len(case) < 10 else queries.by_slug(SYSTEM, case)
    given = inputs.read(FileWords, {name: own for name, own in words.items() if own})
    language = "en" if given.alt_en and not given.alt_zh else "zh"
    with file.open("rb") as stream:
        made = files.attach(SYSTEM, found.id, Upload(stream, file.name), given, language=language)
    gaps = {"file": made.file.id, "no": made.case.latest_no, "case": found.id}
    say(msg("file {file} is in revision {no} of case {case}", **gaps))


@cases.command("import-document")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--org", metavar="CODE", required=True, help="The organisation it is a draft of.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    help="Of words whose letters do not tell.",
)
def import_document(file: Path, org: str, language: str) -> None:
    """Make a draft of a Word, Markdown or text FILE; says which headings found a section and what is left over."""
    with file.open("rb") as stream:
        found = imports.import_document(SYSTEM, _org_id(org), Upload(stream, file.name), language=language)
    say(msg("case {case} is a draft now", case=found.case.id))
    for part, headings in found.matched.items():
        click.echo(f"  {part}: {', '.join(filter(None, headings))}".rstrip(": "))
    for rest in found.leftovers:
        say(msg("left over: {heading} ({length} characters)", heading=rest.heading or "–", length=len(rest.text)))


@cases.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option(
    "--form", "name", type=click.Choice(["short", "full"]), default="short", show_default=True, help="Which of the two."
)
@click.option("--language", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="In which language.")
def form(file: Path, name: PaperForm, language: str) -> None:
    """Write the form on paper into a Word FILE; filled in, it can be brought in by `import-document`."""
    try:
        file.write_bytes(forms.blank_form(SYSTEM, name, language=language).body)
    except OSError as error:
        raise Refused([at(str(file), unreadable(error))]) from None
    click.echo(str(file))


def _org_id(code: str) -> int:
    try:
        return accounts.organisation_by_code(SYSTEM, code).id
    except NotFound:
        raise Refused([msg("there is no organisation with the code {code}", code=code)]) from None
