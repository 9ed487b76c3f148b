"""The public rubric: five criteria, one to five points each with a written reason, and how far reviewers lie apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from platform_app.kernel.messages import Message, msg

LEAST, MOST = 1, 5


@dataclass(frozen=True)
class Criterion:
    """What is looked at, and what earns one point and five."""

    name: Message
    question: Message
    one: Message
    five: Message


CRITERIA: dict[str, Criterion] = {
    "evidence": Criterion(
        msg("Evidence"),
        msg("Are the results shown by figures with their sources, before and after?"),
        msg("Claims without figures"),
        msg("Figures with sources, comparison and independent check"),
    ),
    "standards": Criterion(
        msg("Use of standards"),
        msg("Were standards used, made or adapted, and is it told which clauses helped?"),
        msg("Standards are only mentioned"),
        msg("Standards carried the change, with clauses and deviations"),
    ),
    "transferability": Criterion(
        msg("Transferability"),
        msg("Could another city do this with what is written here?"),
        msg("Bound to this one place"),
        msg("Conditions, cost and first steps are clear enough to begin"),
    ),
    "durability": Criterion(
        msg("Durability"),
        msg("What keeps it going once the project money and the people are gone?"),
        msg("Ends with the project"),
        msg("Runs on its own budget, rules and people"),
    ),
    "clarity": Criterion(
        msg("Clarity"),
        msg("Can somebody from another city understand it in ten minutes, failures included?"),
        msg("Hard to follow, difficulties left out"),
        msg("Plain, complete and honest about what did not work"),
    ),
}


@dataclass(frozen=True)
class Spread:
    """The points several reviewers gave for one criterion."""

    mean: float
    lowest: int
    highest: int

    @property
    def distance(self) -> int:
        """Points between the highest and the lowest."""
        return self.highest - self.lowest

    @property
    def is_wide(self) -> bool:
        """Reviewers disagree so much that the chair should ask why."""
        return self.distance >= 3


def spread(scores: Iterable[Mapping[str, int]]) -> dict[str, Spread]:
    """Criterion → spread over several reviews; criteria nobody scored are left out."""
    given = list(scores)
    found = {}
    for criterion in CRITERIA:
        points = [each[criterion] for each in given if criterion in each]
        if points:
            found[criterion] = Spread(round(fmean(points), 2), min(points), max(points))
    return found


def overall(scores: Iterable[Mapping[str, int]]) -> float | None:
    """The mean over all criteria and reviews, in points; None without a review."""
    points = [value for each in scores for value in each.values()]
    return round(fmean(points), 2) if points else None
