"""The log is narrowed by what it is about, by whom and for whom, and speaks of things by name."""

from typing import Any

import pytest
from flask import Flask

from platform_app.kernel.errors import NotAllowed
from platform_app.kernel.pages import PageRequest
from platform_app.moderation import audit, naming
from tests import cast as the_cast
from tests.cast import Cast
from tests.factories import make_case, make_fields
from tests.scenes import Scene

EVERYTHING = PageRequest(100)


def _write() -> Cast:
    make_fields()
    cast = the_cast.assemble()
    make_case(cast.lin, cast.hangzhou, status="published", title={"zh": "海绵城市", "en": "Sponge city"})
    make_case(cast.chen, cast.xiamen)
    return cast


_written = Scene(_write)


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """Hangzhou's case is published, Xiamen's a draft."""
    return _written.put()


def acts(cast: Cast, **wanted: Any) -> list[tuple[str, str, int]]:
    """Act, kind and id of the lines that a moderator finds."""
    return [(row.act, row.subject_kind, row.subject_id) for row in audit.lines(cast.gao, EVERYTHING, **wanted).items]


def test_only_those_who_may_read_the_log(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        audit.lines(cast.shen, EVERYTHING)


def test_by_act(cast: Cast) -> None:
    assert acts(cast, act="CaseCreated") == [("CaseCreated", "case", 2), ("CaseCreated", "case", 1)]


def test_by_organisation_finds_what_was_done_for_it_and_to_it(cast: Cast) -> None:
    found = acts(cast, organisation="350200")
    assert ("CaseCreated", "case", 2) in found
    assert ("OrganisationLoaded", "organisation", cast.xiamen.id) in found
    assert ("CaseCreated", "case", 1) not in found
    assert acts(cast, organisation="nowhere") == []


def test_by_number_finds_what_somebody_did_and_what_was_done_to_her(cast: Cast) -> None:
    found = acts(cast, person=str(cast.chen.id))
    assert ("CaseCreated", "case", 2) in found
    assert ("PersonRegistered", "person", cast.chen.id) in found
    assert ("CaseCreated", "case", 1) not in found


def test_by_name_a_percent_sign_is_no_wildcard(cast: Cast) -> None:
    assert acts(cast, person=cast.chen.name[0]) == [("CaseCreated", "case", 2)]
    assert acts(cast, person="%") == []


NUMBERS: list[str] = ["0", "2147483648", "9" * 30]


def test_a_number_that_nobody_can_have_finds_nothing(cast: Cast, subtests: pytest.Subtests) -> None:
    for number in NUMBERS:
        with subtests.test(number=number):
            assert acts(cast, person=number) == []


def test_everything_a_page_speaks_of_is_named_as_far_as_the_reader_may_see_it(cast: Cast) -> None:
    names = naming.names(cast.gao, audit.lines(cast.gao, EVERYTHING).items)
    assert names[("case", 1)].name_en == "Sponge city"
    assert ("case", 2) not in names
    assert names[("organisation", cast.hangzhou.id)].key == "330100"
    assert names[("person", cast.chen.id)].name_zh == cast.chen.name
    assert names[("field", 1)].key == "smart-city"
    assert {named.key for (kind, _), named in names.items() if kind == naming.REVISION} == {"1"}


def test_nothing_to_name_asks_nothing(cast: Cast) -> None:
    assert naming.names(cast.gao, []) == {}
