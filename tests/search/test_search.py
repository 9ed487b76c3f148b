"""Searching through the services: what is public is found at once, and nothing else ever."""

import pytest
from sqlalchemy import event

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts import service as accounts
from platform_app.accounts.inputs import NewOrganisation
from platform_app.cases import curation, publication
from platform_app.cases import service as cases
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotAllowed
from platform_app.kernel.inputs import read
from platform_app.search import glossary, labels, maintenance, queries, queue
from platform_app.search.inputs import NewTerm, SearchRequest
from tests.search.conftest import publish_case


def search(q="", actor=ANONYMOUS, **more):
    return queries.search(actor, read(SearchRequest, {"q": q, **more}))


def found(q="", actor=ANONYMOUS, **more):
    return [(hit.kind, hit.id) for hit in search(q, actor, **more).hits]


def case(id):
    return ("case", id)


def test_a_case_is_found_from_its_publication_to_its_archiving(world, publish):
    made = publish("海绵城市试点", status="submitted")
    assert found("海绵", kind="case") == []
    publication.publish(world.lin, made.id)
    assert found("海绵", kind="case") == [case(made.id)]
    assert queue.waiting() == 0
    publication.archive(world.lin, made.id, reason="被新案例取代。")
    assert found("海绵", kind="case") == []


def test_readers_find_what_is_published_and_not_what_is_being_written(world, publish):
    made = publish("旧的题目")
    edited = cases.edit(world.lin, made.id, {"title": {"zh": "新颖题目"}}, version=made.version)
    for actor in (ANONYMOUS, world.lin):
        assert found("旧的", actor, kind="case") == [case(made.id)]
        assert found("新颖", actor, kind="case") == []
    publication.publish(world.lin, edited.id)
    assert found("新颖", kind="case") == [case(made.id)]
    assert found("旧的", kind="case") == []


def test_every_part_of_a_case_is_found(world, publish):
    made = publish(
        "社区改造",
        tags={"zh": ["绿色屋顶"], "en": ["rooftop"]},
        problem={"zh": "管网老化，见[说明](https://example.org/zhongwen)。"},
        indicators=[{"name": {"zh": "径流控制率"}, "result": 1}],
        standards=[{"number": "GB 50014-2021", "role": "applied"}],
    )
    for q in ["屋顶", "rooftop", "管网", "径流", "GB50014", "50014", "杭州", "Hangzhou", "西湖区", "改造"]:
        assert found(q, kind="case") == [case(made.id)], q
    assert found("zhongwen", kind="case") == []
    assert found("林晓", kind="case") == []


def test_a_standard_is_found_however_its_number_is_typed(world):
    for q in ["GB/T 36333-2018", "GBT36333", "36333", "gb/t36333-2018"]:
        assert [kind for kind, _ in found(q)] == ["standard"], q


def test_an_organisation_is_found_in_chinese_english_and_pinyin(world):
    for q in ["厦门", "Xiamen", "xiamen", "廈門"]:
        assert ("organisation", world.xiamen.id) in found(q), q


def test_part_of_a_name_is_found_where_no_word_is(world, publish):
    made = publish("桦皮厂胡同改造")
    assert found("桦皮", kind="case") == [case(made.id)]


def test_search_crosses_languages_and_says_so(world, publish):
    made = publish("海绵城市建设")
    answer = search("sponge city", kind="case")
    assert [(hit.id, hit.matched_language, hit.is_translated) for hit in answer.hits] == [(made.id, "zh", True)]
    assert [(each.text, each.translations) for each in answer.also_searched] == [("sponge city", ("海绵城市",))]
    assert answer.hits[0].title("en").html == "<mark>海绵</mark><mark>城市</mark>建设"
    assert found("sponge city", kind="case", translate=False) == []
    assert [hit.is_translated for hit in search("海绵", kind="case").hits] == [False]


def test_the_glossary_works_as_soon_as_an_administrator_has_changed_it(world, publish):
    made = publish("口袋公园")
    assert found("pocket park", kind="case") == []
    added = glossary.add_term(world.tang, NewTerm(zh="口袋公园", en="pocket park"))
    assert found("pocket park", kind="case") == [case(made.id)]
    glossary.edit_term(world.tang, added.id, NewTerm(zh="口袋公园", en="vest-pocket garden"))
    assert found("pocket park", kind="case") == []
    assert found("vest-pocket garden", kind="case") == [case(made.id)]
    glossary.remove_term(world.tang, added.id)
    assert found("vest-pocket garden", kind="case") == []


def test_only_administrators_edit_the_glossary(world):
    term = glossary.terms(ANONYMOUS)[0]
    for actor in (world.lin, world.gao, ANONYMOUS):
        with pytest.raises(NotAllowed):
            glossary.edit_term(actor, term.id, NewTerm(zh="海绵", en="sponge"))
        with pytest.raises(NotAllowed):
            glossary.add_term(actor, NewTerm(zh="海绵", en="sponge"))
        with pytest.raises(NotAllowed):
            glossary.remove_term(actor, term.id)


def test_facets_count_what_choosing_them_gives_and_are_named(world, publish):
    publish("海绵一", field="smart-city")
    publish("海绵二", stage="pilot")
    answer = search("海绵", kind="case")
    fields = {each.value: each for each in answer.facets["field"]}
    assert {value: each.count for value, each in fields.items()} == {"smart-city": 1, "new-urbanization": 1}
    assert fields["smart-city"].names == {"zh": "智慧城市", "en": "Smart cities"}
    for facet, values in answer.facets.items():
        for value in values:
            choice = True if facet == "featured" else value.value
            assert search("海绵", **{"kind": "case", facet: choice}).total == value.count
    assert [each.names["zh"] for each in answer.facets["province"]] == ["浙江省"]
    chosen = search("海绵", kind="case", field="smart-city").facets["field"]
    assert {(each.value, each.is_chosen) for each in chosen} == {("smart-city", True), ("new-urbanization", False)}


def test_featured_cases_can_be_asked_for(world, publish):
    made = publish("海绵一")
    publish("海绵二")
    curation.nominate(world.lin, made.id, statement="可复制。")
    curation.recommend(world.shen, made.id, statement="推荐。")
    assert found("海绵", featured=True) == []
    curation.feature(world.gao, made.id, statement="典型。")
    assert found("海绵", featured=True) == [case(made.id)]


def test_pages_follow_each_other(world, publish):
    made = [publish(f"海绵 {n}").id for n in range(5)]
    seen, cursor = [], None
    while True:
        answer = search("海绵", kind="case", sort="newest", limit=2, cursor=cursor)
        seen += [hit.id for hit in answer.hits]
        assert answer.total == 5
        if (cursor := answer.next) is None:
            break
    assert seen == made[::-1]


def test_a_foreign_cursor_is_refused(world):
    for cursor in ["x", "WyJhIl0", "WzFd" * 9, "Wy0xXQ", "WzFlOTld"]:
        with pytest.raises(Invalid) as refused:
            search("海绵", cursor=cursor)
        assert "cursor" in refused.value.errors


def test_nothing_typed_is_an_error(world):
    for q in ['"', "-", "AND (", "\ud800", "\x00", "城" * 10_000, "*:*", "???"]:
        queries.search(ANONYMOUS, SearchRequest(q=q))
        queries.suggest(ANONYMOUS, q)


def test_the_fast_engine_serves_the_same(fast_world):
    made = publish_case(fast_world, "海绵城市建设")
    assert found("sponge city", kind="case") == [case(made.id)]
    assert [each.kind for each in queries.suggest(ANONYMOUS, "haimian")] == ["term", "case"]
    publication.archive(fast_world.lin, made.id, reason="取代。")
    assert found("sponge city", kind="case") == []
    assert not maintenance.verify()


def test_what_is_public_no_longer_is_held_back_before_the_index_knows(world, publish, monkeypatch):
    made = publish("海绵城市")
    monkeypatch.setattr(queue, "drain", lambda: 0)
    publication.unpublish(world.gao, made.id, reason="核实中。")
    answer = search("海绵", kind="case")
    assert (answer.hits, answer.total) == ((), 0)
    assert answer.facets["field"] == ()
    assert queries.suggest(ANONYMOUS, "海绵") == (queries.Suggestion("海绵城市", "term", answer_url("海绵城市")),)
    assert found("海绵", world.lin, kind="case") == []


def answer_url(term):
    return "/search?q=" + "".join(f"%{byte:02X}" for byte in term.encode())


def test_the_permission_table_has_the_last_word_over_the_index(world, publish):
    made = publish("海绵城市")
    row = db.session.get(type(made), made.id)
    row.status = "draft"  # behind the services' back, so that no event tells the index
    db.session.commit()
    answer = search("海绵", kind="case")
    assert (answer.hits, answer.total) == ((), 0)


def test_suggestions_come_from_terms_titles_names_and_numbers(world, publish):
    made = publish("海绵城市建设")
    texts = {(each.kind, each.text, each.url) for each in queries.suggest(ANONYMOUS, "haimian")}
    assert texts == {("term", "海绵城市", answer_url("海绵城市")), ("case", "海绵城市建设", f"/cases/{made.id}")}
    assert {each.text for each in queries.suggest(ANONYMOUS, "海绵")} == {"海绵城市", "海绵城市建设"}
    assert [each.kind for each in queries.suggest(ANONYMOUS, "xiam")] == ["organisation"]
    assert [each.kind for each in queries.suggest(ANONYMOUS, "GBT363")] == ["standard"]
    assert queries.suggest(ANONYMOUS, "") == ()


def test_similar_cases_are_alike_and_not_the_case_itself(world, publish):
    one = publish("海绵城市雨水花园", field="smart-city")
    two = publish("雨水花园改造")
    publish("夜市管理规范", result={"zh": "摊位有序。"}, problem={"zh": "占道。"})
    assert next(each.id for each in queries.similar(ANONYMOUS, one)) == two.id
    assert one.id not in [each.id for each in queries.similar(ANONYMOUS, one)]
    publication.archive(world.lin, two.id, reason="取代。")
    assert two.id not in [each.id for each in queries.similar(ANONYMOUS, one)]


def test_a_renamed_organisation_is_found_by_its_cases_too(world, publish):
    made = publish("雨水花园")
    names = ("code", "gb2260_code", "level", "admin_type", "name_zh", "name_pinyin", "short_zh", "country")
    as_it_is = {name: getattr(world.hangzhou, name) for name in names}
    new = {**as_it_is, "parent_code": world.zhejiang.code, "name_en": "Hangchow"}
    accounts.put_organisation(SYSTEM, NewOrganisation.model_validate(new))
    assert found("Hangchow", kind="case") == [case(made.id)]


def test_a_search_costs_at_most_four_statements(world, publish):
    for n in range(6):
        publish(f"杭州海绵 {n}")
    labels.labels()
    search("海绵 36333 杭州")
    assert {kind for kind, _ in found("海绵 36333 杭州")} == {"case", "organisation", "standard"}
    assert statements(lambda: search("海绵 36333 杭州")) <= 4
    assert statements(lambda: queries.suggest(ANONYMOUS, "hang")) <= 4


def statements(act):
    seen = []

    def note(connection, cursor, statement, *rest):
        seen.append(statement)

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len([each for each in seen if not each.startswith("BEGIN")])
