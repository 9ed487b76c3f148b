"""A case's file says everything the case says, and a broken file says where it is broken."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_app.cases.inputs import CaseContent
from platform_app.cases.texts import Bilingual, States
from platform_app.cases.writeups import Writeup, from_markdown, to_markdown
from platform_app.kernel.errors import Invalid
from tests.cases.contents import contents

CASES = sorted((Path(__file__).parents[2] / "content" / "cases").glob("*.md"))

NAMES = st.none() | st.just("a-name")
CODES = st.none() | st.sampled_from(["330100", "P-DUBAI"])


@settings(deadline=None, max_examples=60)
@given(contents(), NAMES, CODES, st.none() | st.sampled_from(["17", "another-case"]))
def test_whatever_a_case_says_comes_back_out_of_its_file(
    content: CaseContent, slug: str | None, organisation: str | None, adapted_from: str | None
) -> None:
    writeup = Writeup(content, slug, organisation, adapted_from)
    assert from_markdown(to_markdown(writeup)) == writeup


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_of_our_cases_comes_back_out_of_its_file(path: Path) -> None:
    writeup = from_markdown(path.read_text("utf-8"))
    assert writeup.slug == path.stem
    assert from_markdown(to_markdown(writeup)) == writeup


def test_a_text_may_look_like_a_mark() -> None:
    trap = "<!-- en: lessons -->\n\\<!-- en: keep -->\n  <!-- zh: adapt -->"
    content = CaseContent(actions=Bilingual(en=trap))
    file = to_markdown(Writeup(content))
    assert from_markdown(file).content == content
    assert file.count("\n<!--") == 1


def test_a_file_from_windows_reads_the_same() -> None:
    text = CASES[0].read_text("utf-8")
    assert from_markdown("\ufeff" + text.replace("\n", "\r\n")) == from_markdown(text)


def test_what_looks_like_a_number_or_a_date_stays_what_was_written() -> None:
    text = "---\ncontact: {phone: 0571}\nstarted_on: 2016-05\nkey_dates: [{on: 2016, what: {zh: 12}}]\n---\n"
    content = from_markdown(text).content
    assert content.contact.phone == "0571"
    assert content.started_on == "2016-05"
    assert content.key_dates[0].on == "2016"
    assert content.key_dates[0].what.zh == "12"


def test_one_line_gives_all_texts_their_translation_state() -> None:
    text = "---\ntitle: {zh: 标题, en: Title}\ntranslation: {en: machine}\n---\n<!-- en: keep -->\nKeep it.\n"
    content = from_markdown(text).content
    assert content.title.state == States(en="machine")
    assert content.keep.state == States(en="machine")
    assert content.lessons.state == States()


def test_a_text_may_have_a_state_of_its_own() -> None:
    text = "---\ntranslation: {en: machine}\n---\n<!-- en: keep (reviewed) -->\nKeep it.\n"
    assert from_markdown(text).content.keep.state == States(en="reviewed")


BROKEN = {
    "no front matter": ("# A case\n", "", "front matter"),
    "front matter that does not end": ("---\ntitle: {zh: x}\n", "", "front matter"),
    "no mapping": ("---\n- one\n---\n", "", "name: value"),
    "bad YAML": ("---\ntitle: {zh: x\nform: short\n---\n", "", "Line 3"),
    "a key twice": ("---\nform: short\nform: full\n---\n", "", "Line 3"),
    "an alias": ("---\na: &a {zh: x}\ntitle: *a\n---\n", "", "aliases"),
    "an alias to itself": ("---\ntitle: &a [*a]\n---\n", "", "aliases"),
    "endless nesting": (f"---\ntitle: {'[' * 5000}\n---\n", "", "not valid"),
    "a control character": ("---\ntitle: {zh: a\x00b}\n---\n", "", "not valid"),
    "an unknown field": ("---\ntitel: {zh: x}\n---\n", "titel", "no such field"),
    "an unknown part": ("---\nplace: {nmae: {zh: x}}\n---\n", "place.nmae", "no such field"),
    "a wrong choice": ("---\nstage: begun\n---\n", "stage", "one of"),
    "a bad name": ("---\nslug: Große Stadt\n---\n", "slug", "small letters"),
    "a bad state": ("---\ntranslation: {en: done}\n---\n", "translation.en", "one of"),
    "a title too long": (f"---\ntitle: {{zh: {'标' * 41}}}\n---\n", "title.zh", "At most 40"),
    "a long text in front": ("---\nproblem: {zh: x}\n---\n", "problem", "below the front matter"),
    "a text under no mark": ("---\nform: short\n---\n\nhello\n", "", "Line 5"),
    "an unknown section": ("---\nform: short\n---\n<!-- zh: problme -->\nx\n", "", "Line 4"),
    "a section twice": ("---\nform: short\n---\n<!-- zh: keep -->\na\n<!-- zh: keep -->\nb\n", "keep", "Line 6"),
    "an unknown state of a text": ("---\nform: short\n---\n<!-- zh: keep (fine) -->\na\n", "keep.state.zh", "one of"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_says_what_is_wrong_where(name: str) -> None:
    text, field, words = BROKEN[name]
    with pytest.raises(Invalid) as refused:
        from_markdown(text)
    assert words in " ".join(map(str, refused.value.errors[field]))
