"""Cases leave as files and come back as the same cases."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from platform_app import create_app
from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.cases import queries, service
from platform_app.cases.inputs import CaseContent
from platform_app.cases.writeups import from_markdown
from platform_app.config import Settings
from tests import factories
from tests.cast import Cast, assemble
from tests.cli.conftest import CONTENT, Run, running
from tests.services import reuse
from tests.services.once import Once


@pytest.fixture
def empty_app(make_app: Callable[..., Flask], loaded_reference: Path, tmp_path: Path) -> Flask:
    """A second platform that knows fields and organisations, and has no case."""
    (tmp_path / "other").mkdir()
    shutil.copyfile(loaded_reference, tmp_path / "other" / "test.db")
    return make_app(database_url=f"sqlite:///{tmp_path / 'other' / 'test.db'}", instance_path=str(tmp_path / "other"))


@pytest.fixture(scope="module")
def loaded_reference(sqlite_schema: Path, once: Once) -> Path:
    """A database with all that cases refer to, to be copied."""

    def load(folder: Path) -> None:
        shutil.copyfile(sqlite_schema, folder / "test.db")
        shutil.copytree(CONTENT / "reference", folder / "content" / "reference")
        values = {"database_url": f"sqlite:///{folder / 'test.db'}", "instance_path": str(folder), "demo": True}
        app = create_app(Settings.from_environment({}, **values))
        assert running(app)("content", "load", "--path", folder / "content").code == 0
        reuse.close(app)

    return once("reference", load) / "test.db"


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The cast, in the application's database."""
    with app.app_context():
        factories.make_fields()
        return assemble()


def contents(app: Flask) -> dict[str, CaseContent]:
    """What every case says, by name, with the name of the case it was adapted from in place of the id."""
    with app.app_context():
        found = list(queries.read_all(SYSTEM, status=None))
        names = {reading.case.id: reading.case.slug or f"case-{reading.case.id}" for reading in found}
        return {
            names[reading.case.id]: reading.content.model_copy(
                update={"adapted_from": names.get(reading.content.adapted_from or 0)}
            )
            for reading in found
        }


def test_all_our_cases_come_back_from_their_files(loaded_app: Flask, empty_app: Flask, tmp_path: Path) -> None:
    assert "48 cases" in running(loaded_app)("cases", "export", tmp_path / "out").out
    ended = running(empty_app)("cases", "import", tmp_path / "out", "--publish")
    assert (ended.code, ended.out.count(": new")) == (0, 48), ended.err
    assert contents(empty_app) == contents(loaded_app)


def test_cases_of_the_site_come_back_with_contact_states_and_the_link_to_their_model(
    app: Flask, run: Run, cast: Cast, empty_app: Flask, tmp_path: Path
) -> None:
    with app.app_context():
        model = factories.make_case(cast.lin, cast.hangzhou, status="published")
        factories.make_case(
            cast.chen,
            cast.xiamen,
            status="published",
            title={"zh": "照做", "en": "Done likewise", "state": {"en": "machine"}},
            contact={"name": "陈屿", "phone": "0592-1234567"},
            keep={"en": "<!-- zh: keep -->\nnot a mark"},
            adapted_from=model.id,
        )
    assert run("cases", "export", tmp_path / "out").code == 0
    other = running(empty_app)
    assert other("cases", "import", tmp_path / "out").code == 0
    assert contents(empty_app) == contents(app)
    again = other("cases", "import", tmp_path / "out")
    assert again.out.count(": unchanged") == 2


def test_imported_cases_are_drafts_of_the_organisation_named(app: Flask, run: Run, cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("---\nslug: our-case\norganisation: '350200'\ntitle: {zh: 试点}\n---\n", "utf-8")
    assert run("cases", "import", tmp_path, "--for-org", "330100").code == 0
    with app.app_context():
        case = queries.by_slug(cast.lin, "our-case")
        assert (case.org_id, case.status) == (cast.hangzhou.id, "draft")


def test_only_what_was_asked_for_is_exported(app: Flask, run: Run, cast: Cast, tmp_path: Path) -> None:
    with app.app_context():
        public = factories.make_case(cast.lin, cast.hangzhou, status="published")
        service.edit(cast.lin, public.id, {"title": {"zh": "还没有发布"}}, version=public.version)
        draft = factories.make_case(cast.chen, cast.xiamen)
    run("cases", "export", tmp_path / "public")
    assert [path.name for path in (tmp_path / "public").iterdir()] == [f"case-{public.id}.md"]
    exported = from_markdown((tmp_path / "public" / f"case-{public.id}.md").read_text("utf-8"))
    assert exported.content.title.zh == "社区微更新试点"  # as readers see it
    run("cases", "export", tmp_path / "xiamen", "--org", "350200", "--status", "all")
    assert [path.name for path in (tmp_path / "xiamen").iterdir()] == [f"case-{draft.id}.md"]


def test_every_broken_file_is_named_and_nothing_is_imported(app: Flask, run: Run, cast: Cast, tmp_path: Path) -> None:
    head = "---\norganisation: '330100'\n"
    (tmp_path / "a.md").write_text(f"{head}stage: begun\n---\n", "utf-8")
    (tmp_path / "b.md").write_text(f"{head}---\n<!-- zh: problme -->\n", "utf-8")
    (tmp_path / "c.md").write_text(f"{head}title: {{zh: 好}}\n---\n", "utf-8")
    ended = run("cases", "import", tmp_path)
    assert ended.code == 2
    assert f"{tmp_path / 'a.md'}: stage: Must be one of" in ended.err
    assert f"{tmp_path / 'b.md'}: Line 4: this is not the mark of a text" in ended.err
    assert contents(app) == {}


def test_cases_are_exported_in_any_format(app: Flask, run: Run, cast: Cast, tmp_path: Path) -> None:
    with app.app_context():
        case = factories.make_case(cast.lin, cast.hangzhou, status="published")
        draft = factories.make_case(cast.lin, cast.hangzhou)
    ended = run("cases", "export", tmp_path / "out", "--format", "docx", "--language", "en")
    assert (ended.code, ended.out) == (0, f"1 cases in {tmp_path / 'out'}\n")
    assert (tmp_path / "out" / f"case-{case.id}.en.docx").read_bytes().startswith(b"PK")
    cited = run("cases", "export", tmp_path / "out", "--format", "ris", "--status", "all")
    assert (cited.code, f"case {draft.id}: Only a published case can be cited." in cited.err) == (2, True)
    assert "AU  - 杭州市" in (tmp_path / "out" / f"case-{case.id}.zh.ris").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["import", "."], "there is no *.md in it"),
        (["import", "nowhere"], "does not exist"),
        (["import", ".", "--for-org", "999"], "there is no organisation with the code 999"),
        (["export", "x", "--org", "999"], "there is no organisation with the code 999"),
        (["export", "x", "--format", "pdf"], "'pdf' is not one of"),
        (["export", "x", "--status", "lost"], "'lost' is not one of"),
        (["export", "taken/x"], "Not a directory"),
    ],
)
def test_bad_words_are_answered_with_a_sentence(
    app: Flask, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str], sentence: str
) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.chdir(tmp_path)
    ended = run("cases", *words)
    assert (ended.code, sentence in ended.err) == (2, True), ended.err


def test_an_import_of_incomplete_cases_can_be_published_later_only(
    app: Flask, run: Run, cast: Cast, tmp_path: Path
) -> None:
    (tmp_path / "one.md").write_text("---\nslug: our-case\norganisation: '330100'\n---\n", "utf-8")
    ended = run("cases", "import", tmp_path, "--publish")
    assert (ended.code, "one.md: title: Give it a title." in ended.err) == (2, True)
    with app.app_context(), pytest.raises(Exception, match="nothing here"):
        queries.by_slug(ANONYMOUS, "our-case")
