"""How features point at one another without importing each other: a kind and an id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SubjectRef:
    """`case` 7, `standard` 12, …"""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


Loader = Callable[[Any, int], Any]
_loaders: Mapping[str, Loader] = {}


def install(loaders: Mapping[str, Loader]) -> None:
    """Set the table kind → function that finds one thing for an actor."""
    global _loaders
    _loaders = loaders


def load(actor: Any, ref: SubjectRef) -> Any:
    """Find what a reference points at, as this actor sees it; unseen is NotFound."""
    return _loaders[ref.kind](actor, ref.id)
