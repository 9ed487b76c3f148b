"""What operators do with the index: rebuild it, let it catch up, and compare it with the database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from platform_app.kernel.db import db
from platform_app.search import documents, queue
from platform_app.search.engine import Document
from platform_app.search.index import installed


@dataclass(frozen=True)
class Differences:
    """Keys that the index lacks, has in an old version, or has though nobody may find them."""

    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    surplus: tuple[str, ...]

    def __bool__(self) -> bool:
        """Do they differ?"""
        return bool(self.missing or self.outdated or self.surplus)


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Build the index anew beside the old one and swap; says how many documents it holds. Needs an application context.

    Raises:
        Busy: another process is writing.
    """
    engine = installed().engine
    installed().dictionary.build()
    queue.load_words()
    with engine.writing():
        waiting = queue.rows()
        db.session.close()  # what was read before may be older than what waits
        total = len(documents.stamps())
        count = engine.rebuild(_watched(documents.every(), total, progress))
    queue.clear(waiting)  # the new index knows of it
    return count


def catch_up(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Make the index whole, whatever happened before: build it if there is none, else index what is missing or old."""
    engine = installed().engine
    installed().dictionary.build()
    queue.load_words()
    with engine.writing():
        if not engine.ready():
            return rebuild(progress)
        done = queue.drain()
        found = verify()
        refs = [documents.ref(key) for key in (*found.missing, *found.outdated, *found.surplus)]
        for at in range(0, len(refs), documents.AT_ONCE):
            made = documents.of(refs[at : at + documents.AT_ONCE])
            engine.put([d for d in made.values() if d], [key for key, d in made.items() if d is None])
            progress(min(at + documents.AT_ONCE, len(refs)), len(refs))
    return done + len(refs)


def follow() -> int:
    """What a worker does again and again: index what waits; where there is no index yet, make it."""
    if not installed().engine.ready():
        return catch_up()
    done = queue.drain()
    installed().dictionary.build()
    return done


def verify() -> Differences:
    """Compare the database with the index."""
    wanted, held = documents.stamps(), installed().engine.stamps()
    return Differences(
        missing=tuple(sorted(wanted.keys() - held.keys())),
        outdated=tuple(sorted(key for key in wanted.keys() & held.keys() if wanted[key] != held[key])),
        surplus=tuple(sorted(held.keys() - wanted.keys())),
    )


def _watched(source: Iterator[Document], total: int, progress: Callable[[int, int], None]) -> Iterator[Document]:
    for done, document in enumerate(source, 1):
        yield document
        progress(done, total)
