"""The shape of the source text itself: what stands only in one place, and what stands nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "platform_app"
TEMPLATES = (PACKAGE / "web" / "templates", PACKAGE / "api" / "templates")
ASSETS = (PACKAGE / "web" / "static", PACKAGE / "api" / "page")

FORBIDDEN_IN_TEMPLATES = {
    "an inline style": r"\sstyle\s*=|<style\b",
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)[^>]*>",
    "an event attribute": r"\son[a-z]+\s*=\s*[\"']",
    "something loaded from outside": r"\b(?:src|srcset|action)\s*=\s*[\"'](?:https?:)?//"
    r"|<link\b[^>]*\bhref\s*=\s*[\"'](?:https?:)?//",
}
FORBIDDEN_IN_ASSETS = {
    "!important": r"!\s*important",
    "something loaded from outside": r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//"
    r"|\bfetch\(\s*[\"'`]https?:|\bimport\b[^;\n]*[\"']https?:",
}


def files(folder: Path, *endings: str) -> Iterator[Path]:
    """Files of ours below a folder, hidden ones and generated ones left out."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in endings and "__pycache__" not in path.parts:
            yield path


def finds(paths: Iterator[Path], patterns: dict[str, str]) -> list[str]:
    """`file:line: what` for each place where one of the patterns occurs."""
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for what, pattern in patterns.items():
            for match in re.finditer(pattern, text, re.IGNORECASE):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{path.relative_to(ROOT)}:{line}: {what}")
    return found


def test_commit_stands_in_one_file() -> None:
    committing = {str(p.relative_to(PACKAGE)) for p in files(PACKAGE, ".py") if ".commit(" in p.read_text("utf-8")}
    stores_of_their_own = {"search/whoosh_engine.py", "search/tantivy_engine.py", "search/dictionary.py"}
    assert committing - stores_of_their_own == {"kernel/use_case.py"}


def test_except_exception_stands_where_an_error_may_end() -> None:
    pattern = re.compile(r"except (?:Base)?Exception\b|except:")
    places = {str(p.relative_to(PACKAGE)) for p in files(PACKAGE, ".py") if pattern.search(p.read_text("utf-8"))}
    assert places <= {
        "kernel/use_case.py",  # undoes the transaction and raises again; logs what fails after the commit
        "web/errors.py",
        "api/errors.py",
        "search/queue.py",  # a document that cannot be indexed stays in the queue and does not stop the rest
        "search/worker.py",  # the thread that indexes takes its next turn
        "notifications/queue.py",  # the same for a mail
    }


@pytest.mark.parametrize("folder", ["platform_app", "tests", "benchmarks"])
def test_no_python_file_is_longer_than_250_lines(folder: str) -> None:
    lengths = {p.relative_to(ROOT): len(p.read_text("utf-8").splitlines()) for p in files(ROOT / folder, ".py")}
    assert {str(path): length for path, length in lengths.items() if length > 250} == {}


def test_no_template_is_longer_than_80_lines() -> None:
    paths = [path for folder in TEMPLATES for path in files(folder, ".html")]
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in paths}
    assert {str(path): length for path, length in lengths.items() if length > 80} == {}


def test_templates_hold_no_inline_code_and_load_nothing_from_outside() -> None:
    for folder in TEMPLATES:
        assert finds(files(folder, ".html", ".xml", ".svg"), FORBIDDEN_IN_TEMPLATES) == []


def test_stylesheets_and_scripts_need_no_important_and_load_nothing_from_outside() -> None:
    for folder in ASSETS:
        assert finds(files(folder, ".css", ".js", ".svg"), FORBIDDEN_IN_ASSETS) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p style="color: red">', "an inline style"),
        ("<script>alert(1)</script>", "an inline script"),
        ('<a onclick="x()">', "an event attribute"),
        ('<img src="https://example.org/x.png">', "something loaded from outside"),
        ('<link rel="stylesheet" href="//example.org/x.css">', "something loaded from outside"),
    ],
)
def test_the_template_rules_catch_what_they_are_for(text: str, what: str) -> None:
    assert re.search(FORBIDDEN_IN_TEMPLATES[what], text)


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/static/app.js" defer></script>',
        '<script type="application/ld+json">{}</script>',
        '<a href="https://example.org">',
        '<form action="/search">',
    ],
)
def test_the_template_rules_let_pass_what_is_fine(text: str) -> None:
    assert not any(re.search(pattern, text) for pattern in FORBIDDEN_IN_TEMPLATES.values())
