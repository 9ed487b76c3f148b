"""Many writes in one transaction, each on its own savepoint: what is refused is undone alone, the rest stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from platform_app.kernel.errors import DomainError
from platform_app.kernel.use_case import Acting, savepoint, use_case

T = TypeVar("T")


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What became of one item: what its write gave back, or why it was refused."""

    item: T
    result: Any = None
    refusal: DomainError | None = None
    has_changed: bool = False  # it recorded an event


@use_case
def each(actor: Acting, items: Iterable[T], write: Callable[[Any, T], Any]) -> list[Outcome[T]]:
    """Do one write per item, in order; a commit for each would cost a disk sync each."""
    return [_one(actor, item, write) for item in items]


def _one(actor: Acting, item: T, write: Callable[[Any, T], Any]) -> Outcome[T]:
    try:
        with savepoint() as events:
            result = write(actor, item)
            return Outcome(item, result, has_changed=bool(events))
    except DomainError as refusal:
        return Outcome(item, refusal=refusal)
