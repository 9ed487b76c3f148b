"""The cast and the fields for every test of the cases."""

import pytest
from flask import Flask

from tests import factories
from tests.cast import Cast, assemble


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """Everybody, with two fields to write about."""
    made = assemble()
    factories.make_fields()
    return made
