"""How good the ranking is: nDCG@10, MRR@10 and Recall@20 on collections with relevance judgements.

    python benchmarks/search_quality.py [--engine whoosh tantivy] [--query-language en] FOLDER...

A folder holds corpus.jsonl (id, title, text, lang), queries.jsonl (id, text) and qrels.tsv (query-id, corpus-id,
score); a document may instead have titles, results and texts by language, a kind, standards and organisations. Every
query goes through the product's own analyser, query builder, glossary, dictionary and engine, exactly
as if it had been typed. `--query-language` says that the queries are in another language than the documents: then only
words of that language are translated. `--no-translation` leaves the other language out.
"""

import argparse
import csv
import json
import math
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from platform_app.search.dictionary import Dictionary
from platform_app.search.engine import Document, Request, SearchEngine
from platform_app.search.query import Query, parse
from platform_app.search.synonyms import Synonyms, Term
from platform_app.search.tantivy_engine import TantivyEngine
from platform_app.search.whoosh_engine import WhooshEngine

ROOT = Path(__file__).resolve().parent.parent
ENGINES: dict[str, type] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
Expand = Callable[[Query], Query]
Judgements = dict[str, dict[str, float]]


def main() -> None:
    """Print one row per folder and engine."""
    options = _options()
    expand = _expander(options)
    print(
        f"{'collection':24} {'engine':8} {'queries':>7} {'nDCG@10':>8} {'MRR@10':>8} {'Recall@20':>9} {'ms/query':>8}"
    )
    for folder in options.folders:
        for name in options.engine:
            with tempfile.TemporaryDirectory() as place:
                engine: SearchEngine = ENGINES[name](place)
                engine.rebuild(documents(folder))
                row = measure(engine, folder, expand)
            print(f"{folder.name:24} {name:8} {row[0]:7d} {row[1]:8.4f} {row[2]:8.4f} {row[3]:9.4f} {row[4]:8.2f}")


def documents(folder: Path) -> list[Document]:
    """The corpus as documents of the product."""
    rows = _lines(folder / "corpus.jsonl")
    return [_document(number, row) for number, row in enumerate(rows)]


def measure(
    engine: SearchEngine, folder: Path, expand: Callable[[Query], Query]
) -> tuple[int, float, float, float, float]:
    """Number of queries, the three measures, and process CPU milliseconds for one query."""
    judged = _judgements(folder / "qrels.tsv")
    asked = [query for query in _lines(folder / "queries.jsonl") if query["id"] in judged]
    gains = reciprocal = recall = 0.0
    began = time.process_time()
    for row in asked:
        keys = [hit.key for hit in engine.find(Request(expand(parse(row["text"])), limit=20)).hits]
        relevant = judged[row["id"]]
        gains += _ndcg(keys[:10], relevant)
        reciprocal += next((1 / rank for rank, key in enumerate(keys[:10], 1) if key in relevant), 0.0)
        recall += len(relevant.keys() & set(keys)) / len(relevant)
    spent = (time.process_time() - began) * 1000
    count = len(asked)
    return count, gains / count, reciprocal / count, recall / count, spent / count


def _expander(options: argparse.Namespace) -> Expand:
    """Adds what the words are called in the other language, as the product does."""
    if options.no_translation:
        return lambda query: query
    dictionary = Dictionary(Path(tempfile.gettempdir()) / "city-exchange-benchmark")
    dictionary.build()
    synonyms = Synonyms(_terms(), dictionary)
    return lambda query: synonyms.expand(query, only=options.query_language)


def _terms() -> Iterator[Term]:
    with (ROOT / "content" / "reference" / "glossary.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(line for line in handle if not line.startswith("#")):
            others = (tuple(filter(None, row[name].split(";"))) for name in ("zh_synonyms", "en_synonyms"))
            yield Term(row["zh"], row["en"], *others)


def _document(number: int, row: dict[str, Any]) -> Document:
    language = row.get("lang", "zh")
    return Document(
        key=row["id"],
        kind=row.get("kind", "case"),
        id=number,
        url="",
        titles=row.get("titles") or {language: row.get("title", "")},
        updated=number,
        results=row.get("results", {}),
        texts=row.get("texts") or {language: row.get("text", "")},
        standards=tuple(row.get("standards", ())),
        organisations=tuple(row.get("organisations", ())),
    )


def _ndcg(keys: list[str], relevant: dict[str, float]) -> float:
    gained = sum(relevant.get(key, 0.0) / math.log2(rank + 1) for rank, key in enumerate(keys, 1))
    best = sorted(relevant.values(), reverse=True)[:10]
    return gained / sum(gain / math.log2(rank + 1) for rank, gain in enumerate(best, 1))


def _judgements(path: Path) -> Judgements:
    judged: Judgements = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            if float(row["score"]) > 0:
                judged.setdefault(row["query-id"], {})[row["corpus-id"]] = float(row["score"])
    return judged


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as handle:
        return [json.loads(line) for line in handle if line.strip()]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", metavar="FOLDER", nargs="+", type=Path)
    parser.add_argument("--engine", nargs="+", choices=sorted(ENGINES), default=sorted(ENGINES))
    parser.add_argument("--query-language", choices=["zh", "en"], help="translate only words of this language")
    parser.add_argument("--no-translation", action="store_true", help="search for the words as typed only")
    return parser.parse_args()


if __name__ == "__main__":
    main()
