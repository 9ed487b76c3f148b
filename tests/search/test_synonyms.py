"""Search across languages."""

from platform_app.search.dictionary import Dictionary, english_key
from platform_app.search.query import parse
from platform_app.search.synonyms import Synonyms, Term

SPONGE = Term("海绵城市", "sponge city", ("海绵型城市",), ("water-sensitive city",))


def translated(query):
    return {t.text: [option.text for option in t.options] for t in query.translations}


def test_the_glossary_knows_terms_of_several_words_both_ways():
    synonyms = Synonyms([SPONGE])
    assert translated(synonyms.expand(parse("Sponge Cities pilot"))) == {"Sponge Cities": ["海绵城市", "海绵型城市"]}
    assert translated(synonyms.expand(parse("海綿城市"))) == {"海綿城市": ["sponge city", "water-sensitive city"]}


def test_the_glossary_comes_before_the_dictionary(dictionary):
    synonyms = Synonyms([Term("试点", "trial run")], dictionary)
    assert translated(synonyms.expand(parse("试点")))["试点"] == ["trial run"]


def test_the_dictionary_knows_common_words_both_ways(dictionary):
    assert "sponge" in dictionary.translate("海绵")
    assert "浪费" in dictionary.translate(english_key("waste"))
    assert dictionary.translate(english_key("Cities")) == dictionary.translate(english_key("city")) != ()


def test_a_word_has_at_most_three_translations(dictionary):
    terms = [Term("水", f"water {n}") for n in range(9)]
    assert [len(t.options) for t in Synonyms(terms, dictionary).expand(parse("水")).translations] == [3]


def test_numbers_and_unknown_words_have_none(dictionary):
    assert Synonyms([], dictionary).expand(parse("GB/T 36333-2018 qwzx")).translations == ()


def test_one_language_may_be_left_alone(dictionary):
    expanded = Synonyms([SPONGE], dictionary).expand(parse("海绵城市 canteen"), only="zh")
    assert list(translated(expanded)) == ["海绵城市"]


def test_a_dictionary_that_is_not_built_yet_knows_nothing(tmp_path):
    assert Dictionary(tmp_path).translate("城市") == ()
