"""`flask cases`: cases out of Markdown files, and into files of any format."""

from pathlib import Path

import click

from platform_app.access.actor import SYSTEM
from platform_app.accounts import queries as accounts
from platform_app.cases import queries
from platform_app.cases.texts import LANGUAGES
from platform_app.cases.workflow import STATUSES
from platform_app.cli import case_files
from platform_app.cli.progress import bar
from platform_app.cli.refusals import Refused, Topic, reasons
from platform_app.exports import cases as files
from platform_app.exports import papers
from platform_app.kernel.errors import Conflict, NotFound

cases = Topic("cases", help="Import cases from Markdown files, export them in any format.")
FOLDER = click.Path(file_okay=False, path_type=Path)


@cases.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
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
        raise Refused([f"{folder}: there is no *.md in it"])
    outcomes = case_files.load(files, publish=publish)
    for outcome in outcomes:
        if outcome.result:
            click.echo(f"{outcome.item[0]}: {outcome.result}")
    if refusals := case_files.refusals(outcomes):
        raise Refused(refusals)


@cases.command()
@click.argument("folder", type=FOLDER)
@click.option("--org", metavar="CODE", help="Only those of this organisation.")
@click.option("--status", type=click.Choice([*STATUSES, "all"]), default="published", show_default=True)
@click.option("--format", "name", type=click.Choice(list(files.FORMATS)), default="md", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Of all but md.")
def export(folder: Path, org: str | None, status: str, name: files.Name, language: str) -> None:
    """Write cases into a folder, a file each, contacts included; a file of the same name is replaced."""
    org_id = _org_id(org) if org else None
    found = list(queries.read_all(SYSTEM, status=None if status == "all" else status, org_id=org_id))
    refused = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for reading in bar(found, "Cases"):
            try:
                made = files.of_paper(SYSTEM, papers.of_reading(SYSTEM, reading, language), name)
            except Conflict as conflict:
                refused += reasons(conflict, f"case {reading.case.id}")
            else:
                (folder / made.filename).write_bytes(made.body)
    except OSError as error:
        raise Refused([f"{error.filename}: {error.strerror}"]) from None
    click.echo(f"{len(found) - len(refused)} cases in {folder}")
    if refused:
        raise Refused(refused)


def _org_id(code: str) -> int:
    try:
        return accounts.organisation_by_code(SYSTEM, code).id
    except NotFound:
        raise Refused([f"there is no organisation with the code {code}"]) from None
