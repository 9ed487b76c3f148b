"""`flask translations compile`: turns the words of the pages into the form the server reads."""

from pathlib import Path

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from platform_app.cli.folders import Folder
from platform_app.cli.language import TRANSLATIONS, say
from platform_app.cli.refusals import Refused, Topic, at
from platform_app.kernel.messages import msg

translations = Topic("translations", help="The pages' words in other languages.")


@translations.command("compile")
@click.option("--path", "folder", type=Folder(exists=True), default=TRANSLATIONS, help="The folder of all languages.")
def compile_(folder: Path) -> None:
    """Compile every messages.po below a folder."""
    for path in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        try:
            with path.open("rb") as source:
                catalogue = read_po(source, locale=path.parts[-3], abort_invalid=True)
        except (PoFileError, UnicodeDecodeError) as error:
            raise Refused([at(str(path), str(error))]) from None
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
        count = sum(bool(message.string) for message in catalogue if message.id)
        say(msg("{language}: {count} messages", language=path.parts[-3], count=count))
