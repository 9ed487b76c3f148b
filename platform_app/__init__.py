"""Coordination and experience sharing in urban standardization: one set of services, a Flask application over it.

The public names are loaded when they are asked for: a child process that opens a file needs none of the application.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from platform_app.app import create_app
    from platform_app.library import open_platform

__all__ = ["create_app", "open_platform"]


def __getattr__(name: str) -> Any:
    """One of the public names."""
    if name == "create_app":
        from platform_app.app import create_app

        return create_app
    if name == "open_platform":
        from platform_app.library import open_platform

        return open_platform
    raise AttributeError(name)
