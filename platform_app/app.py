"""Puts the application together: configuration, database, wiring, pages, API, command line; nothing else."""

from pathlib import Path
from typing import IO, Any

from flask import Flask, Request
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from platform_app import api, cli, web, wiring
from platform_app.config import ROOT, Settings
from platform_app.exports import site
from platform_app.kernel.db import db

migrate = Migrate(directory=str(ROOT / "migrations"), compare_type=True, render_as_batch=True)


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """Build the application; `overrides` are settings by name.

    Raises:
        Misconfigured: the settings are wrong or unsafe.
    """
    settings = settings or Settings.from_environment(**overrides)
    Path(settings.instance_path).mkdir(parents=True, exist_ok=True)
    app = Flask("platform_app", instance_path=str(Path(settings.instance_path).resolve()), static_folder=None)
    app.request_class = Receiving
    app.config.from_mapping(_flask_config(settings))
    app.extensions["settings"] = settings
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    db.init_app(app)
    migrate.init_app(app, db)
    wiring.install(app, settings)
    site.install(settings)
    web.install(app, settings)
    api.install(app, settings)
    cli.install(app)
    return app


class Receiving(Request):
    """A request that closes the temporary files of an upload when it ends, also of one that was cut off."""

    def _get_file_stream(self, *args: Any, **kwargs: Any) -> IO[bytes]:
        stream = super()._get_file_stream(*args, **kwargs)
        self.__dict__.setdefault("receiving", []).append(stream)
        return stream

    def close(self) -> None:
        """Let go of everything that came in."""
        super().close()
        for stream in self.__dict__.pop("receiving", ()):
            stream.close()


def _flask_config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "DEBUG": settings.debug,
        "SQLALCHEMY_DATABASE_URI": settings.sqlalchemy_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": not settings.sqlalchemy_url.startswith("sqlite")},
        "MAX_CONTENT_LENGTH": settings.max_body_bytes,
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "JSON_AS_ASCII": False,
    }
