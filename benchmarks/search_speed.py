"""How fast search is: build rate, update to visible, and p50/p95 of a search with filter, facets and highlights.

    python benchmarks/search_speed.py [--sizes 1000 10000 50000] [--engine whoosh tantivy]

Times are process CPU, so that other work on the machine does not count; update to visible is given in wall-clock
time too, as it waits for the disk. Documents are made from a fixed seed out of the product's own glossary and
standards, Zipf-distributed, with about 900 Chinese characters and 250 English words each; a query has four to six
words, one filter, three facets and ten highlights. “Translated” is the same with the other language searched too.
"""

import argparse
import csv
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from platform_app.search.engine import Document, Request, SearchEngine
from platform_app.search.highlight import Highlighter
from platform_app.search.query import parse
from platform_app.search.synonyms import Synonyms, Term
from platform_app.search.tantivy_engine import TantivyEngine
from platform_app.search.whoosh_engine import WhooshEngine

ROOT = Path(__file__).resolve().parent.parent
ENGINES: dict[str, type] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
QUERIES = 60
UPDATES = 15
FACETS = ("level", "province", "year")


def main() -> None:
    """Print one row per engine and size."""
    options = _options()
    print(
        f"{'engine':8} {'documents':>9} {'build docs/s':>12} {'update ms cpu':>13} {'p50 wall':>9} "
        f"{'query p50 ms':>12} {'p95 ms':>7} {'translated p50':>14} {'p95':>7} {'MB':>6}"
    )
    for size in options.sizes:
        for name in options.engine:
            with tempfile.TemporaryDirectory() as place:
                print(_row(name, ENGINES[name](place), size), flush=True)


def _row(name: str, engine: SearchEngine, size: int) -> str:
    makers = Maker()
    texts: dict[str, str] = {}
    documents = (_keep(makers.document(number), texts) for number in range(size))
    build = _cpu(lambda: engine.rebuild(documents))
    plain = _queries(engine, makers, texts, synonyms=None)
    translated = _queries(engine, makers, texts, synonyms=makers.synonyms)
    updates = [_update(engine, makers, size + number) for number in range(UPDATES)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cpu, wall = (statistics.median(column) * 1000 for column in zip(*updates, strict=True))
    return (
        f"{name:8} {size:9d} {size / build:12.0f} {cpu:13.1f} {wall:9.1f} {_p50(plain):12.2f} {_p95(plain):7.2f} "
        f"{_p50(translated):14.2f} {_p95(translated):7.2f} {memory:6.0f}"
    )


def _queries(engine: SearchEngine, makers: "Maker", texts: dict[str, str], synonyms: Synonyms | None) -> list[float]:
    """CPU milliseconds of whole searches: read, expand, find, count, highlight."""
    chance = random.Random(7)
    spent = []
    for number in range(QUERIES + 5):
        typed = makers.query(chance)

        def search(typed: str = typed) -> None:
            query = parse(typed)
            if synonyms:
                query = synonyms.expand(query)
            filters = {"field": chance.choice(makers.fields)}
            found = engine.find(Request(query, filters=filters, facets=FACETS, limit=10))
            marker = Highlighter(query)
            for hit in found.hits:
                marker.snippet([texts[hit.key]])

        took = _cpu(search) * 1000
        if number >= 5:  # the first few open files
            spent.append(took)
    return spent


def _update(engine: SearchEngine, makers: "Maker", number: int) -> tuple[float, float]:
    """CPU and wall-clock seconds from giving the engine a document to finding it."""
    document = makers.document(number, mark=f"zyx{number}")
    began, wall = time.process_time(), time.perf_counter()
    engine.put([document])
    found = engine.find(Request(parse(f"zyx{number}")))
    if [hit.key for hit in found.hits] != [document.key]:
        raise SystemExit(f"{document.key} is not visible after its update")
    return time.process_time() - began, time.perf_counter() - wall


class Maker:
    """Makes documents and queries out of the reference data."""

    def __init__(self) -> None:
        rows = [row for row in _csv("glossary.csv") if row["zh"] and row["en"]]
        self.synonyms = Synonyms(Term(row["zh"], row["en"]) for row in rows)
        self.zh = [row["zh"] for row in rows]
        self.en = [row["en"] for row in rows]
        titles = [row for row in _csv("standards.csv") if row["title_zh"]]
        self.zh += [row["title_zh"] for row in titles]
        self.en += [row["title_en"] for row in titles if row["title_en"]]
        self.standards = [row["number"] for row in titles]
        self.provinces = [str(code) for code in range(11, 45)]
        self.fields = [f"field-{number}" for number in range(12)]
        self.chance = random.Random(20231)
        self.chance.shuffle(self.zh)
        self.chance.shuffle(self.en)

    def document(self, number: int, mark: str = "") -> Document:
        chance = self.chance
        return Document(
            key=f"case:{number}",
            kind="case",
            id=number,
            url=f"/cases/{number}",
            titles={"zh": "".join(self._pick(self.zh, 2)), "en": " ".join(self._pick(self.en, 2)) + " " + mark},
            results={"zh": "，".join(self._pick(self.zh, 3))},
            texts={"zh": "，".join(self._pick(self.zh, 70)), "en": ", ".join(self._pick(self.en, 35))},
            updated=number,
            standards=tuple(chance.sample(self.standards, 2)),
            field=chance.choice(self.fields),
            level=chance.choice(["city", "district", "provincial"]),
            province=chance.choice(self.provinces),
            stage=chance.choice(["running", "pilot", "ended"]),
            languages=("zh", "en"),
            year=str(chance.randint(2010, 2026)),
            featured=chance.random() < 0.05,
        )

    def query(self, chance: random.Random) -> str:
        """Four to six words, in either language."""
        wanted = chance.randint(4, 6)
        words: list[str] = []
        source, join = (self.zh, "") if chance.random() < 0.5 else (self.en, " ")
        while len(parse(join.join(words)).words) < wanted:
            words.append(source[_zipf(chance, len(source))])
        kept = parse(join.join(words)).words[:wanted]
        return join.join(word.text for word in kept) if join else " ".join(word.text for word in kept)

    def _pick(self, source: list[str], count: int) -> Iterator[str]:
        return (source[_zipf(self.chance, len(source))] for _ in range(count))


def _zipf(chance: random.Random, size: int) -> int:
    """A rank: low ones often, high ones seldom."""
    return min(size - 1, int(size ** chance.random()) - 1)


def _keep(document: Document, texts: dict[str, str]) -> Document:
    texts[document.key] = document.texts["zh"] + document.texts["en"]
    return document


def _cpu(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _p50(values: list[float]) -> float:
    return statistics.median(values)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


def _csv(name: str) -> list[dict[str, str]]:
    with (ROOT / "content" / "reference" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(line for line in handle if not line.startswith("#")))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 50_000])
    parser.add_argument("--engine", nargs="+", choices=sorted(ENGINES), default=sorted(ENGINES))
    return parser.parse_args()


if __name__ == "__main__":
    main()
