"""The other half of the contract of engines: what is written is there, once, and for every reader."""

import pytest

from platform_app.search.engine import Busy, Request
from platform_app.search.query import parse
from tests.search.library import document, found, keys


def test_putting_again_replaces_and_removing_removes(engine):
    engine.put([document(1, "noise"), document(2, "dust")])
    engine.put([document(1, "water"), document(3, "noise"), document(3, "odour")])
    assert found(engine, "noise") == [] and found(engine, "water") == keys(1) and found(engine, "odour") == keys(3)
    engine.put([document(4, "smoke")], removed=keys(1, 2))
    assert sorted(found(engine, "")) == keys(3, 4)
    engine.remove(keys(3, 99))
    assert found(engine, "") == keys(4)
    assert engine.stamps() == {"case:4": 4}


def test_many_commits_keep_every_document_once(engine):
    for turn in range(12):
        engine.put([document(n, f"noise turn{turn}", updated=turn * 100 + n) for n in range(turn, turn + 5)])
    assert sorted(engine.stamps().items()) == sorted((f"case:{n}", min(n, 11) * 100 + n) for n in range(16))
    assert engine.find(Request(parse("noise"))).total == 16
    assert found(engine, "turn0") == keys(0)


def test_a_rebuild_replaces_everything_and_other_readers_follow(engine, make):
    engine.put([document(1, "noise")])
    reader = make()
    assert found(reader, "noise") == keys(1)
    assert engine.rebuild(document(n, "dust") for n in (2, 3, 3)) == 2
    assert found(reader, "noise") == found(engine, "noise") == []
    assert sorted(found(reader, "dust")) == keys(2, 3)
    engine.put([document(4, "dust")])
    assert sorted(found(reader, "dust")) == keys(2, 3, 4)
    assert len(list(engine.folder.root.glob("g-*"))) == 1


def test_a_rebuild_that_fails_leaves_the_old_index(engine):
    engine.put([document(1, "noise")])

    def broken():
        yield document(2, "dust")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        engine.rebuild(broken())
    assert found(engine, "") == keys(1)
    engine.put([document(3, "dust")])
    assert sorted(found(engine, "")) == keys(1, 3)


def test_an_index_of_another_version_is_not_read(engine, make):
    engine.put([document(1, "noise")])
    mark = next(engine.folder.root.glob("g-*")) / "format.json"
    mark.write_text('{"engine": "other", "version": 0}')
    assert not make().ready()
    assert found(make(), "noise") == []


def test_one_writer_at_a_time_and_the_others_are_told(engine, make):
    engine.put([document(1, "noise")])
    impatient = make()
    impatient.folder.wait = 0.1
    with engine.writing():
        with pytest.raises(Busy):
            impatient.put([document(2, "noise")])
        engine.put([document(3, "noise")])
    make().put([document(4, "noise")])
    assert sorted(found(engine, "noise")) == keys(1, 3, 4)
