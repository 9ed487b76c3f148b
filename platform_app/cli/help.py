"""Help in the reader's language: what stands in docstrings and options is looked up, and broken for a terminal."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo

from platform_app.cli import columns
from platform_app.cli.language import speaking
from platform_app.kernel.messages import Message, msg
from platform_app.wording import said, unwrapped

_HELP = msg("Show this help and end.")
_END_OF_SENTENCE = re.compile(r"。|\.(?=\s|$)")


class Formatter(click.HelpFormatter):
    """Click breaks lines at spaces and counts characters; Chinese has no spaces and takes two columns for each."""

    def write_text(self, text: str) -> None:
        """A text of paragraphs."""
        super().write_text(_broken(text, self.width - self.current_indent))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names with their meanings."""
        rows = list(rows)
        first = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        room = self.width - first - 2
        super().write_dl([(name, _broken(meaning, room)) for name, meaning in rows], col_max, col_spacing)


class Context(click.Context):
    """Where a command's help is written with our formatter."""

    formatter_class = Formatter


class Worded(click.Command):
    """A command that explains itself, and says what is wrong with how it was called, in the reader's language."""

    context_class = Context

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the words of the command."""
        with speaking(running_app(parent)):
            return super().make_context(info_name, args, parent, **extra)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, for the list of commands."""
        with speaking(running_app(click.get_current_context())):
            text = _said(self.help or "").split("\n\n")[0]
            return columns.shortened(_END_OF_SENTENCE.split(text)[0], limit)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_said(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What its options mean; a group lists its commands too."""
        with _translated(self.get_params(ctx)):
            super().format_options(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` with words of ours: Click's stay in the language in which they were asked for first."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = said(_HELP)
        return option


def running_app(ctx: click.Context | None) -> Flask:
    """The application whose command this is."""
    info = ctx.ensure_object(ScriptInfo) if ctx is not None else ScriptInfo()
    return info.load_app()


def sentences(command: click.Command) -> Iterator[str]:
    """What there is to translate of a command and of those below it."""
    yield unwrapped(command.help or "")
    yield from (unwrapped(option.help) for option in _options(command.params))
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from sentences(below)


def _options(parameters: Iterable[click.Parameter]) -> list[Any]:
    return [own for own in parameters if isinstance(own, click.Option) and own.help]


@contextmanager
def _translated(parameters: Iterable[click.Parameter]) -> Iterator[None]:
    """The options with their help in the reader's language, as long as the block runs."""
    known = [(option, option.help) for option in _options(parameters)]
    for option, words in known:
        option.help = _said(words)
    try:
        yield
    finally:
        for option, words in known:
            option.help = words


def _said(words: str) -> str:
    return said(Message(unwrapped(words))) if words else ""


def _broken(text: str, room: int) -> str:
    """A text whose lines Click shall leave as they are (`\\b`), if there is anything in it that Click cannot break."""
    if columns.width(text) == len(text):
        return text
    return "\n\n".join("\b\n" + "\n".join(columns.lines(part, room)) for part in text.split("\n\n"))
