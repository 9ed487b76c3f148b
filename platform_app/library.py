"""The platform without a server: the same services for scripts and notebooks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from platform_app.app import create_app


@contextmanager
def open_platform(**overrides: Any) -> Iterator[Any]:
    """Open the platform with settings by name (`instance_path=`, `database_url=`, …)."""
    app = create_app(**overrides)
    with app.app_context():
        yield app
