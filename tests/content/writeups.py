"""Read the case files as they stand on disk, without the application: front matter, texts, links."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[2] / "content"
REFERENCE = CONTENT / "reference"
LANGUAGES = ("zh", "en")

_MARK = re.compile(r"<!-- (zh|en): (\w+) -->\n")
_LINK = re.compile(r"\[[^\]]+\]\((\S+?)\)")


@dataclass(frozen=True)
class Writeup:
    """One file: its front matter and its long texts, by section and language."""

    slug: str
    front: dict[str, Any]
    texts: dict[tuple[str, str], str]

    def sections(self) -> set[str]:
        return {section for section, _ in self.texts}

    def source_urls(self) -> set[str]:
        return {source["url"] for source in self.front["sources"]}

    def facing(self) -> dict[str, dict[str, str]]:
        """Every bilingual text of the front matter, by the path that leads to it."""
        return dict(_bilingual("", self.front))


def writeups() -> list[Writeup]:
    return [read(path) for path in sorted((CONTENT / "cases").glob("*.md"))]


def read(path: Path) -> Writeup:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    before, *marked = _MARK.split(body)
    assert not before.strip(), f"{path.name}: text before the first mark"
    texts = {(marked[i + 1], marked[i]): marked[i + 2].strip() for i in range(0, len(marked), 3)}
    assert len(texts) * 3 == len(marked), f"{path.name}: a section stands there twice"
    return Writeup(path.stem, yaml.safe_load(front), texts)


def facts() -> dict[str, dict[str, Any]]:
    cases = yaml.safe_load((REFERENCE / "case_facts.yaml").read_text("utf-8"))["cases"]
    return {case["slug"]: case for case in cases}


def column(file: str, name: str) -> set[str]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        return {row[name] for row in csv.DictReader(lines)}


def links(text: str) -> list[str]:
    return _LINK.findall(text)


def without_links(text: str) -> str:
    return _LINK.sub("", text)


def passages(text: str) -> list[str]:
    """The paragraphs and list items of a text; an item includes the sentence that introduces its list."""
    found: list[str] = []
    lead = ""
    for block in text.split("\n\n"):
        if re.match(r"(?:-|\d+\.) ", block):
            found += [f"{lead} {re.sub(r'^(?:-|[0-9]+[.]) ', '', line)}" for line in block.splitlines()]
        else:
            lead = block
            found.append(block)
    return found


def _bilingual(path: str, value: Any) -> list[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if set(value) == set(LANGUAGES) and path != ".translation":
            return [(path, {name: "; ".join(own) if isinstance(own, list) else own for name, own in value.items()})]
        return [pair for key, part in value.items() for pair in _bilingual(f"{path}.{key}", part)]
    if isinstance(value, list):
        return [pair for part in value for pair in _bilingual(path, part)]
    return []
