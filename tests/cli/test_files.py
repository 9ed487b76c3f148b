"""Files on the command line: attached, prepared, checked, collected."""

import io
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from platform_app.cases import queries
from platform_app.cli.queues import Seldom, collect_unused
from platform_app.kernel import clock
from platform_app.media import storage
from tests.cast import Cast, assemble
from tests.cli.conftest import Run
from tests.factories import make_case, make_fields
from tests.media import samples


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context():
        make_fields()
        return assemble()


def test_a_file_is_attached_prepared_and_checked(app: Flask, cast: Cast, run: Run, tmp_path: Path) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou)
    (tmp_path / "a.png").write_bytes(samples.picture())
    refused = run("cases", "attach", case.id, tmp_path / "a.png")
    assert (refused.code, refused.err) == (
        2,
        "Error: alt_zh: Say what the picture shows, for those who cannot see it.\n",
    )
    (tmp_path / "b.png").write_bytes(samples.HTML)
    assert "web page" in run("cases", "attach", case.id, tmp_path / "b.png", "--alt-zh", "图").err
    assert run("cases", "attach", 99, tmp_path / "a.png", "--alt-zh", "图").code == 2
    done = run("cases", "attach", case.id, tmp_path / "a.png", "--alt-zh", "入口", "--caption-en", "March")
    assert done.out == f"file 1 is in revision 2 of case {case.id}\n"
    with app.app_context():
        (entry,) = queries.read(cast.lin, case.id).content.files
        assert (entry.alt.zh, entry.caption.en) == ("入口", "March")
    assert run("files", "prepare").out == "1 files prepared\n"
    checked = run("files", "check", "--thoroughly")
    assert (checked.code, checked.out) == (0, "the store holds what the database says\n")


def test_a_difference_ends_with_an_exit_code(app: Flask, cast: Cast, run: Run, tmp_path: Path) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou)
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    assert run("cases", "attach", case.id, tmp_path / "a.csv").code == 0
    with app.app_context():
        store = storage.installed()
        lost = next(iter(store.entries()))
        store.put(io.BytesIO(b"without a row"))
        store.remove(lost.name)
    checked = run("files", "check")
    assert checked.code == 1
    assert f"missing (1): {lost.sha256}" in checked.out and "without a row (1): content/" in checked.out
    assert run("files", "collect").out == "0 removed\n"  # it is not a day old


def test_the_worker_clears_away_what_is_a_day_old(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        storage.installed().put(io.BytesIO(b"bytes whose row was never written"))
    collect_unused(app.app_context)
    with app.app_context():
        assert len(list(storage.installed().entries())) == 1
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    collect_unused(app.app_context)
    with app.app_context():
        assert list(storage.installed().entries()) == []


def test_what_is_done_seldom_is_done_once_in_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[float] = []
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    act = Seldom(60, lambda: done.append(now[0]), first_after=10)
    for now[0] in (0.0, 1.0, 10.0, 10.0, 11.0, 75.0, 75.0):
        act()
    assert done == [10.0, 75.0]
