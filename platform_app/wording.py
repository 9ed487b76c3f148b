"""Sentences worded below the mouths, said in the reader's language: every mouth says them with this one function."""

from typing import Any

from flask_babel import gettext

from platform_app.kernel.messages import Message


def said(message: Any) -> str:
    """Translate a sentence and fill its gaps, which may be sentences too; anything else is said as it stands."""
    if not isinstance(message, Message):
        return str(message)
    template = gettext(message.template)
    gaps = {name: said(value) for name, value in message.params.items()}
    return template.format(**gaps) if gaps else template
