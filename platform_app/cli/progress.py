"""A progress bar in a terminal, and nothing where nobody watches."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")


def bar(items: Sequence[T], what: str) -> Iterable[T]:
    """The items, with a bar that moves as they are taken."""
    return tqdm(items, desc=f"{what:14}", unit="", disable=None, ncols=78)


@contextmanager
def counter(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for work that reports itself, as (done, of how many)."""
    with tqdm(desc=f"{what:14}", unit="", disable=None, ncols=78) as moving:

        def move(done: int, total: int) -> None:
            moving.total = total
            moving.update(done - moving.n)

        yield move
