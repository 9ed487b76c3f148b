"""A folder as a word of a command."""

from pathlib import Path
from typing import Any

import click

from platform_app.kernel.messages import msg
from platform_app.wording import said


class Folder(click.Path):
    """A folder, which must exist or not; Click would name it in the language of the moment of its making."""

    def __init__(self, *, exists: bool) -> None:
        super().__init__(exists=exists, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder's path, if it is one."""
        self.name = said(msg("folder"))
        return super().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """What stands for it in the help."""
        return "FOLDER" if isinstance(param, click.Option) else None
