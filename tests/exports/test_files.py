"""A case as a file says what its page says to the same reader, and no more."""

import json

import pytest

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.cases import publication, queries, service
from platform_app.cases.writeups import from_markdown
from platform_app.exports import cases
from platform_app.kernel.errors import Conflict, NotFound
from tests.exports.conftest import Country

pytestmark = pytest.mark.databases("sqlite")

TEXTS = sorted(name for name, form in cases.FORMATS.items() if not form.is_citation)


def test_markdown_is_the_form_that_can_be_imported_again(country: Country) -> None:
    model = country.case(title={"zh": "样板"})
    case = country.case(adapted_from=model.id)
    made = cases.export(country.cast.gao, case.id, "md")
    back = from_markdown(made.body.decode())
    assert (back.slug, back.organisation, back.adapted_from) == (f"case-{case.id}", "330100", f"case-{model.id}")
    content = queries.read(country.cast.gao, case.id).content
    assert back.content == content.model_copy(update={"adapted_from": None})
    assert made.filename == f"case-{case.id}.md"


def test_jsonld_says_what_the_case_says(country: Country) -> None:
    model = country.case()
    case = country.case(adapted_from=model.id)
    made = cases.export(ANONYMOUS, case.id, "jsonld", language="en")
    data = json.loads(made.body)
    assert data["@type"] == "Article"
    assert data["headline"] == "Small repairs in old estates"
    assert data["author"]["name"] == "Hangzhou"
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["isBasedOn"] == f"http://127.0.0.1:8000/cases/{model.id}"
    assert data["citation"] == ["https://news.example/a"]
    told = {part["@id"].rpartition("#")[2]: part for part in data["hasPart"]}
    assert told["problem"] == {
        "@type": "WebPageElement",
        "@id": f"http://127.0.0.1:8000/cases/{case.id}#problem",
        "name": "The situation and the problem",
        "text": "Old estates with old pipes.",
    }
    assert told["keep"]["text"] == "清单不能少。"
    assert data["mentions"][0]["value"] == 12
    assert made.media_type == "application/ld+json"


def test_headings_come_in_the_language_asked_for(country: Country) -> None:
    data = json.loads(cases.export(ANONYMOUS, country.case().id, "jsonld", language="zh").body)
    assert data["hasPart"][0]["name"] == "情况与问题"


def test_nobody_reads_in_a_file_what_her_page_does_not_show(country: Country, subtests: pytest.Subtests) -> None:
    case = country.case()
    service.edit(country.cast.lin, case.id, {"problem": {"zh": "尚未公开的改动。"}}, version=case.version)
    draft = country.case("draft")
    for name in sorted(cases.FORMATS):
        with subtests.test(name=name):
            outside = cases.export(ANONYMOUS, case.id, name).body
            assert b"0571-1234567" not in outside
            assert "尚未公开".encode() not in outside
            with pytest.raises(NotFound):
                cases.export(ANONYMOUS, case.id, name, latest=True)
            with pytest.raises(NotFound):
                cases.export(country.cast.chen, draft.id, name)


def test_a_contact_is_in_the_file_of_a_member(country: Country) -> None:
    case = country.case()
    assert b"0571-1234567" in cases.export(country.cast.chen, case.id, "md").body
    assert b"0571-1234567" not in cases.export(country.cast.guest, case.id, "md").body


def test_its_own_people_take_a_draft_with_them(country: Country, subtests: pytest.Subtests) -> None:
    case = country.case("draft")
    for name in TEXTS:
        with subtests.test(name=name):
            assert cases.export(country.cast.lin, case.id, name).body


@pytest.mark.parametrize("name", sorted(set(cases.FORMATS) - set(TEXTS)))
def test_what_nobody_can_read_is_not_cited(country: Country, name: cases.Name) -> None:
    case = country.case("draft")
    with pytest.raises(Conflict) as refused:
        cases.export(country.cast.lin, case.id, name)
    assert refused.value.code == "not_published"


def test_of_an_archived_case_readers_keep_the_name_only(country: Country, subtests: pytest.Subtests) -> None:
    case = country.case()
    publication.archive(country.cast.lin, case.id, reason="被新案例取代。")
    for name in sorted(cases.FORMATS):
        with subtests.test(name=name):
            if name in TEXTS:
                with pytest.raises(Conflict, match="被新案例取代。"):
                    cases.export(ANONYMOUS, case.id, name)
            else:
                body = cases.export(ANONYMOUS, case.id, name).body.decode()
                assert "社区微更新试点" in body and "更新, 清单" not in body
            assert cases.export(country.cast.lin, case.id, name).body
            assert cases.export(SYSTEM, case.id, name).body


def test_every_format_has_a_name_that_every_system_takes(country: Country) -> None:
    case = country.case()
    names = [cases.export(ANONYMOUS, case.id, name, language="en").filename for name in cases.FORMATS]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and "/" not in name for name in names)
