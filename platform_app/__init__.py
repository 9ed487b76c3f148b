"""Coordination and experience sharing in urban standardization: one set of services, a Flask application over it."""

from platform_app.app import create_app
from platform_app.library import open_platform

__all__ = ["create_app", "open_platform"]
