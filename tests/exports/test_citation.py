"""A case is cited in three forms, and every program that reads such a form reads ours."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import publication, service
from platform_app.exports import cases, citation
from platform_app.kernel import clock
from tests.exports.conftest import Country

pytestmark = pytest.mark.databases("sqlite")

MOMENT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # the day after in Beijing
ODD = r"50% of {A & B} cost $1 ~ #2 \ x_y ^ <b> | “城市”"
RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def cite(case_id: int, name: cases.Name, language: str = "zh") -> str:
    """The citation as text."""
    made = cases.export(ANONYMOUS, case_id, name, language=language)
    return made.body.decode()


def parse_bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Kind, key and fields of one entry, strictly: braces balance, nothing stands outside."""
    head = re.match(r"@(\w+)\{([A-Za-z0-9]+),\n", text)
    assert head
    fields, at = {}, head.end()
    while found := re.compile(r"  (\w+) += ").match(text, at):
        start = at = found.end()
        if text[at] == "{":
            depth = 0
            while True:
                depth += (text[at] == "{") - (text[at] == "}")
                at += 1
                if not depth:
                    break
        else:
            at = text.index(",", at)
        fields[found[1]] = text[start:at]
        assert text[at : at + 2] == ",\n"
        at += 2
    assert text[at:] == "}\n"
    return head[1], head[2], fields


def unlatex(words: str) -> str:
    """What LaTeX would print for escaped words; fails on anything it would obey."""
    names = {shown[1:-2]: character for character, shown in citation._LATEX.items() if shown.endswith("{}")}
    printed = re.sub(r"\\([a-z]+)\{\}|\\([$&#%_])", lambda m: "\0" if m[1] or m[2] else m[0], words)
    assert not re.search(r"[\\{}$&#%_~^<>|]", printed), words
    return re.sub(r"\\([a-z]+)\{\}|\\([$&#%_])", lambda m: names[m[1]] if m[1] else m[2], words)


def test_gbt7714_names_author_title_medium_dates_and_address(country: Country) -> None:
    with clock.stopped_at(MOMENT):
        case = country.case()
        zh, en = cite(case.id, "gbt7714"), cite(case.id, "gbt7714", "en")
    place = f"http://127.0.0.1:8000/cases/{case.id}"
    assert zh == f"杭州市. 社区微更新试点[EB/OL]. (2026-11-23)[2026-11-23]. {place}.\n"
    assert en == f"Hangzhou. Small repairs in old estates[EB/OL]. (2026-11-23)[2026-11-23]. {place}.\n"


def test_a_full_stop_of_the_title_does_not_stand_twice(country: Country) -> None:
    assert "社区微更新[EB/OL]. (" in cite(country.case(title={"zh": "社区微更新。"}).id, "gbt7714")


def test_a_case_that_editors_compiled_is_not_attributed_to_the_city(country: Country) -> None:
    case = country.case(form="compiled", confidence="high")
    assert cite(case.id, "gbt7714").startswith("城标互鉴编辑部. 社区微更新试点[EB/OL]")
    assert cite(case.id, "gbt7714", "en").startswith("The editors of City Exchange. Small repairs")


def test_bibtex_is_one_entry_with_every_special_character_tamed(country: Country) -> None:
    with clock.stopped_at(MOMENT):
        case = country.case(title={"zh": ODD}, tags={"zh": ["A&B"]})
        kind, key, fields = parse_bibtex(cite(case.id, "bibtex"))
    assert (kind, key) == ("misc", f"Hangzhou2026case{case.id}")
    assert unlatex(fields["title"].removeprefix("{{").removesuffix("}}")) == ODD
    assert fields["author"] == "{{杭州市}}"
    assert (fields["year"], fields["month"], fields["urldate"]) == ("{2026}", "nov", "{2026-11-23}")
    assert fields["url"] == f"{{http://127.0.0.1:8000/cases/{case.id}}}"
    assert fields["keywords"] == r"{A\&B}"
    assert fields["langid"] == "{chinese}"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_any_words_survive_latex(words: str) -> None:
    escaped = citation.latex(words)
    assert escaped.count("{") == escaped.count("}")
    assert unlatex(escaped) == words


def test_ris_is_one_record_of_tagged_lines(country: Country) -> None:
    with clock.stopped_at(MOMENT):
        case = country.case()
        text = cite(case.id, "ris", "en")
    lines = text.split("\r\n")
    assert lines.pop() == ""
    found = [RIS_LINE.fullmatch(line) for line in lines]
    assert all(found)
    assert [line for line in lines if "\n" in line or "\r" in line] == []
    records = [(line[1], line[2]) for line in found if line]
    assert records[0] == ("TY", "ELEC")
    assert records[-1] == ("ER", "")
    assert dict(records[1:-1]) == {
        "AU": "Hangzhou",
        "TI": "Small repairs in old estates",
        "PY": "2026",
        "DA": "2026/11/23/",
        "PB": "City Exchange",
        "AB": "Twelve places repaired in three months.",
        "KW": "renewal",
        "LA": "en",
        "UR": f"http://127.0.0.1:8000/cases/{case.id}",
        "Y2": "2026/11/23/",
    }


def test_a_title_that_is_missing_in_a_language_is_cited_in_its_own(country: Country) -> None:
    case = country.case(title={"zh": "社区微更新试点"})
    assert "社区微更新试点[EB/OL]" in cite(case.id, "gbt7714", "en")
    assert "LA  - zh" in cite(case.id, "ris", "en")


def test_a_new_revision_is_cited_with_its_own_day(country: Country) -> None:
    with clock.stopped_at(datetime(2026, 1, 2, 3, tzinfo=UTC)):
        case = country.case()
    with clock.stopped_at(datetime(2026, 5, 6, 7, tzinfo=UTC)):
        service.edit(country.cast.lin, case.id, {"stage": "scaled"}, version=case.version)
        assert "(2026-01-02)[2026-05-06]" in cite(case.id, "gbt7714")
        publication.publish(country.cast.lin, case.id)
        assert "(2026-05-06)[2026-05-06]" in cite(case.id, "gbt7714")
