"""A case as a Markdown file: the form that `flask cases export` writes and `flask cases import` reads."""

from platform_app.access.actor import Actor
from platform_app.cases import loading, writeups
from platform_app.exports.papers import Paper


def make(actor: Actor, paper: Paper) -> str:
    """The file, in both languages whichever was asked for."""
    return writeups.to_markdown(loading.writeup_of(actor, paper.reading))
