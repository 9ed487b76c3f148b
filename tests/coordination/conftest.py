"""The cast and the fields, in an open database."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.coordination.models import Request
from platform_app.kernel.db import db
from tests import factories
from tests.cast import Cast, assemble
from tests.coordination.requesting import put
from tests.scenes import Scene


def _everybody() -> Cast:
    factories.make_fields()
    return assemble()


def _raise() -> Cast:
    cast = _everybody()
    put(cast.lin, cast.hangzhou, cast.zhejiang)
    return cast


_raised = Scene(_raise)


@pytest.fixture
def cast(platform: Flask, request: pytest.FixtureRequest) -> Cast:
    """Everybody, with the fields of the plan loaded."""
    return _raised.put() if "raised" in request.fixturenames else _everybody()


@pytest.fixture
def raised(cast: Cast) -> Request:
    """What Hangzhou asks Zhejiang."""
    request = db.session.scalars(select(Request)).one()
    db.session.close()
    return request
