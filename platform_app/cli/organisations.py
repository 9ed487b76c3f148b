"""`flask organisations`: an organisation's whole record out of this platform, and into another one."""

import shutil
from pathlib import Path

import click

from platform_app.access.actor import SYSTEM
from platform_app.accounts import queries as accounts
from platform_app.cli.language import say
from platform_app.cli.refusals import Refused, Topic, at, reasons, unreadable
from platform_app.exports.arrivals import Arrived, import_organisation
from platform_app.exports.organisations import export_organisation
from platform_app.kernel.errors import NotFound
from platform_app.kernel.messages import msg

organisations = Topic("organisations", help="Export and import the whole record of an organisation.")
OUTCOMES = {Arrived.NEW: msg("new"), Arrived.THERE: msg("there already")}
FILE = click.Path(dir_okay=False, path_type=Path)


@organisations.command()
@click.argument("code")
@click.argument("file", type=FILE)
def export(code: str, file: Path) -> None:
    """Write everything of the organisation CODE into the new ZIP FILE."""
    try:
        organisation = accounts.organisation_by_code(SYSTEM, code)
    except NotFound:
        raise Refused([msg("there is no organisation with the code {code}", code=code)]) from None
    package = export_organisation(SYSTEM, organisation.id)
    try:
        with package.stream, file.open("xb") as target:
            shutil.copyfileobj(package.stream, target)
    except OSError as error:
        raise Refused([at(str(file), unreadable(error))]) from None
    say(msg("{file}: everything of {code}", file=file, code=code))


@organisations.command("import")
@click.argument("file", type=FILE)
def import_(file: Path) -> None:
    """Bring the cases of an export in; those that are there already stay as they are.

    Texts, revisions, files, publication and its dates are kept; distinctions, decisions and the audit log are not.
    """
    outcomes = import_organisation(SYSTEM, file)
    for outcome in outcomes:
        if outcome.result:
            click.echo(at(outcome.item.name, OUTCOMES[outcome.result]))
    if refusals := [line for own in outcomes if own.refusal for line in reasons(own.refusal, own.item.name)]:
        raise Refused(refusals)
