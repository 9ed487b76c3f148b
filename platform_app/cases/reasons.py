"""Reasons and statements that go with a decision: cleaned, limited, and asked for where they are needed."""

from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import clean_block
from platform_app.kernel.messages import msg

LONGEST = 2000  # characters


def needed_reason(reason: str) -> str:
    """A reason people can read.

    Raises:
        Invalid: it is empty, too long or broken.
    """
    tidy = _tidy("reason", reason)
    if not tidy:
        raise Invalid.one("reason", msg("Give a reason; those concerned will read it."))
    return tidy


def optional_statement(statement: str) -> str | None:
    """A few words of support, or none.

    Raises:
        Invalid: it is too long or broken.
    """
    return _tidy("statement", statement) or None


def _tidy(field: str, words: str) -> str:
    try:
        tidy = clean_block(words)
    except ValueError:
        raise Invalid.one(field, msg("This has characters in it that cannot be stored.")) from None
    if len(tidy) > LONGEST:
        raise Invalid.one(field, msg("At most {limit} characters; this has {count}.", limit=LONGEST, count=len(tidy)))
    return tidy
