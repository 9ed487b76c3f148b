"""`flask settings`: every setting with its meaning and default, as the table that stands in the README."""

from dataclasses import fields
from typing import Any

import click

from platform_app.cli.refusals import Mannered
from platform_app.config import ROOT, Settings
from platform_app.kernel.messages import Message, msg
from platform_app.wording import said


@click.command(cls=Mannered)
def settings() -> None:
    """Print every setting, its default and its meaning as a Markdown table."""
    click.echo(table())


def table() -> str:
    """The table, out of the settings' own definition."""
    rows = [
        f"| `{each.name.upper()}` | {_shown(each.default)} | {said(Message(each.metadata['meaning']))} |"
        for each in fields(Settings)
    ]
    return "\n".join([said(msg("| variable | default | meaning |")), "|---|---|---|", *rows])


def _shown(default: Any) -> str:
    if isinstance(default, bool):
        return f"`{int(default)}`"
    text = str(default).replace(f"{ROOT}/", "")
    return f"`{text}`" if text else ""
