"""Which organisations might know the answer, each with the reasons for it. Pure: facts in, proposals out.

Nothing is guessed: a figure that is not on record is no reason, and every reason can be said in a sentence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from platform_app.kernel.messages import Message, msg

POPULATION_RATIO = 2.0  # half as many people to twice as many
LATITUDE_DEGREES = 3.0  # the only thing on record that says something of the climate
FAST_DAYS = 7.0
FAST_ANSWERS = 2  # a median of one answer says nothing


@dataclass(frozen=True)
class Place:
    """What is on record of an organisation; None = not known. `province_id` is the provincial body on its path."""

    org_id: int
    province_id: int | None = None
    population: int | None = None
    latitude: float | None = None


@dataclass(frozen=True)
class Experience:
    """What an organisation has published that bears on the question, and how it has answered so far."""

    on_topic: str | None = None  # title of the first case found that speaks of it
    on_topic_id: int | None = None
    standard: str | None = None  # number of a standard of the thread's subject that it cites
    in_field: int = 0  # its published cases in the thread's field
    answers: int = 0
    median_days: float | None = None


@dataclass(frozen=True)
class Why:
    """One reason, with what it rests on."""

    key: str
    values: Mapping[str, Any]

    @property
    def as_json(self) -> dict[str, Any]:
        """As it is kept with the ask."""
        return {"key": self.key, **self.values}


@dataclass(frozen=True)
class Match:
    """An organisation that might know, and why, the weightiest reason first."""

    org_id: int
    reasons: tuple[Why, ...]

    @property
    def weight(self) -> int:
        """How much speaks for asking it."""
        return sum(WEIGHTS[why.key] for why in self.reasons)


# Having done it counts more than any likeness; the order is the order in which reasons are told.
WEIGHTS = {
    "on_topic": 8,
    "same_standard": 6,
    "same_field": 4,
    "similar_population": 2,
    "same_province": 2,
    "answers_fast": 2,
    "similar_latitude": 1,
}
DID_IT = ("on_topic", "same_standard", "same_field")
SENTENCES: Mapping[str, Message] = {
    "on_topic": msg("A published case speaks of much the same: “{title}”"),
    "same_standard": msg("Cites the same standard: {number}"),
    "same_field": msg("Published cases in this field: {count}"),
    "similar_population": msg("A population of the same order: between half and twice as many"),
    "same_province": msg("In the same province"),
    "answers_fast": msg("Usually answers within {days} days"),
    "similar_latitude": msg("About the same latitude, within {degrees} degrees"),
}


def sentence(reason: Mapping[str, Any]) -> Message:
    """A kept reason in words."""
    values = {name: value for name, value in reason.items() if name != "key"}
    return Message(SENTENCES[reason["key"]].template, values)


def speaks_of_it(words: int, found: int) -> bool:
    """Whether a case that has so many of a question's words counts: two at least, and a third of them."""
    return found >= min(2, max(1, words)) and found * 3 >= words


def matches(asker: Place | None, places: Iterable[Place], known: Mapping[int, Experience]) -> Sequence[Match]:
    """Those that have done it, the best first; likeness alone proposes nobody."""
    found = [Match(place.org_id, reasons(asker, place, known[place.org_id])) for place in places]
    did = [match for match in found if any(why.key in DID_IT for why in match.reasons)]
    return sorted(did, key=lambda match: (-match.weight, match.org_id))


def reasons(asker: Place | None, place: Place, known: Experience) -> tuple[Why, ...]:
    """Everything that speaks for asking one organisation."""
    told = [*_did(known), *(_like(asker, place) if asker else ())]
    if known.median_days is not None and known.answers >= FAST_ANSWERS and known.median_days <= FAST_DAYS:
        told.append(Why("answers_fast", {"days": max(1, round(known.median_days))}))
    return tuple(sorted(told, key=lambda why: list(WEIGHTS).index(why.key)))


def _did(known: Experience) -> Iterable[Why]:
    if known.on_topic:
        yield Why("on_topic", {"title": known.on_topic, "case_id": known.on_topic_id})
    if known.standard:
        yield Why("same_standard", {"number": known.standard})
    if known.in_field:
        yield Why("same_field", {"count": known.in_field})


def _like(asker: Place, place: Place) -> Iterable[Why]:
    if asker.population and place.population:
        ratio = place.population / asker.population
        if 1 / POPULATION_RATIO <= ratio <= POPULATION_RATIO:
            yield Why("similar_population", {"population": place.population})
    if asker.province_id is not None and place.province_id == asker.province_id:
        yield Why("same_province", {})
    if None not in (asker.latitude, place.latitude) and _apart(asker, place) <= LATITUDE_DEGREES:
        yield Why("similar_latitude", {"degrees": int(LATITUDE_DEGREES)})


def _apart(one: Place, other: Place) -> float:
    return abs((one.latitude or 0.0) - (other.latitude or 0.0))
