"""The cast, in a pushed context; and the mailbox."""

import pytest
from flask import Flask

from tests import cast as the_cast
from tests.mailbox import Mailbox


@pytest.fixture
def cast(platform: Flask) -> the_cast.Cast:
    """Everybody, in the database of this test."""
    return the_cast.assemble()


@pytest.fixture
def mailbox(platform: Flask) -> Mailbox:
    """The mail that has left."""
    return Mailbox(platform)
