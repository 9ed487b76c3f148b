"""The cast and the joint meeting, in an open database."""

import pytest
from flask import Flask

from tests.meetings.scene import Scene, in_empty_database


@pytest.fixture
def scene(platform: Flask) -> Scene:
    """Everybody, the fields, and a joint meeting that has not met yet."""
    return in_empty_database()
