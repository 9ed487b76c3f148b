"""What applications have in common and make for themselves is made once in a test process: most of a run went there.

The parts of addresses, the API's document, the code of templates and the text of SQL statements are the same in all
of them. Tests that ask for no settings of their own are lent one application after the other, put back each time to
what it was when it was made, with another database and another folder. Whatever has a state (settings, counters,
kept pages, the pool of a SQLite file) is each test's own. Programs that a test starts know nothing of this.
"""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from types import CodeType
from typing import Any, cast

import pytest
import sqlalchemy
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event
from sqlalchemy.engine import Engine
from werkzeug.routing import Map, Rule, RuleFactory

from platform_app import api, create_app, web, wiring
from platform_app.api import docs
from platform_app.api.document import document
from platform_app.config import Settings
from platform_app.exports import site
from platform_app.following import worker as tellers
from platform_app.kernel.db import db
from platform_app.notifications import worker as postmen
from platform_app.notifications.worker import Postman
from platform_app.web.templating import Templates

STATEMENTS = 5_000  # SQLAlchemy forgets what it compiled beyond 500, and a whole run has more


class KnownRule(Rule):
    """An address that is taken apart once: its parts, and the functions that build it, depend on its pattern alone.

    The converters of the first application's map serve all: Werkzeug's own have no use for the map they are given.
    """

    _known: dict[Any, dict[str, Any]] = {}

    def compile(self) -> None:
        if self.defaults or self.map.converters != self.map.default_converters:  # these are compiled in
            return super().compile()
        key = (self.rule, self.subdomain, self.host, self.map.host_matching, self.merge_slashes)
        known = self._known.get(key)
        if known is None:
            super().compile()
            known = {name: getattr(self, name) for name in ("_parts", "_trace", "_converters", "arguments")}
            builders = {name: getattr(self, name).__func__ for name in ("_build", "_build_unknown")}
            self._known[key] = {"attributes": known, "builders": builders}
            return None
        self.__dict__.update(known["attributes"])
        for name, function in known["builders"].items():
            setattr(self, name, function.__get__(self, None))
        return None


class PatientMap(Map):
    """Takes addresses up when it is first asked for one: most tests of services never ask."""

    def __init__(self, *rules: Any, **options: Any) -> None:
        self._waiting: list[RuleFactory] = []
        self._taking_up = Lock()
        super().__init__(*rules, **options)

    def add(self, rulefactory: RuleFactory) -> None:
        self._waiting.append(rulefactory)
        self._remap = True

    def update(self) -> None:
        if self._waiting:
            with self._taking_up:  # several threads of a server may come first
                for rule in self._waiting:
                    super().add(rule)
                self._waiting = []
        super().update()


class CodeOfTemplates(BytecodeCache):
    """What Jinja compiled, by the language it was compiled for, the template's file and the checksum of its source."""

    _known: dict[tuple[str, str], CodeType] = {}

    def get_bucket(self, environment: Any, name: str, filename: str | None, source: str) -> Bucket:
        key = f"{environment.speaks}:{self.get_cache_key(name, filename)}"
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


class KnownTemplates(Templates):
    """The templates of one application, compiled once for all."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, bytecode_cache=CodeOfTemplates(), **options)


@cache
def _document(*, title: str, language: str) -> dict[str, Any]:
    """The API's document: all applications have the same operations. `worded` makes another of it and leaves it."""
    return document(api.documented_root(), title=title, language=language)


_first: dict[str, Engine] = {}  # by the name of its dialect
_kept: dict[str, Engine] = {}  # by the address of a PostgreSQL database


def make_engine(_key: str | None, options: dict[str, Any], _app: Flask) -> Engine:
    """An engine that shares what its kind compiled; for a PostgreSQL database, the one with open connections."""
    address = sqlalchemy.make_url(options["url"]).render_as_string(hide_password=False)
    if address not in _kept:
        # Nobody restarts the server of the tests, so no connection is asked whether it still lives.
        options = {**options, "query_cache_size": STATEMENTS, "pool_pre_ping": False}
        engine = sqlalchemy.engine_from_config(options, prefix="")
        first = _first.setdefault(engine.dialect.name, engine)
        # A compiled statement is known by its dialect object too: these go together.
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        if engine.dialect.name != "postgresql":
            return engine
        _kept[address] = engine
    return _kept[address]


def create(settings: Settings) -> Flask:
    """An application that goes on with the connection by which it looked into its database when it was made.

    The platform closes that one, because a server may fork its workers next; a test forks nothing, and to open
    another costs PostgreSQL a process that knows no table yet.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "dispose", lambda engine: None)
        return create_app(settings)


class _Lent:
    """An application as it was when it was made."""

    def __init__(self, settings: Settings) -> None:
        self.app = create(settings)
        self._config, self._extensions = dict(self.app.config), dict(self.app.extensions)

    def put_back(self, settings: Settings) -> Flask:
        """The same application, new to its database and its folder: what it knew of others is gone."""
        app, folder = self.app, Path(settings.instance_path)
        folder.mkdir(parents=True, exist_ok=True)
        for limiter in self._extensions["limiter"]:
            limiter.reset()
        _refill(app.config, self._config | {"SQLALCHEMY_DATABASE_URI": settings.sqlalchemy_url})
        _refill(app.extensions, self._extensions | {"settings": settings})
        app.instance_path, app.testing = str(folder.resolve()), False
        options: dict[str, Any] = {**app.config["SQLALCHEMY_ENGINE_OPTIONS"], "url": settings.sqlalchemy_url}
        db._app_engines[app][None] = make_engine(None, options, app)
        site.install(settings)
        wiring.install(app, settings)
        return app


def _refill(known: dict[str, Any], values: dict[str, Any]) -> None:
    known.clear()
    known.update(values)


_lent: dict[Any, _Lent] = {}  # by all settings but the two


def lend(settings: Settings) -> Flask:
    """An application for one test that adds nothing to it: an address added to it is refused."""
    key = repr(dataclasses.replace(settings, database_url="", instance_path=""))
    if key not in _lent:
        _lent[key] = _Lent(settings)
        return _lent[key].app
    return _lent[key].put_back(settings)


class _Idle:
    """A postman, or a teller, who does not come."""

    def poke(self) -> None: ...


def tell(at_once: bool) -> None:
    """Have the application that was made or lent last leave notices and mail in their queues, or send them at once."""
    if not at_once:
        postmen._postman = tellers._teller = cast(Postman, _Idle())


@contextmanager
def nobody_told() -> Iterator[None]:
    """Have it leave them there in this block."""
    before = postmen._postman, tellers._teller
    tell(at_once=False)
    yield
    postmen._postman, tellers._teller = before


def close(app: Flask) -> None:
    """Close what an application holds open; idle connections to PostgreSQL wait for the next one."""
    with app.app_context():
        db.session.remove()
        if db.engine not in _kept.values() or db.engine.pool.checkedout():
            db.engine.dispose()


def close_all() -> None:
    """Close these too."""
    for engine in _kept.values():
        engine.dispose()


@contextmanager
def synced() -> Iterator[None]:
    """SQLite as the platform opens it: each commit waits for the disk."""
    event.remove(Engine, "connect", _do_not_sync)
    yield
    event.listen(Engine, "connect", _do_not_sync)


def _do_not_sync(connection: Any, _record: Any) -> None:
    """A database that is thrown away after its test need not outlive a power cut."""
    if type(connection).__module__.split(".")[0] == "sqlite3":
        connection.execute("PRAGMA synchronous = OFF")


Flask.url_rule_class = KnownRule
Flask.url_map_class = PatientMap
docs.document = lambda _root, **asked: _document(**asked)  # type: ignore[assignment]
web.Templates = KnownTemplates  # type: ignore[misc]
db._make_engine = make_engine  # type: ignore[method-assign]
event.listen(Engine, "connect", _do_not_sync)
