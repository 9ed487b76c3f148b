"""Which things on this platform prove which target of the plan. Pure rules over plain values.

Only what our own data shows is counted. Of the other targets nothing here proves anything, and the pages say so.
"""

STANDARDS, CASES = "I01", "I03"
COUNTED = (STANDARDS, CASES)
TYPES = ("industry", "national")
PUBLIC_SINCE = "2023-10"  # the month in which the notice of the plan was made public


def of_case(is_announced: bool) -> str | None:
    """A case that was announced as typical counts for the target of typical cases."""
    return CASES if is_announced else None


def of_standard(type: str, issued_on: str | None) -> str | None:
    """A national or industry standard issued since the plan became public counts; of which the day is known.

    Whether the plan brought it about, our data does not say: a date is as precise as its source (ISO 8601), and
    `2023` alone may lie before.
    """
    is_since = issued_on is not None and issued_on >= PUBLIC_SINCE
    return STANDARDS if type in TYPES and is_since else None
