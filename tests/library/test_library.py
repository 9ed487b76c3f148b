"""Scripts reach everything through `open_platform`, under the same rules, and what the documentation shows runs."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from platform_app import open_platform
from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts.demo import put_demo_accounts
from platform_app.accounts.inputs import Refusal
from platform_app.kernel.errors import Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from platform_app.library import Platform
from platform_app.library.features import Feature, public_functions
from platform_app.search.inputs import NewTerm
from tests import factories
from tests.cast import address, assemble

DOCS = Path(__file__).parents[2] / "docs" / "library.md"
BLOCKS = re.findall(r"^## (.+?)\n.*?```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL | re.MULTILINE)

Open = Callable[[], AbstractContextManager[Platform]]


@pytest.fixture
def open_here(database_url: str, tmp_path: Path, lent_dictionary: None, monkeypatch: pytest.MonkeyPatch) -> Open:
    """`open_platform()` on this test's database, as the environment says."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path / "instance"))
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.setenv("MAILER", "memory")
    return open_platform


@pytest.fixture
def platform(open_here: Open) -> Iterator[Platform]:
    """An open platform with the cast and the fields."""
    with open_here() as opened:
        factories.make_fields()
        assemble()
        yield opened


def test_a_case_goes_all_the_way_from_a_draft_to_the_featured_ones(platform: Platform) -> None:
    lin, shen, gao = (platform.actor(address(name)) for name in ("lin", "shen", "gao"))
    hangzhou = platform.organisations.organisation_by_code(lin, "330100")
    platform.search.rebuild()
    case = platform.cases.create(lin, hangzhou.id, platform.case(factories.SHORT_CASE))
    with pytest.raises(NotFound):
        platform.cases.get(ANONYMOUS, case.id)
    platform.cases.submit(lin, case.id)
    platform.cases.publish(lin, case.id)
    platform.cases.nominate(lin, case.id, statement="居民满意。")
    with pytest.raises(NotAllowed):
        platform.cases.recommend(lin, case.id)
    platform.cases.recommend(shen, case.id)
    platform.cases.feature(gao, case.id)

    assert [row.id for row in platform.cases.featured(ANONYMOUS, 5)] == [case.id]
    found = platform.search.search(ANONYMOUS, platform.question("更新", kind="case"))
    assert [(hit.kind, hit.id) for hit in found.hits] == [("case", case.id)]
    acts = [line.act for line in platform.audit.lines(gao, PageRequest(), subject_kind="case").items]
    assert acts == ["CaseFeatured", "CaseRecommended", "CaseNominated", "CasePublished", "CaseSubmitted", "CaseCreated"]


def test_a_refusal_names_the_fields(platform: Platform) -> None:
    with pytest.raises(Invalid) as refused:
        platform.case({"title": {"zh": "标" * 41}, "colour": "red"})
    assert set(refused.value.errors) == {"title.zh", "colour"}
    with pytest.raises(Invalid):
        platform.question("更新", colour="red")


def test_nobody_acts_who_has_no_account(platform: Platform) -> None:
    with pytest.raises(NotFound):
        platform.actor("nobody@people.example")
    lin = platform.actor(address("lin"))
    platform.people.suspend(SYSTEM, lin.id, Refusal(reason="离职"))
    with pytest.raises(NotFound):
        platform.actor(address("lin"))


def test_rows_show_what_their_reader_may_see(platform: Platform) -> None:
    lin = platform.actor(address("lin"))
    hangzhou = platform.organisations.organisation_by_code(lin, "330100")
    factories.make_case(lin, hangzhou, status="published", standards=[{"number": "GB/T 36333-2018"}])
    factories.make_case(lin, hangzhou)
    (row,) = platform.cases.rows(platform.anonymous, status=None)
    assert (row["organisation"], row["title_zh"], row["standards"]) == ("330100", "社区微更新试点", ["GB/T 36333-2018"])
    assert len(list(platform.cases.rows(lin, status=None))) == 2
    assert {type(value) for value in row.values()} <= {
        int,
        str,
        bool,
        float,
        list,
        type(None),
        type(row["published_at"]),
    }


def test_a_script_takes_a_case_away_as_a_file(platform: Platform) -> None:
    lin = platform.actor(address("lin"))
    hangzhou = platform.organisations.organisation_by_code(lin, "330100")
    case = factories.make_case(lin, hangzhou, status="published")
    made = platform.exports.export(platform.anonymous, case.id, "docx", language="en")
    assert (made.filename, made.body[:2]) == (f"case-{case.id}.en.docx", b"PK")


@pytest.mark.databases("sqlite")
def test_a_feature_says_what_it_has(platform: Platform) -> None:
    assert {"create", "submit", "publish", "nominate", "rows"} <= set(dir(platform.cases))
    with pytest.raises(AttributeError, match="there is no sumbit; there are: "):
        platform.cases.sumbit  # noqa: B018


def test_no_function_of_a_feature_hides_another() -> None:
    features = {name: own for name, own in vars(Platform).items() if isinstance(own, Feature)}
    assert len(features) == 30
    for name, feature in features.items():
        names = Counter(function for module in feature.modules for function, _ in public_functions(module))
        assert {own for own, times in names.items() if times > 1} == set(), name


@pytest.mark.databases("sqlite")
def test_the_documented_examples_run_one_after_another(
    open_here: Open, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_here() as opened:
        factories.make_fields()
        cast = assemble()
        put_demo_accounts(SYSTEM, "a demonstration only")
        opened.search.load_term(SYSTEM, "G1", NewTerm(zh="海绵城市", en="sponge city"))
        factories.make_case(cast.chen, cast.xiamen, status="published", title={"zh": "海绵城市试点"})
        opened.search.rebuild()
    assert [title for title, _ in BLOCKS] == [
        "Post a case from a dict",
        "Read all cases into rows",
        "Search",
        "Attach a picture to a case",
        "Ask, answer, accept",
        "Report and decide",
        "Follow, and read what is new",
        "Bring in a write-up",
    ]
    printed = {}
    for title, code in BLOCKS:
        exec(compile(code, str(DOCS), "exec"), {})
        printed[title] = capsys.readouterr().out
    assert "is public" in printed["Post a case from a dict"]
    assert printed["Read all cases into rows"].startswith("2 cases; columns: id, slug,")
    assert "海绵城市试点" in printed["Search"]
    assert printed["Attach a picture to a case"].startswith("1 is part of the newest revision")
    assert printed["Ask, answer, accept"] == "True\n"
    assert "发起了讨论“公交数据怎样共享？”" in printed["Follow, and read what is new"]
    assert printed["Report and decide"] == "['thread_hidden']\n"
    assert "left over: 二、大事记 2024年启动。" in printed["Bring in a write-up"]
    with open_here() as opened:
        (case,) = (row for row in opened.cases.rows(ANONYMOUS) if row["title_en"] == "Pocket parks for old estates")
        assert case["organisation"] == "330100"
