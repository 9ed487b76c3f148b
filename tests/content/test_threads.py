"""The editors' conversation starters: a dozen, in both languages, each out of a case that is there, none invented."""

import re
from pathlib import Path

import pytest

from platform_app.exchange import loading
from platform_app.exchange.loading import Starter
from platform_app.kernel import front_matter

CONTENT = Path(__file__).resolve().parents[2] / "content"
FILES = sorted((CONTENT / "threads").glob("*.md"))
CASES = {path.stem for path in (CONTENT / "cases").glob("*.md")}


def starter(path: Path) -> Starter:
    front, body, _ = front_matter.split(path.read_text("utf-8"))
    return loading.starter(front, body)


def test_there_are_a_dozen() -> None:
    assert len(FILES) == 12


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_starter_asks_about_a_case_that_is_there_in_both_languages(path: Path) -> None:
    one = starter(path)
    assert one.slug == path.stem
    assert one.case in CASES
    assert one.new.kind in ("question", "discussion") and one.new.visibility == "public"
    assert one.new.title_translation and one.new.translation and one.new.tags
    assert one.new.text.count("？") >= 2 and one.new.translation.count("?") >= 2, "it asks, it does not tell"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_standards_a_starter_names_are_those_of_cases(path: Path) -> None:
    told = "".join(each.read_text("utf-8") for each in (CONTENT / "cases").glob("*.md"))
    for number in re.findall(r"(?:GB/T|DB\d+/T|ISO|CJ/T) ?\d+(?:-\d{4})?", starter(path).new.text):
        assert number in told or number.replace("GB/T", "GB/T ") in told, number
