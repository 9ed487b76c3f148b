"""Coordination and experience sharing in urban standardization: a Flask application and a library over one set of services."""

from platform_app.app import create_app
from platform_app.library import open_platform

__all__ = ["create_app", "open_platform"]
