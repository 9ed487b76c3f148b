"""Write-ups and the form on paper on the command line."""

from pathlib import Path

import docx
import pytest
from flask import Flask

from platform_app.cases import queries
from tests.cases import papers
from tests.cast import Cast, assemble
from tests.cli.conftest import Run
from tests.factories import make_fields


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context():
        make_fields()
        return assemble()


def test_a_write_up_becomes_a_draft(app: Flask, cast: Cast, run: Run, tmp_path: Path) -> None:
    (tmp_path / "微更新.md").write_text(papers.MARKDOWN, "utf-8")
    done = run("cases", "import-document", tmp_path / "微更新.md", "--org", "330100")
    lines = done.out.splitlines()
    assert lines[0] == "case 1 is a draft now"
    assert "  actions: 二、主要做法" in lines
    assert lines[-1] == "left over: 大事记 (10 characters)"
    with app.app_context():
        assert queries.read(cast.lin, 1).content.problem.zh == "老旧小区设施老化。"
    assert "330199" in run("cases", "import-document", tmp_path / "微更新.md", "--org", "330199").err
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    refused = run("cases", "import-document", tmp_path / "a.pdf", "--org", "330100")
    assert (refused.code, refused.err[:11]) == (2, "Error: file")


def test_the_form_is_written_into_a_file(app: Flask, cast: Cast, run: Run, tmp_path: Path) -> None:
    assert run("cases", "form", tmp_path / "form.docx", "--form", "full", "--language", "en").code == 0
    headings = [p.text for p in docx.Document(str(tmp_path / "form.docx")).paragraphs if p.style.name == "Heading 1"]
    assert headings[:2] == ["Title", "Result in one sentence"]
    assert run("cases", "form", tmp_path / "nowhere" / "form.docx").code == 2
