"""Documents and queries by the thousand for the engines alone: out of the reference data, the same in every run."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from platform_app.search.engine import Document
from platform_app.search.query import parse
from platform_app.search.synonyms import Synonyms, Term

ROOT = Path(__file__).resolve().parent.parent


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


def _csv(name: str) -> list[dict[str, str]]:
    with (ROOT / "content" / "reference" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(line for line in handle if not line.startswith("#")))
