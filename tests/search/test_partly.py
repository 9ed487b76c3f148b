"""Where what was typed is found only in part, the results say from where on."""

from platform_app.search import maintenance
from tests.search.test_search import search


def test_what_has_only_some_of_the_words_says_so_and_comes_last(world, publish):
    both, one = publish("屋顶花园"), publish("屋顶太阳能")
    maintenance.rebuild()
    answer = search("屋顶 花园", kind="case")
    assert [(hit.id, hit.is_partial) for hit in answer.hits] == [(both.id, False), (one.id, True)]
    assert answer.partial_from == 1
    for more in ({"sort": "newest"}, {"q": "屋顶"}, {"q": ""}):
        answer = search(**{"q": "屋顶 花园", **more}, kind="case")
        assert (len(answer.hits), answer.partial_from) == (2, None)
