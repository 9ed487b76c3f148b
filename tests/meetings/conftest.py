"""The cast and the joint meeting, in an open database."""

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.kernel.db import db
from platform_app.meetings import queries
from platform_app.meetings.models import Meeting
from tests import scenes
from tests.meetings.scene import Scene, in_empty_database


def _convene() -> Scene:
    scene = in_empty_database()
    scene.convened()
    return scene


def _hold() -> Scene:
    scene = in_empty_database()
    scene.held()
    return scene


_FURTHER = {"convened": scenes.Scene(_convene), "held": scenes.Scene(_hold)}


@pytest.fixture
def scene(platform: Flask, request: pytest.FixtureRequest) -> Scene:
    """Everybody, the fields, and a joint meeting that has not met yet, unless the test asks for its first meeting."""
    for name, further in _FURTHER.items():
        if name in request.fixturenames:
            return further.put()
    return in_empty_database()


@pytest.fixture
def convened(scene: Scene) -> Meeting:
    """The first meeting, convened with an item on its agenda; the letters about it are gone."""
    return _the_meeting()


@pytest.fixture
def held(scene: Scene) -> Meeting:
    """The first meeting, held by the ministry and two provinces; the letters about it are gone."""
    return _the_meeting()


def _the_meeting() -> Meeting:
    meeting = queries.get(SYSTEM, db.session.scalars(db.select(Meeting.id)).one())
    db.session.close()  # or its transaction would not see what others write
    return meeting
