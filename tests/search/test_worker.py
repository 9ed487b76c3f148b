"""The thread that indexes in a serving process."""

import threading
from contextlib import nullcontext

from platform_app.search import maintenance
from platform_app.search.worker import Indexer


def test_a_turn_that_fails_is_not_the_last(monkeypatch, caplog):
    turns, indexed = [], threading.Event()

    def follow():
        turns.append(1)
        if len(turns) == 1:
            raise IndexError("a document that nobody thought of")
        indexed.set()
        threading.Event().wait()  # the thread lives as long as its process, but takes no turn after this test

    monkeypatch.setattr(maintenance, "follow", follow)
    indexer = Indexer(nullcontext)
    indexer.poke()
    while "tried again" not in caplog.text:
        assert not indexed.wait(0.01)
    indexer.poke()
    assert indexed.wait(10)
