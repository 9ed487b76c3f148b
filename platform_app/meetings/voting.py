"""Whether a resolution is adopted by the votes that were recorded. Pure rules."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg


@dataclass(frozen=True)
class Tally:
    """How many organisations voted how."""

    in_favour: int
    against: int
    abstaining: int

    def plain(self, *, quorum: bool) -> dict[str, Any]:
        """As it is kept with an adopted resolution."""
        return {"for": self.in_favour, "against": self.against, "abstain": self.abstaining, "quorum": quorum}


def tally(votes: Collection[str]) -> Tally:
    """Count `for`, `against` and `abstain`."""
    cast = list(votes)
    return Tally(cast.count("for"), cast.count("against"), cast.count("abstain"))


def check_adopted(method: str, counted: Tally) -> None:
    """Refuse to adopt what was not carried: by vote more for than against; by consensus nobody against.

    Raises:
        Conflict: it was not carried.
    """
    if method == "consensus" and counted.against:
        raise Conflict(
            msg("{count} organisations voted against; this is no consensus.", count=counted.against), "no_consensus"
        )
    if method == "vote" and counted.in_favour <= counted.against:
        raise Conflict(
            msg(
                "{ours} voted for and {theirs} against; it is not carried.",
                ours=counted.in_favour,
                theirs=counted.against,
            ),
            "not_carried",
        )


def check_quorum(is_met: bool, may_adopt_without: bool) -> None:
    """Refuse to adopt without quorum, unless the body's rule allows it.

    Raises:
        Conflict: there is no quorum, and the rule does not allow it.
    """
    if not is_met and not may_adopt_without:
        raise Conflict(
            msg("There is no quorum, and the rule of this body does not allow adopting without it."), "no_quorum"
        )
