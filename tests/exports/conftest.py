"""A country with cases in it, for tests of what leaves the platform."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.engine import URL

from platform_app.access.actor import SYSTEM
from platform_app.cases.models import Case
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests.cast import Cast, assemble
from tests.exports import places
from tests.exports.full import FULL
from tests.exports.places import Place
from tests.factories import make_case, make_fields
from tests.web.public_cases import STANDARD


@dataclass(frozen=True)
class Country:
    """The cast and how to get a case of Hangzhou."""

    cast: Cast

    def case(self, status: str = "published", **parts: Any) -> Case:
        """A full case of Hangzhou in both languages."""
        return make_case(self.cast.lin, self.cast.hangzhou, status=status, **{**FULL, **parts})


@pytest.fixture
def country(platform: Flask) -> Country:
    """The cast, the fields, one standard."""
    make_fields()
    standards.put_standard(SYSTEM, NewStandard.model_validate(STANDARD))
    return Country(assemble())


@pytest.fixture(scope="session")
def copies(make_postgres_database: Callable[[], URL]) -> Iterator[list[URL]]:
    """PostgreSQL databases that are copies of others."""
    made: list[URL] = []
    yield made
    places.drop(made)


@pytest.fixture
def place(database: str, tmp_path: Path, request: pytest.FixtureRequest, make_app: Callable[..., Flask]) -> Place:
    """Makes platforms over empty databases."""
    return Place(database, tmp_path, request, make_app)
