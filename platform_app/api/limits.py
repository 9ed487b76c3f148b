"""How many requests one caller may send: counted by person, or by address without a token."""

from flask import Flask
from flask.blueprints import Blueprint
from flask_limiter import Limiter

from platform_app.api.auth import caller_key
from platform_app.config import Settings


def install(app: Flask, blueprint: Blueprint, settings: Settings) -> None:
    """Count every request to the API; the answer tells what is left, and a refusal when to come back."""
    limiter = Limiter(key_func=caller_key, storage_uri=settings.rate_limit_storage, headers_enabled=True)
    limiter.limit(settings.rate_limit_api)(blueprint)
    limiter.init_app(app)
