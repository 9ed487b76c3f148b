"""The case files keep their promises: no figure without a source, none that the facts do not hold, both languages."""

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import yaml

from tests.content.figures import figures, stated
from tests.content.writeups import (
    CONTENT,
    LANGUAGES,
    REFERENCE,
    Writeup,
    column,
    facts,
    links,
    passages,
    without_links,
    writeups,
)

ALL = writeups()
FACTS = facts()
KEYS = {
    "slug", "form", "organisation", "title", "result", "place", "field", "secondary_fields", "tags", "stage",
    "started_on", "key_dates", "standards", "indicators", "sources", "confidence", "standards_note", "editors_note",
    "licence", "translation",
}  # fmt: skip
STAGES = {None, "planned", "pilot", "running", "scaled", "ended", "stopped"}
# Cited without an edition: the catalogue holds ISO 37120:2014 and ISO 37120:2018.
NOT_IN_CATALOGUE = {"ISO 37120"}
# The case is the making of this very standard, whatever else is linked by topic beside it.
MADE_BY_THE_CASE = {"DB12/T 1238-2023", "DB31/T 380-2007"}
# What identifies a fact or says where it was read holds digits that are no figures.
NO_FIGURES = {"id", "slug", "url", "seen", "source"}
# The period of a figure is not what its source is asked for.
YEARS = {Decimal(year) for year in range(1900, 2100)}
# Chinese characters, English words.
LIMITS = {
    "problem": (300, 150), "objectives": (200, 100), "actions": (1200, 600), "difficulties": (400, 200),
    "participants": (300, 150), "sustaining": (300, 150), "lessons": (400, 200),
}  # fmt: skip


def each(claim: Callable[[Writeup], None]) -> Callable[[], None]:
    """Have it hold for every case, and name the one for which it does not."""

    def of_every_case() -> None:
        for case in ALL:
            try:
                claim(case)
            except AssertionError as broken:
                raise AssertionError(f"{case.slug}: {broken}") from broken

    return of_every_case


def test_every_case_of_the_facts_is_written_up() -> None:
    assert len(ALL) == 48
    assert {case.slug for case in ALL} == set(FACTS)


@each
def test_a_case_has_every_key_and_no_other(case: Writeup) -> None:
    assert set(case.front) == KEYS
    assert case.front["slug"] == case.slug
    assert case.front["form"] == "compiled"
    assert case.front["licence"] == "CC BY 4.0"
    assert case.front["stage"] in STAGES
    assert case.front["confidence"] == FACTS[case.slug]["confidence"]


@each
def test_its_texts_stand_in_both_languages(case: Writeup) -> None:
    assert {"problem", "actions"} <= case.sections() <= set(LIMITS)
    for section in case.sections():
        assert all(case.texts.get((section, language)) for language in LANGUAGES), section
    for path, text in case.facing().items():
        assert all(text[language] for language in LANGUAGES), path
    assert {"title", "result", "standards_note", "editors_note"} <= {path.split(".")[1] for path in case.facing()}


@each
def test_no_number_stands_in_it_that_the_facts_do_not_hold(case: Writeup) -> None:
    known = figures(_all_text(FACTS[case.slug]))
    for text in _written(case):
        assert figures(without_links(text)) <= known, text
    for row in case.front["indicators"]:
        assert _values(row) <= known, row


@each
def test_an_indicator_repeats_what_its_own_source_states(case: Writeup) -> None:
    told = _told_by(FACTS[case.slug])
    for row in case.front["indicators"]:
        assert _values(row) <= told[row["source"]], row


@each
def test_every_passage_with_a_figure_links_to_a_source(case: Writeup) -> None:
    for (section, _), text in case.texts.items():
        for passage in passages(text):
            if stated(without_links(passage)):
                assert links(passage), f"{section}: {passage}"


@each
def test_a_figure_links_to_a_source_that_states_it_where_the_facts_say_which(case: Writeup) -> None:
    told = _told_by(FACTS[case.slug])
    for text in case.texts.values():
        for passage in passages(text):
            for figure in stated(without_links(passage)):
                tellers = {url for url, known in told.items() if figure in known and figure not in YEARS}
                assert not tellers or tellers & set(links(passage)), f"{figure}: {passage}"


@each
def test_a_figure_in_title_or_result_stands_below_with_its_source(case: Writeup) -> None:
    sourced = {value for row in case.front["indicators"] for value in _values(row)}
    for text in case.texts.values():
        sourced |= {value for passage in passages(text) if links(passage) for value in figures(without_links(passage))}
    for row in (*case.front["key_dates"], *case.front["indicators"]):
        sourced |= figures(_all_text(row))
    for language in LANGUAGES:
        for key in ("title", "result"):
            assert stated(case.front[key][language]) <= sourced, case.front[key][language]


@each
def test_links_lead_to_the_sources_named_in_the_facts(case: Writeup) -> None:
    known = {source["url"] for source in FACTS[case.slug]["sources"] if source["url"]}
    assert case.source_urls() == known
    for text in case.texts.values():
        assert set(links(text)) <= known
    assert {row["source"] for row in case.front["indicators"]} <= known


@each
def test_its_standards_are_those_of_the_facts_and_in_the_catalogue(case: Writeup) -> None:
    fact = FACTS[case.slug]
    numbers = [row["number"] for row in case.front["standards"]]
    assert sorted(numbers) == sorted(fact["standards"])
    assert set(numbers) <= column("standards.csv", "number") | NOT_IN_CATALOGUE


@each
def test_a_standard_counts_as_used_only_where_a_source_names_it(case: Writeup) -> None:
    cited = FACTS[case.slug]["standards_link"] == "cited"
    for row in case.front["standards"]:
        assert row["role"] in {"applied", "drafted", "piloted", "related"}
        assert row["role"] == "related" or cited or row["number"] in MADE_BY_THE_CASE, row


@each
def test_its_owner_is_an_organisation_or_a_partner(case: Writeup) -> None:
    assert case.front["organisation"] in column("organisations.csv", "org_id") | column("partners.csv", "code")
    assert abs(case.front["place"]["latitude"]) <= 90
    assert abs(case.front["place"]["longitude"]) <= 180


@each
def test_its_fields_are_among_the_twelve(case: Writeup) -> None:
    fields = yaml.safe_load((REFERENCE / "fields.yaml").read_text("utf-8"))["fields"]
    slugs = {field["slug"] for field in fields}
    assert len(slugs) == 12
    assert {case.front["field"], *case.front["secondary_fields"]} <= slugs
    assert case.front["field"] not in case.front["secondary_fields"]


@each
def test_it_keeps_within_the_limits_of_the_template(case: Writeup) -> None:
    title, result = case.front["title"], case.front["result"]
    assert len(title["zh"]) <= 40
    assert len(title["en"]) <= 100
    assert len(result["zh"]) <= 100
    assert len(result["en"].split()) <= 60
    assert all(2 <= len(case.front["tags"][language]) <= 5 for language in LANGUAGES)
    assert len(case.front["key_dates"]) <= 5
    for section in case.sections():
        characters, words = LIMITS[section]
        assert len("".join(case.texts[section, "zh"].split())) <= characters
        assert len(case.texts[section, "en"].split()) <= words


def test_what_is_noted_of_a_standard_stands_in_both_languages_with_the_same_figures() -> None:
    with (REFERENCE / "standards.csv").open(newline="", encoding="utf-8") as file:
        noted = [(row["number"], row["note"], row["note_zh"]) for row in csv.DictReader(file)]
    assert sum(bool(note) for _, note, _ in noted) > 200
    for number, note, note_zh in noted:
        assert bool(note) == bool(note_zh), number
        assert set(re.findall(r"\d{3,}", note)) <= set(re.findall(r"\d{3,}", note_zh)), number


def test_each_page_stands_in_both_languages() -> None:
    pages = {path.stem: path.read_text("utf-8") for path in (CONTENT / "pages").glob("*.md")}
    assert {"about", "how-to-write-a-case", "how-featuring-works", "accessibility"} <= set(pages)
    for slug, text in pages.items():
        _, front, body = text.split("---\n", 2)
        meta = yaml.safe_load(front)
        assert meta["slug"] == slug
        assert all(meta["title"][language] for language in LANGUAGES)
        before, chinese, english = body.replace("<!-- en -->", "<!-- zh -->").split("<!-- zh -->")
        assert not before.strip()
        assert min(len(chinese), len(english)) > 300


def _all_text(value: Any) -> str:
    """Everything in a nested value, one piece per line."""
    if isinstance(value, dict):
        return "\n".join(_all_text(part) for key, part in value.items() if key not in NO_FIGURES)
    if isinstance(value, list):
        return "\n".join(_all_text(part) for part in value)
    return "" if value is None else str(value).lstrip("-")


def _told_by(fact: dict[str, Any]) -> dict[str, set[Decimal]]:
    """What each source states, by its address."""
    told = {source["url"]: figures(_all_text(source["gist"])) for source in fact["sources"]}
    for result in fact["results"]:
        told[fact["sources"][result["source"]]["url"]] |= figures(_all_text(result))
    return told


def _written(case: Writeup) -> list[str]:
    """What the editors wrote: long texts and every bilingual text of the front matter."""
    long_texts = [passage for text in case.texts.values() for passage in passages(text)]
    return [*long_texts, *(text[language] for text in case.facing().values() for language in LANGUAGES)]


def _values(row: dict[str, Any]) -> set[Decimal]:
    found = (row["baseline"], row["result"])
    return {abs(Decimal(str(value))).normalize() for value in found if value is not None}
