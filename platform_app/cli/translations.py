"""`flask translations compile`: turns the words of the pages into the form the server reads."""

from pathlib import Path

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from platform_app.cli.refusals import Refused, Topic
from platform_app.config import ROOT

translations = Topic("translations", help="The pages' words in other languages.")
FOLDER = ROOT / "platform_app" / "web" / "translations"


@translations.command("compile")
@click.option("--path", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER)
def compile_(folder: Path) -> None:
    """Compile every messages.po below a folder."""
    for path in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        try:
            with path.open("rb") as source:
                catalogue = read_po(source, locale=path.parts[-3], abort_invalid=True)
        except (PoFileError, UnicodeDecodeError) as error:
            raise Refused([f"{path}: {error}"]) from None
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
        click.echo(f"{path.parts[-3]}: {sum(bool(message.string) for message in catalogue if message.id)} messages")
