"""The index can be compared with the database, mended and built anew."""

import sys

import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.config import Misconfigured
from platform_app.kernel.db import db
from platform_app.kernel.inputs import read
from platform_app.search import index, maintenance, queries, queue
from platform_app.search.inputs import SearchRequest
from platform_app.search.models import QueuedChange


def test_an_engine_that_is_not_installed_is_named_at_the_start(make_app, monkeypatch):
    monkeypatch.setitem(sys.modules, "platform_app.search.tantivy_engine", None)
    with pytest.raises(Misconfigured, match="SEARCH_ENGINE=tantivy needs its package"):
        make_app(search_engine="tantivy")


def test_the_fast_engine_is_recommended_to_those_who_have_many_documents(world):
    assert index.recommend_engine(10_000) is None
    assert "SEARCH_ENGINE=tantivy" in str(index.recommend_engine(10_001))


def found(q, **more):
    return [(hit.kind, hit.id) for hit in queries.search(ANONYMOUS, read(SearchRequest, {"q": q, **more})).hits]


def case(id):
    return ("case", id)


def test_verify_lists_every_kind_of_difference_and_catch_up_mends_them(world, publish):
    index.installed().dictionary.build = lambda: None  # type: ignore[method-assign]
    one, two, three = publish("海绵一"), publish("海绵二"), publish("海绵三")
    assert not maintenance.verify()
    engine = index.installed().engine
    engine.remove([f"case:{one.id}"])
    for made, values in ((two, {"stage": "ended"}), (three, {"status": "draft"})):
        for name, value in values.items():
            setattr(db.session.get(type(made), made.id), name, value)
    db.session.commit()
    differences = maintenance.verify()
    assert differences.missing == (f"case:{one.id}",)
    assert differences.outdated == (f"case:{two.id}",)
    assert differences.surplus == (f"case:{three.id}",)
    maintenance.catch_up()
    assert not maintenance.verify()
    assert sorted(found("海绵", kind="case")) == [case(one.id), case(two.id)]


def test_a_rebuild_finds_the_same_as_before(world, publish):
    index.installed().dictionary.build = lambda: None  # type: ignore[method-assign]
    publish("海绵城市")
    before = found("海绵 杭州 36333")
    seen = []
    assert maintenance.rebuild(lambda done, total: seen.append((done, total))) == seen[-1][1] == len(seen)
    assert found("海绵 杭州 36333") == before
    assert not maintenance.verify()


def test_a_broken_document_stays_in_the_queue_and_stops_nothing(world, publish, monkeypatch, caplog):
    make = queue.documents.of

    def breaking(refs):
        refs = list(refs)
        if any(ref.id == 99 for ref in refs):
            raise ValueError("broken")
        return make(refs)

    monkeypatch.setattr(queue.documents, "of", breaking)
    db.session.add(QueuedChange(kind="standard", subject_id=99, hides=False))
    db.session.commit()
    made = publish("海绵城市")
    assert found("海绵", kind="case") == [case(made.id)]
    assert queue.waiting() == 1
    assert "standard:99" in caplog.text
