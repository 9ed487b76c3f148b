"""Feeds parse, tell what is public and nothing else, and lead from page to page."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import feedparser
import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import curation, publication, service
from platform_app.exports import feeds, found
from platform_app.exports.inputs import FeedRequest
from platform_app.kernel.errors import Invalid
from platform_app.search import documents
from platform_app.search.index import installed
from tests.exports.conftest import Country
from tests.factories import make_case

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(**asked: Any) -> Any:
    """A page of a feed as a reader's program understands it."""
    made = feeds.cases(ANONYMOUS, FeedRequest.model_validate(asked))
    parsed = feedparser.parse(made.body)
    assert parsed.bozo == 0, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def titles(parsed: Any) -> list[str]:
    return [entry.title for entry in parsed.entries]


def link(parsed: Any, rel: str) -> str | None:
    return next((each.href for each in parsed.feed.links if each.rel == rel), None)


def follow(address: str) -> Any:
    """The page of the feed at an address."""
    return feed(**dict(parse_qsl(urlsplit(address).query)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_entry_tells_what_the_case_tells(country: Country, language: str) -> None:
    case = country.case()
    parsed = feed(lang=language)
    (entry,) = parsed.entries
    assert entry.id == f"tag:127.0.0.1,2026:cases/{case.id}/{language}"
    assert entry.link == f"http://127.0.0.1:8000/cases/{case.id}"
    assert entry.author == {"zh": "杭州市", "en": "Hangzhou"}[language]
    assert entry.title == {"zh": "社区微更新试点", "en": "Small repairs in old estates"}[language]
    assert entry.summary == {"zh": "三个月完成十二处改造。", "en": "Twelve places repaired in three months."}[language]
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("new-urbanization", {"zh": "新型城镇化标准化建设", "en": "New urbanization"}[language])
    ]
    assert entry.published_parsed and entry.updated_parsed
    assert entry.rights == "CC BY 4.0"
    (content,) = entry.content
    assert content.type == "text/html"
    assert {"zh": "老旧小区设施老化", "en": "Old estates with <em>old</em> pipes"}[language] in content.value
    assert parsed.feed.language == {"zh": "zh-CN", "en": "en"}[language]
    assert "0571-1234567" not in str(entry)
    alone = {"zh": "", "en": '<div lang="zh-CN">'}[language]
    assert alone in content.value


def test_what_editors_compiled_names_them_and_the_city(country: Country) -> None:
    country.case(form="compiled", confidence="high", actions={"zh": "做了（[来源](https://news.example/a)）。"})
    (entry,) = feed().entries
    assert (entry.author, entry.contributors[0].name) == ("城标互鉴编辑部", "杭州市")
    assert "/cases/1#source-1" in entry.content[0].value


def test_only_what_is_public_is_told(country: Country) -> None:
    country.case("draft", title={"zh": "草稿"})
    gone, stays = country.case(title={"zh": "归档"}), country.case(title={"zh": "留下"})
    service.edit(country.cast.lin, stays.id, {"problem": {"zh": "尚未公开的改动。"}}, version=stays.version)
    publication.archive(country.cast.lin, gone.id, reason="被取代。")
    parsed = feed()
    assert titles(parsed) == ["留下"]
    assert "尚未公开" not in str(parsed)


def test_feeds_are_narrowed_by_field_organisation_and_distinction(country: Country) -> None:
    cast = country.cast
    first = country.case(title={"zh": "甲"})
    make_case(cast.chen, cast.xiamen, status="published", title={"zh": "乙"}, field="smart-city")
    make_case(cast.shen, cast.zhejiang, status="published", title={"zh": "丙"}, secondary_fields=["smart-city"])
    curation.nominate(cast.lin, first.id)
    curation.recommend(cast.shen, first.id)
    curation.feature(cast.gao, first.id)
    assert titles(feed()) == ["丙", "乙", "甲"]
    assert titles(feed(field="smart-city")) == ["丙", "乙"]
    assert titles(feed(organisation="350200")) == ["乙"]
    assert titles(feed(organisation="330000")) == ["丙", "甲"]  # of a province: everybody in it, as on its page
    assert titles(feed(featured="1")) == ["甲"]
    assert titles(feed(featured="0")) == ["丙", "乙", "甲"]
    assert titles(feed(field="smart-city", organisation="330000")) == ["丙"]


def test_a_search_can_be_followed(country: Country) -> None:
    cast = country.cast
    country.case(title={"zh": "海绵城市"})
    make_case(cast.chen, cast.xiamen, status="published", title={"zh": "海绵城市建设"}, field="smart-city")
    make_case(cast.chen, cast.xiamen, status="published", title={"zh": "图书馆"})
    installed().engine.rebuild(documents.every())
    assert sorted(titles(feed(q="海绵城市"))) == ["海绵城市", "海绵城市建设"]
    assert titles(feed(q="海绵城市", organisation="350200")) == ["海绵城市建设"]
    assert titles(feed(q="海绵城市", organisation="330000")) == ["海绵城市"]
    assert titles(feed(q="海绵城市", field="smart-city")) == ["海绵城市建设"]
    assert titles(feed(q="zzqqxx")) == []


def test_pages_lead_on_and_back_and_nothing_is_told_twice(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "ENTRIES", 2)
    for no in range(5):
        country.case(title={"zh": f"第{no}个"})
    installed().engine.rebuild(documents.every())
    for asked in ({}, {"q": "第"}, {"q": "改造", "organisation": "330100"}):
        page, seen, ids, steps = feed(**asked), [], set(), 0
        first = link(page, "self")
        while True:
            seen += titles(page)
            ids.add(page.feed.id)
            following = link(page, "next")
            if following is None:
                break
            page, steps = follow(following), steps + 1
            assert link(page, "self") == following
            assert link(page, "first") == first
        assert (sorted(seen), steps) == ([f"第{no}个" for no in range(5)], 2), asked
        assert len(ids) == 1


def test_each_feed_has_its_own_name_and_page(country: Country) -> None:
    country.case()
    installed().engine.rebuild(documents.every())
    asked: list[dict[str, str]] = [
        {},
        {"lang": "en"},
        {"field": "smart-city"},
        {"organisation": "330100"},
        {"featured": "1"},
        {"q": "更新 & 改造"},
    ]
    parsed = [feed(**each) for each in asked]
    assert len({each.feed.id for each in parsed}) == len(asked)
    assert all(each.feed.id.startswith("tag:127.0.0.1,2026:feeds/cases?") for each in parsed)
    assert [link(each, "alternate") for each in parsed] == [
        "http://127.0.0.1:8000/cases?lang=zh",
        "http://127.0.0.1:8000/cases?lang=en",
        "http://127.0.0.1:8000/fields/smart-city?lang=zh",
        "http://127.0.0.1:8000/organisations/330100?lang=zh",
        "http://127.0.0.1:8000/cases?featured=1&lang=zh",
        "http://127.0.0.1:8000/search?kind=case&q=%E6%9B%B4%E6%96%B0+%26+%E6%94%B9%E9%80%A0&lang=zh",
    ]
    assert parsed[0].feed.title == "城标互鉴 · 案例"
    assert parsed[2].feed.title == "城标互鉴 · 案例 · 智慧城市"
    assert parsed[4].feed.title == "城标互鉴 · 精选案例"


def test_an_update_moves_the_entry_and_keeps_its_name(country: Country) -> None:
    case = country.case()
    before = feed().entries[0]
    changed = service.edit(country.cast.lin, case.id, {"problem": {"zh": "新的说法。"}}, version=case.version)
    publication.publish(country.cast.lin, changed.id)
    after = feed().entries[0]
    assert after.id == before.id
    assert after.updated > before.updated
    assert after.published == before.published
    assert feed().feed.updated == after.updated


def test_an_empty_feed_is_a_feed(country: Country) -> None:
    assert feed().entries == []


NOWHERE: list[tuple[dict[str, str], str]] = [
    ({"field": "sleep"}, "field"),
    ({"organisation": "999999"}, "organisation"),
    ({"cursor": "x"}, "cursor"),
    ({"q": "更新", "cursor": "x"}, "cursor"),
]


def test_what_is_not_there_is_named(country: Country, subtests: pytest.Subtests) -> None:
    for asked, field in NOWHERE:
        with subtests.test(asked=asked, field=field):
            with pytest.raises(Invalid) as refused:
                feed(**asked)
            assert list(refused.value.errors) == [field]
