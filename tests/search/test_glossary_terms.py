"""The glossary has two sources: the reference data come first, administrators have the last word."""

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.kernel.errors import NotFound, Stale
from platform_app.kernel.pages import PageRequest
from platform_app.search import glossary
from platform_app.search.inputs import NewTerm

SPONGE = NewTerm(zh="海绵城市", en="sponge city", en_synonyms=["sponge cities"])
NEWER = NewTerm(zh="海绵城市", en="sponge city", en_synonyms=["sponge cities", "spongy city"])
OURS = NewTerm(zh="海绵城市", en="absorbent city")


@pytest.fixture
def term_id(platform: Flask) -> int:
    """A term out of the reference data."""
    return glossary.load_term(SYSTEM, "G001", SPONGE).id


def everything() -> list[tuple[str, str]]:
    """Code and English of every term that readers find."""
    return [(row.code, row.en) for row in glossary.find(ANONYMOUS, PageRequest()).items]


def test_loading_brings_a_term_up_to_date_and_does_nothing_when_nothing_has_changed(term_id: int) -> None:
    assert glossary.load_term(SYSTEM, "G001", NEWER).version == 2
    assert glossary.load_term(SYSTEM, "G001", NEWER).version == 2
    assert glossary.term(ANONYMOUS, term_id).en_synonyms == ["sponge cities", "spongy city"]


def test_loading_leaves_a_term_as_it_was_changed_on_the_site(term_id: int) -> None:
    edited = glossary.edit_term(SYSTEM, term_id, OURS, version=1)
    assert edited.version == 2
    glossary.load_term(SYSTEM, "G001", NEWER)
    assert everything() == [("G001", "absorbent city")]


def test_saving_a_term_unchanged_does_not_take_it_from_the_reference_data(term_id: int) -> None:
    glossary.edit_term(SYSTEM, term_id, SPONGE, version=1)
    glossary.load_term(SYSTEM, "G001", NEWER)
    assert glossary.term(ANONYMOUS, term_id).en_synonyms == ["sponge cities", "spongy city"]


def test_loading_does_not_bring_back_what_was_removed_on_the_site(term_id: int) -> None:
    glossary.remove_term(SYSTEM, term_id, version=1)
    glossary.load_term(SYSTEM, "G001", NEWER)
    assert everything() == []
    assert list(glossary.terms(ANONYMOUS)) == []
    assert glossary.terms_by_id(ANONYMOUS, [term_id]) == {}
    with pytest.raises(NotFound):
        glossary.term(ANONYMOUS, term_id)
    with pytest.raises(NotFound):
        glossary.remove_term(SYSTEM, term_id)


def test_a_term_that_was_removed_can_be_added_again(term_id: int) -> None:
    glossary.remove_term(SYSTEM, term_id)
    added = glossary.add_term(SYSTEM, SPONGE)
    assert everything() == [(added.code, "sponge city")]


def test_whoever_comes_second_is_refused(term_id: int) -> None:
    glossary.edit_term(SYSTEM, term_id, OURS, version=1)
    with pytest.raises(Stale):
        glossary.edit_term(SYSTEM, term_id, NEWER, version=1)
    with pytest.raises(Stale):
        glossary.remove_term(SYSTEM, term_id, version=1)
