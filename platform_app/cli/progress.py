"""A progress bar in a terminal, and nothing where nobody watches."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from tqdm import tqdm

from platform_app.cli.columns import padded
from platform_app.kernel.messages import Message
from platform_app.wording import said

T = TypeVar("T")
LABEL = 14  # columns in front of a bar


def bar(items: Sequence[T], what: Message) -> Iterable[T]:
    """The items, with a bar that moves as they are taken."""
    return tqdm(items, desc=padded(said(what), LABEL), unit="", disable=None, ncols=78)


@contextmanager
def counter(what: Message) -> Iterator[Callable[[int, int], None]]:
    """A bar for work that reports itself, as (done, of how many)."""
    with tqdm(desc=padded(said(what), LABEL), unit="", disable=None, ncols=78) as moving:

        def move(done: int, total: int) -> None:
            moving.total = total
            moving.update(done - moving.n)

        yield move
