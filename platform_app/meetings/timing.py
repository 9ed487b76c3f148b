"""How long an agenda takes, against how long its meeting lasts. Pure rules over minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Time:
    """Minutes that the items take together, and minutes that there are."""

    planned: int
    available: int

    @property
    def is_over(self) -> bool:
        """Whether the items take longer than the meeting lasts."""
        return self.planned > self.available

    @property
    def over_by(self) -> int:
        """By how many minutes; 0 = it fits."""
        return max(0, self.planned - self.available)


def starts(beginning: datetime, minutes: Iterable[int]) -> list[datetime]:
    """When each item begins if those before it take as long as planned."""
    found, now = [], beginning
    for each in minutes:
        found.append(now)
        now += timedelta(minutes=each)
    return found
