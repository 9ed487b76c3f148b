"""The whole platform goes into an archive while people work, and out of it as the same platform."""

import os
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask

from platform_app.exports import backup, dumps
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotAllowed
from platform_app.kernel.messages import msg
from platform_app.media import storage
from tests.cast import assemble
from tests.cli.conftest import running
from tests.exports import places
from tests.exports.places import Place
from tests.exports.spoiled import SPOILED, spoiled


@pytest.fixture
def furnished(place: Place) -> tuple[Flask, dict[str, str]]:
    """A platform with everything in it, and the tokens of some people."""
    app, cast = place.like("here", places.furnish)
    with app.app_context():
        return app, {name: places.token(cast, name) for name in ("lin", "gao")}


def test_a_restored_platform_gives_the_same_answers(
    furnished: tuple[Flask, dict[str, str]], place: Place, tmp_path: Path
) -> None:
    app, tokens = furnished
    before = places.answers(app, tokens)
    assert before[" /cases/1?include=html"][0] == 200 and before["lin /cases/3"][0] == 200
    assert before[" /files/1/content"][1].startswith(b"\x89PNG")
    ended = running(app)("backup", tmp_path / "all.tar")
    assert (ended.code, "2 files" in ended.out) == (0, True), ended
    other = place("there")
    restored = running(other)("restore", tmp_path / "all.tar")
    assert (restored.code, "the database, the files and the index agree" in restored.out) == (0, True), restored
    assert places.answers(other, tokens) == before


@pytest.mark.databases("sqlite")
def test_an_archive_can_be_compressed(furnished: tuple[Flask, dict[str, str]], place: Place, tmp_path: Path) -> None:
    app, _ = furnished
    assert running(app)("backup", tmp_path / "all.tar.gz").code == 0
    assert (tmp_path / "all.tar.gz").read_bytes()[:2] == b"\x1f\x8b"
    assert running(place("there"))("restore", tmp_path / "all.tar.gz").code == 0


def test_an_archive_of_an_older_version_is_brought_up_to_date(place: Place, tmp_path: Path) -> None:
    app = place("here")
    with app.app_context():
        flask_migrate.upgrade(revision="0002")
    assert running(app)("backup", tmp_path / "old.tar").code == 0
    other = place("there")
    assert running(other)("restore", tmp_path / "old.tar").code == 0
    with other.app_context():
        assert "files" in db.inspect(db.engine).get_table_names()
        assert assemble().hangzhou.code == "330100"


def test_neither_a_file_nor_a_platform_is_written_over(
    furnished: tuple[Flask, dict[str, str]], place: Place, tmp_path: Path
) -> None:
    app, _ = furnished
    run = running(app)
    (tmp_path / "taken.tar").write_text("mine")
    ended = run("backup", tmp_path / "taken.tar")
    assert (ended.code, "is there already" in ended.err) == (2, True)
    assert (tmp_path / "taken.tar").read_text() == "mine"
    ended = run("backup", tmp_path / "nowhere" / "all.tar")
    assert (ended.code, "There is no folder" in ended.err) == (2, True)
    assert run("backup", tmp_path / "all.tar").code == 0
    ended = run("restore", tmp_path / "all.tar")
    assert (ended.code, "The database has tables already" in ended.err) == (2, True)
    other = place("there")
    with other.app_context(), (tmp_path / "all.tar").open("rb") as any_file:
        storage.installed().put(any_file)
    ended = running(other)("restore", tmp_path / "all.tar")
    assert (ended.code, "The store has files already" in ended.err) == (2, True)
    with other.app_context():
        assert dumps.is_empty()


@pytest.mark.databases("sqlite")
def test_a_damaged_archive_is_refused_and_nothing_is_written(
    furnished: tuple[Flask, dict[str, str]], place: Place, tmp_path: Path
) -> None:
    app, _ = furnished
    assert running(app)("backup", tmp_path / "all.tar").code == 0
    other = place("there")
    for how in SPOILED:
        ended = running(other)("restore", spoiled(tmp_path / "all.tar", how))
        assert (ended.code, "The archive is damaged" in ended.err) == (2, True), (how, ended)
        assert "Nothing was written" in ended.err
        with other.app_context():
            assert dumps.is_empty(), how
            assert list(storage.installed().entries()) == [], how
    assert not (tmp_path.parent / "escaped").exists()
    ended = running(other)("restore", tmp_path / "not-there.tar")
    assert (ended.code, "There is no file" in ended.err) == (2, True)


@pytest.mark.databases("sqlite")
def test_a_file_that_is_lost_is_named_and_the_rest_is_kept(
    furnished: tuple[Flask, dict[str, str]], place: Place, tmp_path: Path
) -> None:
    app, _ = furnished
    with app.app_context():
        lost = next(iter(storage.installed().entries()))
        storage.installed().remove(lost.name)
    ended = running(app)("backup", tmp_path / "all.tar")
    assert (ended.code, f"the store has no {lost.sha256}" in ended.err) == (2, True)
    restored = running(place("there"))("restore", tmp_path / "all.tar")
    assert (restored.code, f"the archive has no {lost.sha256}" in restored.err) == (2, True)


@pytest.mark.databases("sqlite")
def test_a_failed_backup_leaves_nothing(
    furnished: tuple[Flask, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = furnished
    kept = set(tmp_path.iterdir())
    with app.app_context():
        entry = next(iter(storage.installed().entries()))
    path = tmp_path / "here" / "files" / entry.name
    path.chmod(0o600)
    path.write_bytes(b"x" * entry.size)
    ended = running(app)("backup", tmp_path / "all.tar")
    assert (ended.code, "is damaged" in ended.err) == (2, True), ended
    assert set(tmp_path.iterdir()) == kept


@pytest.mark.databases("postgresql")
def test_missing_or_old_programs_of_postgresql_are_named(
    furnished: tuple[Flask, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = furnished
    monkeypatch.setattr(dumps, "POSTGRES_BINARIES", tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = running(app)("backup", tmp_path / "all.tar")
    assert (ended.code, "pg_dump is not installed here" in ended.err) == (2, True)
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    os.chmod(old, 0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = running(app)("backup", tmp_path / "all.tar")
    assert ended.code == 2, ended
    assert "is of version" in ended.err


@pytest.mark.databases("sqlite")
def test_only_the_platform_itself_is_backed_up_by(furnished: tuple[Flask, dict[str, str]], tmp_path: Path) -> None:
    app, _ = furnished
    with app.app_context():
        tang: Any = assemble().tang
        with pytest.raises(NotAllowed):
            backup.back_up(tang, tmp_path / "all.tar")


@pytest.mark.databases("sqlite")
def test_a_restore_that_fails_leaves_the_place_empty(
    furnished: tuple[Flask, dict[str, str]], place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert running(furnished[0])("backup", tmp_path / "all.tar").code == 0

    def refuse(source: Path) -> None:
        raise Conflict(msg("The disk is full."))

    monkeypatch.setattr(dumps, "load", refuse)
    other = place("there")
    assert running(other)("restore", tmp_path / "all.tar").code == 2
    with other.app_context():
        assert (dumps.is_empty(), list(storage.installed().entries())) == (True, [])
    monkeypatch.undo()
    assert running(other)("restore", tmp_path / "all.tar").code == 0
