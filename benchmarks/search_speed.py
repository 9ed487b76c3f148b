"""How fast search is: build rate, update to visible, and p50/p95 of a search with filter, facets and highlights.

    python -m benchmarks.search_speed [--sizes 1000 10000 50000] [--engine whoosh tantivy] [--folder FOLDER]

Times are process CPU, so that other work on the machine does not count; update to visible is given in wall-clock
time too, as it waits for the disk. Documents are made from a fixed seed out of the product's own glossary and
standards, Zipf-distributed, with about 900 Chinese characters and 250 English words each; a query has four to six
words, one filter, three facets and ten highlights. “Translated” is the same with the other language searched too.

Every figure is printed as soon as it is known, with the progress in between on the error output. With `--folder`
indexes stay there, and a later run measures them without building them again.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from benchmarks.sample import Maker
from platform_app.search.engine import Document, Request, SearchEngine
from platform_app.search.highlight import Highlighter
from platform_app.search.query import parse
from platform_app.search.synonyms import Synonyms
from platform_app.search.tantivy_engine import TantivyEngine
from platform_app.search.whoosh_engine import WhooshEngine

ENGINES: dict[str, type] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
QUERIES = 60
UPDATES = 15
FACETS = ("level", "province", "year")
SHOW_EVERY_S = 10.0


def main() -> None:
    """Measure each engine at each size."""
    options = _options()
    for size in options.sizes:
        for name in options.engine:
            with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory() as place:
                folder = Path(place) / f"{name}-{size}"
                _measure(name, ENGINES[name](folder), size)


def _measure(name: str, engine: SearchEngine, size: int) -> None:
    def tell(what: str, figures: str) -> None:
        print(f"{name:8} {size:6d}  {what:20} {figures}", flush=True)

    maker = Maker()
    texts: dict[str, str] = {}
    documents = (_keep(maker.document(number), texts) for number in _shown(range(size), f"{name} {size}"))
    if engine.find(Request(parse(""))).total >= size:
        for _ in documents:  # their texts are highlighted
            pass
        tell("build", "kept from an earlier run")
    else:
        build = _cpu(lambda: engine.rebuild(documents))
        tell("build", f"{size / build:8.1f} documents/s")
    for what, synonyms in (("query", None), ("query, translated", maker.synonyms)):
        spent = _queries(engine, maker, texts, synonyms)
        tell(what, f"{statistics.median(spent):8.2f} ms p50 {statistics.quantiles(spent, n=20)[18]:8.2f} ms p95")
    updates = [_update(engine, maker, number % size) for number in range(UPDATES)]
    cpu, wall = (sorted(column) for column in zip(*updates, strict=True))
    tell("update to visible", f"{_ms(cpu)} ms p50 {_ms(wall)} ms p50 wall {wall[-1] * 1000:8.1f} ms worst wall")
    tell("memory at most", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB, all runs so far")


def _queries(engine: SearchEngine, maker: Maker, texts: dict[str, str], synonyms: Synonyms | None) -> list[float]:
    """CPU milliseconds of whole searches: read, expand, find, count, highlight."""
    chance = random.Random(7)
    spent = []
    for number in range(QUERIES + 5):
        typed = maker.query(chance)

        def search(typed: str = typed) -> None:
            query = parse(typed)
            if synonyms:
                query = synonyms.expand(query)
            filters = {"field": chance.choice(maker.fields)}
            found = engine.find(Request(query, filters=filters, facets=FACETS, limit=10))
            marker = Highlighter(query)
            for hit in found.hits:
                marker.snippet([texts[hit.key]])

        took = _cpu(search) * 1000
        if number >= 5:  # the first few open files
            spent.append(took)
    return spent


def _update(engine: SearchEngine, maker: Maker, number: int) -> tuple[float, float]:
    """CPU and wall-clock seconds from giving the engine a new version of a document to finding it."""
    mark = f"zyx{time.time_ns()}"  # new in an index kept from an earlier run too
    document = maker.document(number, mark=mark)
    began, wall = time.process_time(), time.perf_counter()
    engine.put([document])
    found = engine.find(Request(parse(mark)))
    if [hit.key for hit in found.hits] != [document.key]:
        raise SystemExit(f"{document.key} is not visible after its update")
    return time.process_time() - began, time.perf_counter() - wall


def _shown(numbers: Iterable[int], what: str) -> Iterator[int]:
    """Say from time to time how far it is."""
    began = said = time.monotonic()
    for number in numbers:
        yield number
        if time.monotonic() - said > SHOW_EVERY_S:
            said = time.monotonic()
            print(f"{what}: {number + 1} documents after {said - began:.0f} s", file=sys.stderr, flush=True)


def _keep(document: Document, texts: dict[str, str]) -> Document:
    texts[document.key] = document.texts["zh"] + document.texts["en"]
    return document


def _cpu(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _ms(ordered: list[float]) -> str:
    return f"{statistics.median(ordered) * 1000:8.1f}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 50_000])
    parser.add_argument("--engine", nargs="+", choices=sorted(ENGINES), default=sorted(ENGINES))
    parser.add_argument("--folder", type=Path, help="where indexes stay for later runs; else they are thrown away")
    return parser.parse_args()


if __name__ == "__main__":
    main()
