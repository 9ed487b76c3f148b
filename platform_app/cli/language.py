"""In which language the command line speaks: by CLI_LANGUAGE, else by what the terminal is set to, else English."""

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click
from flask import Flask
from flask_babel import force_locale, get_locale

from platform_app.config import ROOT, Misconfigured
from platform_app.kernel.messages import Message
from platform_app.wording import said, word

TRANSLATIONS = ROOT / "platform_app" / "web" / "translations"
TERMINAL = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order of POSIX: the first that says anything decides


def chosen(setting: str, environ: Mapping[str, str]) -> str:
    """`zh` or `en`."""
    wish = setting or next((environ[name] for name in TERMINAL if environ.get(name)), "")
    return "zh" if wish.lower().startswith("zh") else "en"


@contextmanager
def speaking(app: Flask) -> Iterator[None]:
    """Everything in the block is said in the language of whoever sits at the terminal."""
    code = chosen(app.extensions["settings"].cli_language, os.environ)
    _set_clicks(code)
    with app.app_context(), force_locale(code):
        yield


def say(message: Message) -> None:
    """Print a sentence."""
    click.echo(said(message))


def is_chinese() -> bool:
    """Whether Chinese is spoken."""
    locale = get_locale()
    return locale is not None and locale.language == "zh"


def named(table: str, value: str) -> str:
    """A value as people call it: in English as it is typed, in Chinese by its name."""
    return word(table, value) if is_chinese() else value


def reason(refusal: Misconfigured) -> str:
    """Why there is no application, which could be asked for its language."""
    _set_clicks(chosen(os.environ.get("CLI_LANGUAGE", ""), os.environ))
    sentence = gettext.gettext(refusal.sentence)
    return sentence.format(**refusal.gaps) if refusal.gaps else sentence


def _set_clicks(code: str) -> None:
    """Choose the language of Click's own words ("Usage", "No such option"), which also stand in our catalogue.

    Click asks Python's gettext for them, even after a command has ended with an error; that goes by LANGUAGE first.
    """
    gettext.bindtextdomain("messages", str(TRANSLATIONS))
    os.environ["LANGUAGE"] = code
