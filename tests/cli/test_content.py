"""`flask content load` brings everything in once, and names what is wrong with a file before anything is written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.cases import queries as cases
from platform_app.cases.models import Case
from platform_app.exchange.models import Thread
from platform_app.kernel.db import db
from platform_app.moderation.models import AuditLine
from platform_app.search.models import GlossaryTerm
from platform_app.standards.models import Field, Standard
from tests.cli.conftest import CONTENT, Run, running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small content folder, to be broken: two provinces with their cities, two cases, and not the plan."""
    copy = tmp_path / "content"
    shutil.copytree(
        CONTENT / "reference", copy / "reference", ignore=shutil.ignore_patterns("tasks.yaml", "case_facts.yaml")
    )
    _keep(copy / "reference" / "organisations.csv", lambda line: ",city," not in line or line.startswith(("15", "33")))
    _keep(copy / "reference" / "standards.csv", lambda line: "36333" in line or "33356" in line)
    _keep(copy / "reference" / "glossary.csv", lambda line: line.startswith("G00"))
    (copy / "cases").mkdir()
    for path in sorted((CONTENT / "cases").glob("*.md"))[:2]:
        shutil.copy(path, copy / "cases")
    return copy


def _keep(path: Path, wanted: Callable[[str], bool]) -> None:
    head, *lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(head + "".join(line for line in lines if wanted(line)), "utf-8")


def count(model: type) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_all_content_is_loaded_once(loaded_app: Flask) -> None:
    with loaded_app.app_context():
        assert [count(model) for model in (Field, Organisation, Standard, GlossaryTerm, Case, Thread)] == [
            12,
            386,
            270,
            261,
            48,
            12,
        ]
        assert {case.status for case in db.session.scalars(select(Case))} == {"published"}
        lines = count(AuditLine)
    second = running(loaded_app)("content", "load")
    assert second.out.count("nothing new") == 10
    with loaded_app.app_context():
        assert count(AuditLine) == lines


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Fields            12   12 new or changed", "Cases              2   2 new or changed"]),
        ("zh", ["领域              12   新增或改动12项", "案例               2   新增或改动2项"]),
    ],
)
def test_the_load_is_told_in_the_language_of_the_reader(
    make_app: Callable[..., Flask], folder: Path, language: str, told: list[str]
) -> None:
    run = running(make_app(cli_language=language))
    ended = run("content", "load", "--path", folder)
    assert (ended.code, [line for line in told if line not in ended.out.splitlines()]) == (0, []), ended.out
    (folder / "reference" / "partners.csv").unlink()
    missing = {"en": "partners.csv: No such file or folder.", "zh": "partners.csv：没有此文件或文件夹。"}
    assert missing[language] in run("content", "load", "--path", folder).err


def test_every_city_stands_under_its_province(app: Flask, run: Run, folder: Path) -> None:
    assert run("content", "load", "--path", folder).code == 0
    with app.app_context():
        cities = db.session.scalars(select(Organisation).where(Organisation.level == "city")).all()
        provinces = {row.id: row for row in accounts.provinces(ANONYMOUS)}
        assert all(city.path.startswith(provinces[city.parent_id or 0].path) for city in cities)


def test_a_changed_file_is_published_anew(app: Flask, run: Run, folder: Path) -> None:
    run("content", "load", "--path", folder)
    path = next((folder / "cases").glob("*.md"))
    path.write_text(path.read_text("utf-8") + "\n<!-- en: keep -->\nKeep the map.\n", "utf-8")
    assert "1 new or changed" in run("content", "load", "--path", folder).out
    with app.app_context():
        case = cases.by_slug(ANONYMOUS, path.stem)
        assert (case.latest_no, case.published_no) == (2, 2)
        assert cases.read(ANONYMOUS, case.id).content.keep.en == "Keep the map."


Breaks = Callable[[Path], None]


def _replace(name: str, old: str, new: str) -> Breaks:
    def act(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return act


def _write(name: str, content: bytes) -> Breaks:
    return lambda folder: (folder / name).write_bytes(content) and None


BROKEN: dict[str, tuple[Breaks, list[str]]] = {
    "a wrong number": (_replace("reference/organisations.csv", "40.81056", "north"), ["csv, line", "latitude: "]),
    "a wrong date": (_replace("reference/standards.csv", "2016-12-13", "2016-13"), ["csv, line 2", "issued_on: "]),
    "an unknown column": (_replace("reference/standards.csv", "body", "boddy"), ["boddy: "]),
    "a missing column": (_replace("reference/glossary.csv", "term_id", "id"), ["glossary.csv", "“term_id” is missing"]),
    "a missing file": (lambda folder: (folder / "reference/fields.yaml").unlink(), ["fields.yaml: No such file"]),
    "no YAML": (_write("reference/fields.yaml", b"fields: [\n"), ["fields.yaml: not a list of fields"]),
    "no UTF-8": (_write("reference/partners.csv", b"code,name\n\xff\xfe"), ["partners.csv: not UTF-8"]),
    "a broken case": (_write("cases/x.md", b"---\nstage: begun\n---\n"), ["x.md: stage: Must be one of"]),
    "a case that is no UTF-8": (_write("cases/x.md", b"---\n\xff"), ["x.md: not UTF-8"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_and_nothing_is_written(app: Flask, run: Run, folder: Path, name: str) -> None:
    break_it, words = BROKEN[name]
    break_it(folder)
    ended = run("content", "load", "--path", folder)
    assert ended.code == 2
    assert all(word in ended.err for word in words), ended.err
    with app.app_context():
        assert count(Field) == count(Organisation) == count(AuditLine) == 0


def test_what_the_database_refuses_is_named_and_the_rest_is_loaded(app: Flask, run: Run, folder: Path) -> None:
    path = sorted((folder / "cases").glob("*.md"))[0]
    path.write_text(path.read_text("utf-8").replace("organisation:", "organisation: nowhere #", 1), "utf-8")
    ended = run("content", "load", "--path", folder)
    assert ended.code == 2
    assert f"{path}: organisation: There is no organisation with the code nowhere." in ended.err
    with app.app_context():
        assert count(Case) == 1


def test_a_folder_that_is_not_there_is_a_sentence(run: Run) -> None:
    ended = run("content", "load", "--path", "nowhere")
    assert (ended.code, "does not exist" in ended.err) == (2, True)


def test_a_starter_waits_for_its_case(app: Flask, folder: Path) -> None:
    shutil.copytree(CONTENT / "threads", folder / "threads")
    first = running(app)("content", "load", "--path", str(folder))
    assert (first.code, first.out.count("it waits for the case that it is about")) == (0, 12)
    shutil.copy(CONTENT / "cases" / "zhuji-fengqiao-grassroots.md", folder / "cases")
    starter = (CONTENT / "threads" / "grid-workload.md").read_text("utf-8")
    changed = starter.replace("case: beijing-dongcheng-grid", "case: zhuji-fengqiao-grassroots")
    (folder / "threads" / "grid-workload.md").write_text(changed, "utf-8")
    second = running(app)("content", "load", "--path", str(folder))
    assert second.out.count("it waits for the case that it is about") == 11, second.out + second.err
