"""Makes any content a case can have: every field, odd characters, and texts that look like the file's own marks."""

from typing import Any

from hypothesis import strategies as st

from platform_app.cases.inputs import SECTIONS, CaseContent
from platform_app.cases.texts import Bilingual, States, Tags
from platform_app.kernel import text

STATES = st.sampled_from(["none", "machine", "reviewed", "official"])
TRAPS = [
    "<!-- zh: problem -->",
    "\\<!-- en: actions (machine) -->",
    "<!-- a comment -->",
    "---",
    "...",
    "2016-05",
    "null",
    "~",
    "no",
    "0571",
    "1e3",
    "# heading",
    "- one",
    "a: b",
    "<<",
    "*alias",
    "&anchor",
    "!tag",
    "'single' \"double\"",
    "{zh: x}",
    "城市更新",
    "𠮷野家",
    "\u3000全角",
    "\u00a0",
    "tab\there",
]


def _is_storable(value: str) -> bool:
    try:
        return text.clean(value) == value
    except ValueError:
        return False


ODD = st.text(st.characters(codec="utf-8"), max_size=12)
BLOCK = st.lists(st.sampled_from(TRAPS) | ODD, max_size=4).map("\n".join).map(str.strip).filter(_is_storable)
LINE = BLOCK.map(text.one_line).filter(_is_storable).map(lambda line: line[:30].strip())
WORD = st.sampled_from([trap for trap in TRAPS if "\n" not in trap and trap.strip() == trap and "\t" not in trap])


def bilingual(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Bilingual]:
    """A text in both languages, one or none, with any translation states."""
    optional = st.none() | texts
    return st.builds(
        lambda zh, en, a, b: Bilingual(zh=zh, en=en, state=States.model_validate({"zh": a, "en": b})),
        optional,
        optional,
        STATES,
        STATES,
    )


SHORT = bilingual(LINE.filter(lambda line: len(line) <= 20))
DATES = st.sampled_from(["2016", "2016-05", "2016-05-01"])
NUMBERS = st.none() | st.floats(0, 1e15) | st.integers(0, 10**15).map(float)
URLS = st.sampled_from(["https://example.org/a?b=1&c=2#d", "http://例子.测试/路"])


def _rows(**parts: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(parts), max_size=2)


def _parts() -> dict[str, st.SearchStrategy[Any]]:
    point = st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.just((None, None))
    named = dict.fromkeys(("title", "result", "lead_body", "department", "mandate", "staff", "minimum_cost"), SHORT)
    named |= dict.fromkeys(("time_needed", "legal_basis", "standards_none_because"), SHORT)
    named |= dict.fromkeys(("standards_note", "editors_note"), SHORT)
    return {
        **named,
        **{section: bilingual(BLOCK) for section in SECTIONS},
        "form": st.sampled_from(["short", "full", "compiled"]),
        "place": st.builds(lambda name, at: {"name": name, "latitude": at[0], "longitude": at[1]}, SHORT, point),
        "field": st.none() | WORD,
        "secondary_fields": st.lists(WORD, max_size=3),
        "tags": st.builds(
            lambda zh, en: Tags(zh=zh, en=en), st.lists(WORD.filter(lambda w: len(w) < 20), max_size=3), st.just([])
        ),
        "contact": st.fixed_dictionaries({"name": LINE, "phone": LINE, "email": st.just("a@b.example")}),
        "partners": _rows(name=SHORT, support=st.sampled_from(["money", "other"])),
        "level": st.none() | st.sampled_from(["city", "district"]),
        "stage": st.none() | st.sampled_from(["planned", "running"]),
        "started_on": st.none() | DATES,
        "key_dates": _rows(on=DATES, what=SHORT),
        "standards": _rows(number=WORD.filter(lambda w: len(w) > 1), clause=LINE, note=SHORT),
        "money": _rows(source=SHORT, amount=NUMBERS, currency=st.sampled_from(["CNY", "EUR"])),
        "indicators": _rows(name=SHORT, baseline=NUMBERS, result=NUMBERS, baseline_period=LINE, source=LINE),
        "references": _rows(title=LINE.filter(bool), url=st.none() | URLS),
        "sources": _rows(url=URLS, gist=SHORT, seen=st.none() | DATES),
        "licence": st.none() | st.sampled_from(["CC BY 4.0", "all rights reserved"]),
        "personal_data_checked": st.booleans(),
        "signed_off_by": LINE,
        "confidence": st.none() | st.sampled_from(["high", "low"]),
    }


@st.composite
def contents(draw: st.DrawFn) -> CaseContent:
    """Any content, each field there or not."""
    return CaseContent.model_validate(draw(ANY))


ANY = st.fixed_dictionaries({}, optional=_parts())
assert set(_parts()) <= set(CaseContent.model_fields)
