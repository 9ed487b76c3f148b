"""A platform with a cast, a standard, and an index that follows every change at once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.cases.models import Case
from platform_app.search import glossary
from platform_app.search.engine import SearchEngine
from platform_app.search.inputs import NewTerm
from platform_app.search.tantivy_engine import TantivyEngine
from platform_app.search.whoosh_engine import WhooshEngine
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests.cast import Cast, assemble
from tests.factories import make_case, make_fields
from tests.search.indexed import Indexed


@pytest.fixture(params=[WhooshEngine, TantivyEngine], ids=lambda engine: engine.name)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], SearchEngine]:
    """Opens one index again and again, as several processes would: `make()`."""
    return lambda: request.param(tmp_path / "index", wait=1.0)


@pytest.fixture
def engine(make: Callable[[], SearchEngine]) -> SearchEngine:
    """An engine without an index."""
    return make()


@pytest.fixture
def world(platform: Flask) -> Cast:
    """The embedded engine, its index built, the context pushed; without the dictionary, which takes seconds."""
    return build_world()


@pytest.fixture
def fast_world(make_app: Callable[..., Any]) -> Iterator[Cast]:
    """The same with the fast engine."""
    with make_app(search_engine="tantivy").app_context():
        yield build_world()


def build_world() -> Cast:
    """The cast, two fields, a standard and a glossary term, in the index."""
    return _world.put()


def _build_world() -> Cast:
    make_fields()
    cast = assemble()
    new = {
        "number": "GB/T 36333-2018",
        "title_zh": "智慧城市 顶层设计指南",
        "title_en": "Smart city — Top-level design",
    }
    rest = {"type": "national", "body": "SAC", "status": "current", "confidence": "high", "year": 2018}
    standards.put_standard(SYSTEM, NewStandard.model_validate({**new, **rest, "field_slug": "smart-city"}))
    glossary.load_term(SYSTEM, "G001", NewTerm(zh="海绵城市", en="sponge city"))
    return cast


_world = Indexed(_build_world)


@pytest.fixture
def publish(world: Cast) -> Callable[..., Case]:
    """Publishes a case of Hangzhou about something: `publish("海绵城市试点", field="smart-city")`."""
    return lambda title, **more: publish_case(world, title, **more)


def publish_case(cast: Cast, title: str, status: str = "published", **parts: object) -> Case:
    """A case of Hangzhou with a title in the language that it is in."""
    language = "en" if title.isascii() else "zh"
    return make_case(cast.lin, cast.hangzhou, status=status, title={language: title}, **parts)
