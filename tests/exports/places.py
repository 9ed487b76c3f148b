"""Platforms on databases of their own, made by the migrations as an operator makes them, and what they answer."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import URL

from platform_app.access.actor import SYSTEM
from platform_app.accounts import service_tokens
from platform_app.accounts.inputs import NewToken
from platform_app.cases import curation, files, publication, queries, service
from platform_app.cases.inputs import FileWords
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.media.keeping import Upload
from platform_app.search import maintenance
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests.cast import Cast, assemble
from tests.exports.full import FULL
from tests.factories import make_case, make_fields
from tests.media import samples
from tests.scenes import migrate
from tests.services import reuse
from tests.web.public_cases import STANDARD

T = TypeVar("T")


class Place:
    """Makes platforms: over databases without any table, or like another that was made once in a test process.

    The last one made is the one that this process serves.
    """

    _kept: dict[tuple[str, str], tuple[URL, Path, Any]] = {}  # by the kind of database and what made it

    def __init__(self, database: str, folder: Path, request: pytest.FixtureRequest, make_app: Callable[..., Flask]):
        self._database, self._folder, self._make_app = database, folder, make_app
        self._ask = request.getfixturevalue

    def __call__(self, name: str) -> Flask:
        """A platform over an empty database."""
        (self._folder / name).mkdir()
        return self._over(self._empty(self._folder / name), self._folder / name)

    def like(self, name: str, make: Callable[[], T]) -> tuple[Flask, T]:
        """A platform as `make` leaves it that finds the tables of the migrations, and what it gives."""
        url, given = self._copied(make, self._folder / name)
        return self._over(url, self._folder / name), given

    def _copied(self, make: Callable[[], T], folder: Path) -> tuple[URL, T]:
        key = (self._database, f"{make.__module__}.{make.__qualname__}")
        if key not in self._kept:
            self._kept[key] = self._made(make)
        url, kept, given = self._kept[key]
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        if self._database == "postgresql":
            return _copy_database(url, self._ask("copies")), given
        return self._empty(folder), given

    def _made(self, make: Callable[[], T]) -> tuple[URL, Path, T]:
        folder: Path = self._ask("tmp_path_factory").mktemp("kept")
        url = self._empty(folder) if make is migrate else self._copied(migrate, folder)[0]
        with self._over(url, folder).app_context():
            given = make()
            db.session.remove()
            db.engine.dispose()  # a database that somebody is connected to cannot be copied
        return url, folder, given

    def _empty(self, folder: Path) -> URL:
        if self._database == "postgresql":
            made: URL = self._ask("make_postgres_database")()
            return made
        return make_url(f"sqlite:///{folder / 'platform.db'}")

    def _over(self, url: URL, folder: Path) -> Flask:
        address = url.render_as_string(hide_password=False)
        return self._make_app(database_url=address, instance_path=str(folder))


def _copy_database(kept: URL, copies: list[URL]) -> URL:
    """A new PostgreSQL database that is what another is."""
    copies.append(kept.set(database=f"{kept.database}_{len(copies)}"))
    _on_server(kept, f'CREATE DATABASE "{copies[-1].database}" TEMPLATE "{kept.database}"')
    return copies[-1]


def drop(copies: list[URL]) -> None:
    """Drop what was copied."""
    reuse.close_all()
    for copy in copies:
        _on_server(copy, f'DROP DATABASE "{copy.database}" WITH (FORCE)')


def _on_server(url: URL, statement: str) -> None:
    server = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(statement))
    server.dispose()


def attach(cast: Cast, case: Case, name: str, data: bytes, alt: str) -> Case:
    """Add a file to a case of Hangzhou."""
    words = FileWords.model_validate({"alt_zh": alt, "alt_en": "The entrance"})
    return files.attach(cast.lin, case.id, Upload(io.BytesIO(data), name), words, language="zh").case


def furnish() -> Cast:
    """People, and cases in every state: with files, several revisions, distinctions, in both languages; an index."""
    make_fields()
    standards.put_standard(SYSTEM, NewStandard.model_validate(STANDARD))
    cast = assemble()
    first = make_case(cast.lin, cast.hangzhou, **FULL)
    first = attach(cast, first, "before.png", samples.picture(), "改造前的入口")
    first = attach(cast, first, "清单.csv", "项目,天数\n摸底,30\n".encode(), "改造清单")
    shown = first_file(first.id)
    service.edit(
        cast.lin, first.id, {"actions": {"zh": f"按清单改造。\n\n![入口](file:{shown})"}}, version=first.version
    )
    publication.submit(cast.lin, first.id)
    publication.publish(cast.lin, first.id)
    curation.nominate(cast.lin, first.id, statement="数据扎实。")
    curation.recommend(cast.shen, first.id, statement="值得推广。")
    curation.feature(cast.gao, first.id)
    second = make_case(cast.lin, cast.hangzhou, status="published", **{**FULL, "adapted_from": first.id})
    service.edit(cast.zhou, second.id, {"stage": "scaled"}, version=second.version, note="新阶段")
    make_case(cast.lin, cast.hangzhou, title={"zh": "草稿"})
    make_case(cast.chen, cast.xiamen, status="published", title={"zh": "厦门的案例"})
    make_case(cast.lin, cast.hangzhou, status="archived", title={"zh": "旧案例"})
    maintenance.rebuild()
    return cast


def first_file(case_id: int) -> int:
    """The id of the first file that a case shows."""
    return queries.read(SYSTEM, case_id, latest=True).content.files[0].id


def token(cast: Cast, name: str) -> str:
    """A token of somebody."""
    return service_tokens.create_token(cast.actors[name], NewToken.model_validate({"name": "test"})).secret


PUBLIC = (
    "/cases?limit=100", "/cases/1?include=html", "/cases/1/history", "/cases/1/revisions", "/cases/1/files",
    "/cases/1/export?format=md", "/cases/1/export?format=docx", "/cases/3", "/cases/5", "/organisations?limit=100",
    "/standards", "/search?q=%E6%94%B9%E9%80%A0", "/files/1/content",
)  # fmt: skip
# Who reads what besides: what is hidden from readers must be restored too.
OWN = {
    "lin": ("/me", "/desk", "/cases/2?revision=latest", "/cases/3", "/cases/5"),
    "gao": ("/audit?limit=100",),
}


def answers(app: Flask, tokens: dict[str, str]) -> dict[str, Any]:
    """What a platform answers to each of its callers, and to readers of its feed."""
    client = app.test_client()
    found: dict[str, Any] = {}
    for name, paths in {"": PUBLIC, **OWN}.items():
        headers = {"Authorization": f"Bearer {tokens[name]}"} if name else {}
        for path in paths:
            answer = client.get(f"/api/v1{path}", headers=headers)
            body = json.loads(answer.data) if answer.is_json else answer.data
            found[f"{name} {path}"] = (answer.status_code, body)
    found["feed"] = client.get("/feeds/cases.atom").data
    return found
