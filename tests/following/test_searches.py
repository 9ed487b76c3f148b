"""Searches that people keep: what is new in them since the last look, with the eyes of each, once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import SYSTEM
from platform_app.cases import publication
from platform_app.following import looking, queries_searches, service_searches
from platform_app.following.inputs import SearchName, SearchToKeep
from platform_app.following.models import Notice
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound, Stale
from platform_app.search import maintenance
from tests import factories
from tests.cast import Cast
from tests.following.conftest import mute, told
from tests.simultaneously import together

DAY = timedelta(days=1, minutes=1)


@pytest.fixture
def searched(cast: Cast, platform: Flask) -> Cast:
    """With an index."""
    maintenance.rebuild()
    return cast


def keep(cast: Cast, name: str = "更新", **asked: object) -> int:
    """Chen keeps a search."""
    return service_searches.keep_search(cast.chen, SearchToKeep.model_validate({"name": name, "q": "更新", **asked})).id


def test_what_is_new_is_told_a_day_later_and_once(searched: Cast) -> None:
    factories.make_case(searched.lin, searched.hangzhou, status="published")
    now = clock.now()
    with clock.stopped_at(now + timedelta(hours=2)):
        keep(searched)
    with clock.stopped_at(now + timedelta(hours=3)):
        for _ in range(2):
            factories.make_case(searched.lin, searched.hangzhou, status="published")
        factories.make_case(searched.lin, searched.hangzhou)
        assert looking.look() == 0, "not before a day is over"
    with clock.stopped_at(now + timedelta(hours=2) + DAY):
        assert looking.look() == 1
        assert told(searched.chen) == ["search_matched x2"]
    with clock.stopped_at(now + timedelta(hours=2) + 2 * DAY):
        assert looking.look() == 1
    assert told(searched.chen) == ["search_matched x2"]


def test_what_is_taken_off_again_or_muted_is_not_shown(searched: Cast) -> None:
    keep(searched)
    gone, dull = (factories.make_case(searched.lin, searched.hangzhou, status="published") for _ in range(2))
    mute(searched.chen, "case", dull.id)
    with clock.stopped_at(clock.now() + DAY):
        looking.look()
    assert told(searched.chen) == ["search_matched"]
    publication.unpublish(searched.gao, gone.id, reason="数据有误。")
    assert told(searched.chen) == []


def test_several_workers_tell_of_each_match_once(searched: Cast, platform: Flask) -> None:
    for n in range(4):
        keep(searched, f"更新{n}")
    factories.make_case(searched.lin, searched.hangzhou, status="published")
    tomorrow = clock.now() + DAY

    def work() -> None:
        with clock.stopped_at(tomorrow):
            looking.look()

    assert together(platform, *[work] * 3) == ["done"] * 3
    assert len(db.session.scalars(select(Notice.id).where(Notice.kind == "searches")).all()) == 4


def test_a_worker_that_dies_leaves_a_claim_that_runs_out(searched: Cast) -> None:
    keep(searched)
    factories.make_case(searched.lin, searched.hangzhou, status="published")
    tomorrow = clock.now() + DAY
    with clock.stopped_at(tomorrow):
        assert looking._claim(SYSTEM)  # and then the process is gone
        assert looking.look() == 0
    with clock.stopped_at(tomorrow + looking.CLAIM):
        assert looking.look() == 1
    assert told(searched.chen) == ["search_matched"]


def test_a_kept_search_is_renamed_and_removed_by_its_owner_alone(cast: Cast) -> None:
    own = keep(cast, province="330000", sort="newest", limit=7)
    keep(cast, "别的")
    (row,) = [each for each in queries_searches.saved_searches(cast.chen) if each.id == own]
    assert row.request == {"q": "更新", "province": "330000"}
    for act in (queries_searches.saved_search, service_searches.remove_search):
        with pytest.raises(NotFound):
            act(cast.lin, own)
    with pytest.raises(Conflict):
        service_searches.rename_search(cast.chen, own, SearchName(name="别的"))
    with pytest.raises(Stale):
        service_searches.rename_search(cast.chen, own, SearchName(name="浙江"), version=9)
    service_searches.rename_search(cast.chen, own, SearchName(name="浙江"), version=1)
    service_searches.remove_search(cast.chen, own)
    assert [each.name for each in queries_searches.saved_searches(cast.chen)] == ["别的"]


def test_the_same_name_again_takes_the_other_ones_place_and_there_is_a_limit(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keep(cast) == keep(cast, stage="pilot")
    monkeypatch.setattr(service_searches, "MOST", 1)
    with pytest.raises(Conflict):
        keep(cast, "第二个")
