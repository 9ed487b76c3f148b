"""The cast and the fields, in an open database."""

import pytest
from flask import Flask

from tests import factories
from tests.cast import Cast, assemble


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """Everybody, with the fields of the plan loaded."""
    factories.make_fields()
    return assemble()
