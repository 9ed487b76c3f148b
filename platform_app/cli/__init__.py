"""The cli mouth."""

from typing import Any


def install(app: Any, *settings: Any) -> None:
    """Register this mouth on the application."""
