"""Whether enough members are there. Pure rules over counts; a rule is kept with its body as plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any

from platform_app.access.levels import Level
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg

VOTING = ("lead", "co_convener", "member")
LEVELS = (Level.MINISTERIAL, Level.PROVINCIAL, Level.CITY)


@dataclass(frozen=True)
class Rule:
    """How many must be there.

    `shares` maps a level to the part of its members (`2/3`), `counts` a level to a number of them. Without quorum a
    body may still adopt if `may_adopt_without` says so.
    """

    lead_present: bool = False
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    may_adopt_without: bool = False


@dataclass(frozen=True)
class Seat:
    """An organisation that votes, and whether somebody is there for it."""

    org_id: int
    level: str
    role: str
    is_there: bool


@dataclass(frozen=True)
class Line:
    """One condition: a level or the lead (`lead`), how many there are, are needed and are there."""

    what: str
    members: int
    needed: int
    there: int

    @property
    def is_met(self) -> bool:
        """Whether enough are there."""
        return self.there >= self.needed


@dataclass(frozen=True)
class Result:
    """Each condition of a rule, and one line for each level without one, for which nothing is needed."""

    lines: tuple[Line, ...]

    @property
    def is_met(self) -> bool:
        """Whether every condition is met."""
        return all(line.is_met for line in self.lines)

    def plain(self) -> dict[str, Any]:
        """As it is frozen with a meeting."""
        lines = [{"what": x.what, "members": x.members, "needed": x.needed, "there": x.there} for x in self.lines]
        return {"is_met": self.is_met, "lines": lines}


def rule_of(plain: Mapping[str, Any]) -> Rule:
    """A rule out of the plain values kept with a body."""
    return Rule(
        lead_present=bool(plain.get("lead_present", False)),
        shares={level: Fraction(share) for level, share in plain.get("shares", {}).items()},
        counts={level: int(count) for level, count in plain.get("counts", {}).items()},
        may_adopt_without=bool(plain.get("may_adopt_without", False)),
    )


def plain_of(rule: Rule) -> dict[str, Any]:
    """A rule as it is kept."""
    return {
        "lead_present": rule.lead_present,
        "shares": {level: str(share) for level, share in rule.shares.items()},
        "counts": dict(rule.counts),
        "may_adopt_without": rule.may_adopt_without,
    }


def count(rule: Rule, seats: Collection[Seat]) -> Result:
    """How a rule stands with who is there. Observers and guests do not count."""
    voting = [seat for seat in seats if seat.role in VOTING]
    lines = [_line("lead", [s for s in voting if s.role == "lead"], 1)] if rule.lead_present else []
    for level in LEVELS:
        of_level = [seat for seat in voting if seat.level == level]
        needed = max(ceil(rule.shares.get(level, Fraction(0)) * len(of_level)), rule.counts.get(level, 0))
        if of_level or needed:
            lines.append(_line(level, of_level, needed))
    return Result(tuple(lines))


def check_reachable(rule: Rule, levels: Collection[str], field: str = "quorum") -> None:
    """Refuse a rule that the members of a body, given by their levels, can never meet.

    Raises:
        Invalid: more are needed than there are members; the field is named.
    """
    for level, needed in rule.counts.items():
        there_are = sum(1 for each in levels if each == level)
        if needed > there_are:
            sentence = msg(
                "The quorum needs {needed} members of this level, and the body has {members}.",
                needed=needed, members=there_are,
            )  # fmt: skip
            raise Invalid.one(f"{field}.counts.{level}", sentence)
    for level, share in rule.shares.items():
        if not 0 <= share <= 1:
            raise Invalid.one(f"{field}.shares.{level}", msg("A share lies between 0 and 1, as in 2/3."))


def _line(what: str, seats: Collection[Seat], needed: int) -> Line:
    return Line(what, len(seats), needed, sum(seat.is_there for seat in seats))
