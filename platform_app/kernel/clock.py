"""The one place that asks what time it is, so that tests can travel."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")

_source: ContextVar[Callable[[], datetime] | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The current moment, aware, in UTC."""
    source = _source.get()
    return source() if source else datetime.now(UTC)


def today() -> date:
    """The current date where the platform's users are (Asia/Shanghai)."""
    return now().astimezone(BEIJING).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Run a block as if it were `moment`."""
    token = _source.set(lambda: moment)
    try:
        yield
    finally:
        _source.reset(token)
