"""Sentences for people that are worded here and translated at the mouth (page, API, command line)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """An English sentence with named gaps; the gaps are filled after translation."""

    template: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.params) if self.params else self.template


def msg(template: str, **params: Any) -> Message:
    """Mark a sentence for translation and keep its parameters beside it."""
    return Message(template, params)
