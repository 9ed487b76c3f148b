"""The cast and the joint meeting, in an open database."""

import pytest
from flask import Flask

from tests import factories
from tests.cast import assemble
from tests.meetings.scene import Scene, open_scene


@pytest.fixture
def scene(platform: Flask) -> Scene:
    """Everybody, the fields, and a joint meeting that has not met yet."""
    factories.make_fields()
    return open_scene(assemble())
