"""Collections with relevance judgements out of our own content, to measure what no public collection has.

    python -m benchmarks.content_collections FOLDER
    python -m benchmarks.search_quality [--no-translation] FOLDER/en-to-zh-*

Across languages: the documents are one side of the cases, the queries are the other side of the same cases (title,
result, a tag), so that what is relevant is known without a judge; and the terms of the glossary, for which every
document is relevant that holds the term in its own language. `mixed-*`: cases, organisations and standards together,
as the page searches them without a kind; what people ask for cases (tags) and for things by their names. The same
content gives the same files.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from platform_app.cases import writeups
from platform_app.search import analysis
from platform_app.search.documents import case_texts

CONTENT = Path(__file__).resolve().parent.parent / "content"
OTHER = {"zh": "en", "en": "zh"}
TELLING = 3
Row = dict[str, Any]
Asked = list[tuple[str, list[str]]]
"""Queries, each with the ids of what is relevant."""


def main() -> None:
    """Write every collection into its own folder."""
    options = _options()
    organisations = list(_organisations())
    cases = list(_cases({row["id"]: row["organisations"] for row in organisations}))
    for language, other in OTHER.items():
        corpus = [_side(case, language) for case in cases]
        for name, asked in _across(cases, corpus, other).items():
            _write(options.folder / f"{other}-to-{language}-{name}", corpus, asked)
    corpus = [*cases, *organisations, *_standards()]
    for name, asked in _mixed(corpus).items():
        _write(options.folder / f"mixed-{name}", corpus, asked)


def _across(cases: list[Row], corpus: list[Row], asked_in: str) -> dict[str, Asked]:
    return {
        "titles": [(case["titles"][asked_in], [case["id"]]) for case in cases],
        "results": [(case["results"][asked_in], [case["id"]]) for case in cases],
        "tags": list(_tags(cases, asked_in)),
        "terms": list(_terms(corpus, asked_in)),
    }


def _mixed(corpus: list[Row]) -> dict[str, Asked]:
    named = [row for row in corpus if row["kind"] == "organisation"]
    standards = [row for row in corpus if row["kind"] == "standard"]
    numbers = [(number, row["id"]) for row in standards for number in row["standards"]]
    return {
        "topics": _together(_topics(corpus)),
        "tags": [*_tags(corpus, "zh"), *_tags(corpus, "en")],
        "organisations": _together((name, row["id"]) for row in named for name in row["organisations"]),
        "numbers": _together(numbers),
        "standards": _together(_telling(standards, corpus)),
    }


def _cases(names: Mapping[str, list[str]]) -> Iterator[Row]:
    for path in sorted((CONTENT / "cases").glob("*.md")):
        writeup = writeups.from_markdown(path.read_text(encoding="utf-8"))
        content = writeup.content.model_dump(mode="json")
        yield {
            "id": path.stem,
            "kind": "case",
            **{f"{name}s": {side: content[name][side] for side in OTHER} for name in ("title", "result")},
            "tags": {side: content["tags"][side] for side in OTHER},
            "texts": case_texts(content),
            "standards": [each["number"] for each in content["standards"]],
            "fields": [content["field"], *content["secondary_fields"]],
            "organisations": names[writeup.organisation or ""],
        }


def _organisations() -> Iterator[Row]:
    for row in (*_csv("organisations.csv"), *_csv("partners.csv")):
        titles = {"zh": row["name_zh"], "en": row["name_en"]}
        names = [row[name] for name in ("name_zh", "short_zh", "name_en", "name_pinyin") if row.get(name)]
        yield {"id": row.get("org_id") or row["code"], "kind": "organisation", "titles": titles, "organisations": names}


def _standards() -> Iterator[Row]:
    for row in _csv("standards.csv"):
        titles = {"zh": row["title_zh"], "en": row["title_en"]}
        yield {"id": row["number"], "kind": "standard", "titles": titles, "standards": [row["number"]]}


def _side(case: Row, language: str) -> Row:
    """One language of a case, and nothing that is the same in both."""
    sides = {name: {language: case[name][language]} for name in ("titles", "results", "texts")}
    return {"id": case["id"], "kind": "case", **sides}


def _tags(corpus: Iterable[Row], language: str) -> Asked:
    return _together((tag, row["id"]) for row in corpus for tag in row.get("tags", {}).get(language, ()))


def _topics(corpus: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Generic words: what a field is called and its keywords, for every case of the field."""
    fields = yaml.safe_load((CONTENT / "reference" / "fields.yaml").read_text(encoding="utf-8"))["fields"]
    cases = [row for row in corpus if row["kind"] == "case"]
    for side in OTHER:
        for field in fields:
            for typed in (field[f"name_{side}"], *field["keywords_suggested"][side]):
                yield from ((typed, case["id"]) for case in cases if field["slug"] in case["fields"])


def _terms(corpus: Iterable[Row], asked_in: str) -> Iterator[tuple[str, list[str]]]:
    texts = {
        row["id"]: " ".join(" ".join(row[name].values()) for name in ("titles", "results", "texts")) for row in corpus
    }
    for row in _csv("glossary.csv"):
        meant = row[OTHER[asked_in]]
        edge = r"\b" if asked_in == "zh" else ""
        there = re.compile(rf"{edge}{re.escape(meant)}{edge}", re.I)
        relevant = [id for id, text in texts.items() if there.search(text)]
        if relevant:
            yield row[asked_in], relevant


def _telling(standards: list[Row], corpus: list[Row]) -> Iterator[tuple[str, str]]:
    """A standard by the rarest words of its title, in their order: neither its name in full nor only generic words."""
    stands_in: Counter[str] = Counter()
    for row in corpus:
        stands_in.update({word for title in row["titles"].values() for word in _words(title)})
    for row in standards:
        for title in row["titles"].values():
            words = list(dict.fromkeys(_words(title)))
            kept = sorted(words, key=lambda word: stands_in[word])[:TELLING]
            if len(words) > TELLING:
                yield " ".join(word for word in words if word in kept), row["id"]


def _words(title: str) -> list[str]:
    return [title[word.start : word.end].lower() for word in analysis.words(title)]


def _together(pairs: Iterable[tuple[str, str]]) -> Asked:
    """One query for what has the same name."""
    found: dict[str, list[str]] = {}
    for typed, id in pairs:
        found.setdefault(typed, []).append(id)
    return list(found.items())


def _write(folder: Path, corpus: Iterable[Row], asked: Asked) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    queries = [{"id": f"q{number}", "text": typed} for number, (typed, _) in enumerate(asked)]
    _write_lines(folder / "corpus.jsonl", corpus)
    _write_lines(folder / "queries.jsonl", queries)
    with (folder / "qrels.tsv").open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle, delimiter="\t", lineterminator="\n")
        table.writerow(["query-id", "corpus-id", "score"])
        table.writerows((f"q{number}", id, 1) for number, (_, ids) in enumerate(asked) for id in ids)
    print(f"{folder}: {len(queries)} queries")


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _csv(name: str) -> list[dict[str, str]]:
    with (CONTENT / "reference" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(line for line in handle if not line.startswith("#")))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
