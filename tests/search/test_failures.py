"""What is distinguished, and what did not work: both can be chosen, and each count is what choosing it gives."""

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.cases import curation, listing
from platform_app.cases.listing import CaseFilter
from platform_app.cases.models import Case
from platform_app.kernel.errors import Invalid
from platform_app.kernel.pages import PageRequest
from tests.cast import Cast
from tests.search.conftest import build_world, publish_case
from tests.search.indexed import Indexed
from tests.search.test_search import case, found, search

ALL = PageRequest(limit=50)


def counts(facet: str, actor: Actor = ANONYMOUS) -> dict[str, int]:
    """The values of a facet, all cases asked for."""
    return {each.value: each.count for each in search(kind="case", actor=actor).facets[facet]}


def listed(actor: Actor, **wanted: object) -> set[int]:
    """The list of cases, narrowed."""
    return {row.id for row in listing.cases(actor, CaseFilter(**wanted), ALL).items}  # type: ignore[arg-type]


def _tell() -> tuple[Cast, dict[str, Case]]:
    cast = build_world()
    return cast, {
        "stopped": publish_case(cast, "海绵一", stage="stopped", difficulties_for_members=True),
        "public": publish_case(cast, "海绵二", difficulties={"zh": "居民意见不一。"}),
        "members": publish_case(cast, "海绵三", difficulties={"zh": "资金中断。"}, difficulties_for_members=True),
    }


_told = Indexed(_tell)


@pytest.fixture
def told(platform: Flask) -> tuple[Cast, dict[str, Case]]:
    """The world with a case that was stopped, one that tells everybody what was difficult, one that tells members."""
    return _told.put()


def test_what_did_not_work_can_be_chosen_and_the_counts_agree(told):
    _, made = told
    assert counts("failures") == {"stopped": 1, "difficulties": 1}
    assert found(kind="case", failures="stopped") == [case(made["stopped"].id)]
    assert found("海绵", kind="case", failures="difficulties") == [case(made["public"].id)]


def test_difficulties_kept_for_members_count_for_members_alone(told):
    world, cases = told
    for insider in (world.lin, world.chen, world.gao):
        assert counts("failures", insider) == {"stopped": 1, "difficulties": 3}
        inside = found(kind="case", failures="difficulties", actor=insider)
        assert set(inside) == {case(made.id) for made in cases.values()}
        assert listed(insider, failures="difficulties") == {made.id for made in cases.values()}
    for outsider in (ANONYMOUS, world.guest):
        assert counts("failures", outsider) == {"stopped": 1, "difficulties": 1}
        assert listed(outsider, failures="difficulties") == {cases["public"].id}
    assert listed(ANONYMOUS, failures="stopped") == {cases["stopped"].id}


def test_the_words_of_difficulties_kept_for_members_are_found_by_nobody(told):
    world, made = told
    assert found('"居民意见不一"', kind="case") == [case(made["public"].id)]
    for reader in (ANONYMOUS, world.guest, world.lin, world.gao):
        assert found('"资金中断"', kind="case", actor=reader) == []


def test_distinctions_can_be_chosen_beside_the_old_wish_for_featured_ones(world, publish):
    made = publish("海绵一")
    publish("海绵二")
    curation.nominate(world.lin, made.id)
    curation.recommend(world.shen, made.id)
    curation.feature(world.gao, made.id)
    assert counts("distinction") == {"featured": 1}
    assert found(kind="case", distinction="featured") == found(kind="case", featured=True) == [case(made.id)]
    assert found(kind="case", distinction="announced") == []
    with pytest.raises(Invalid):
        search(distinction="nominated")
