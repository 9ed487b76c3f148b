"""Whom the platform proposes to ask, and why: each reason at its edges, and their order."""

import pytest

from platform_app.exchange.asking import (
    DID_IT,
    SENTENCES,
    WEIGHTS,
    Experience,
    Place,
    matches,
    reasons,
    sentence,
    speaks_of_it,
)

ASKER = Place(1, province_id=9, population=1_000_000, latitude=30.0)
NOTHING = Experience()


@pytest.mark.parametrize(
    ("place", "known", "keys"),
    [
        (Place(2), NOTHING, []),
        (Place(2), Experience(on_topic="电梯", on_topic_id=7), ["on_topic"]),
        (Place(2), Experience(standard="GB/T 1-2020"), ["same_standard"]),
        (Place(2), Experience(in_field=3), ["same_field"]),
        (Place(2, population=500_000), NOTHING, ["similar_population"]),
        (Place(2, population=2_000_000), NOTHING, ["similar_population"]),
        (Place(2, population=499_999), NOTHING, []),
        (Place(2, population=2_000_001), NOTHING, []),
        (Place(2, population=0), NOTHING, []),
        (Place(2, province_id=9), NOTHING, ["same_province"]),
        (Place(2, province_id=8), NOTHING, []),
        (Place(2, latitude=33.0), NOTHING, ["similar_latitude"]),
        (Place(2, latitude=27.0), NOTHING, ["similar_latitude"]),
        (Place(2, latitude=33.1), NOTHING, []),
        (Place(2, latitude=-30.0), NOTHING, []),
        (Place(2), Experience(answers=2, median_days=7.0), ["answers_fast"]),
        (Place(2), Experience(answers=1, median_days=1.0), []),
        (Place(2), Experience(answers=9, median_days=7.1), []),
        (
            Place(2, province_id=9, population=900_000, latitude=31.0),
            Experience("电梯", 7, "GB/T 1-2020", 3, 4, 2.0),
            list(WEIGHTS),
        ),
    ],
)
def test_a_reason_is_given_when_the_record_says_so(place: Place, known: Experience, keys: list[str]) -> None:
    assert [why.key for why in reasons(ASKER, place, known)] == keys


def test_what_is_not_on_record_is_no_reason() -> None:
    unknown = Place(1)
    alike = Place(2, province_id=None, population=1_000_000, latitude=30.0)
    assert reasons(unknown, alike, NOTHING) == ()
    assert reasons(None, alike, NOTHING) == ()


def test_likeness_alone_proposes_nobody_and_having_done_it_counts_most() -> None:
    places = [Place(2, 9, 1_000_000, 30.0), Place(3), Place(4, 9, 1_000_000), Place(5), Place(6)]
    known = {
        2: NOTHING,
        3: Experience(on_topic="电梯", on_topic_id=7),
        4: Experience(in_field=1),
        5: Experience(standard="GB/T 1-2020"),
        6: Experience(standard="GB/T 1-2020"),
    }
    found = matches(ASKER, places, known)
    assert [(match.org_id, match.weight) for match in found] == [(3, 8), (4, 8), (5, 6), (6, 6)]
    assert min(WEIGHTS[key] for key in DID_IT) >= max(w for key, w in WEIGHTS.items() if key not in DID_IT)


def test_every_reason_has_its_sentence() -> None:
    assert set(SENTENCES) == set(WEIGHTS)
    told = reasons(ASKER, Place(2, 9, 900_000, 31.0), Experience("电梯 {x}", 7, "GB/T 1-2020", 3, 4, 0.2))
    sentences = [str(sentence(why.as_json)) for why in told]
    assert sentences[0] == "A published case speaks of much the same: “电梯 {x}”"
    assert "Usually answers within 1 days" in sentences


@pytest.mark.parametrize(
    ("words", "found", "does"),
    [
        (0, 0, False),
        (1, 1, True),
        (1, 0, False),
        (2, 1, False),
        (2, 2, True),
        (6, 2, True),
        (7, 2, False),
        (9, 3, True),
    ],
)
def test_a_case_speaks_of_it_when_it_has_two_words_and_a_third(words: int, found: int, does: bool) -> None:
    assert speaks_of_it(words, found) is does
