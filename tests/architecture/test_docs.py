"""What the documentation shows is what there is: settings, commands, files."""

import re
from pathlib import Path

import click
import pytest
from flask import Flask

from platform_app.cli.settings import table

ROOT = Path(__file__).resolve().parents[2]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_readme_shows_every_setting_as_it_is() -> None:
    shown = re.search(
        r"<!-- settings -->\n(.*)\n<!-- /settings -->", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    assert shown is not None
    assert shown[1] == table(), "paste what `flask settings` prints"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_of_the_documentation_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:|file:|person:|organisation:|/)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.databases("sqlite")
def test_every_command_is_in_the_operators_list_and_the_other_way_round(app: Flask) -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    rows = re.findall(r"^\| (`flask .*?`) \|", text, re.MULTILINE)
    listed = set()
    for shown in re.findall(r"`flask ([^`]+)`", " ".join(rows)):
        topic, *more = shown.replace("\\|", "|").split()
        names = more[0].split("|") if more and re.fullmatch(r"[a-z|-]+", more[0]) else [""]
        listed |= {f"{topic} {name}".strip() for name in names}
    assert listed - {"db upgrade"} == commands(app)


def commands(app: Flask) -> set[str]:
    """Our commands: `topic command`, or the command alone."""
    found = set()
    for name, command in app.cli.commands.items():
        if isinstance(command, click.Group):
            found |= {f"{name} {own}" for own in command.commands}
        else:
            found.add(name)
    return {own for own in found if not own.startswith(("db ", "openapi"))}
