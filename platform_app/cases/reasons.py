"""Reasons and statements that go with a decision: cleaned, limited, and asked for where they are needed."""

from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import clean_block
from platform_app.kernel.messages import Message, msg

LONGEST = 2000  # characters


def needed_reason(reason: str) -> str:
    """A reason people can read.

    Raises:
        Invalid: it is empty, too long or broken.
    """
    return needed_words("reason", reason, msg("Give a reason; those concerned will read it."))


def needed_note(note: str) -> str:
    """A note that says what something rests on.

    Raises:
        Invalid: it is empty, too long or broken.
    """
    return needed_words("note", note, msg("Say in a note what this rests on."))


def needed_words(field: str, words: str, ask: Message) -> str:
    """Some words in a field that may not stay empty; `ask` is said if it does.

    Raises:
        Invalid: it is empty, too long or broken.
    """
    tidy = _tidy(field, words)
    if not tidy:
        raise Invalid.one(field, ask)
    return tidy


def optional_statement(statement: str, field: str = "statement") -> str | None:
    """A few words of support, or none.

    Raises:
        Invalid: it is too long or broken.
    """
    return _tidy(field, statement) or None


def _tidy(field: str, words: str) -> str:
    try:
        tidy = clean_block(words)
    except ValueError:
        raise Invalid.one(field, msg("This has characters in it that cannot be stored.")) from None
    if len(tidy) > LONGEST:
        raise Invalid.one(field, msg("At most {limit} characters; this has {count}.", limit=LONGEST, count=len(tidy)))
    return tidy
