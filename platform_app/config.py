"""Every setting, its meaning and its default, read once from the environment and checked at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_SECRET = "not-a-secret-only-for-the-demo"


class Misconfigured(RuntimeError):
    """The platform refuses to start like this; the message names the setting."""


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """All settings. Each is read from the environment variable with its name in capitals."""

    database_url: str = _setting("", "SQLAlchemy URL; empty = SQLite in the instance folder")
    instance_path: str = _setting(str(ROOT / "instance"), "folder for the embedded database and the search index")
    content_path: str = _setting(str(ROOT / "content"), "folder with reference data, cases and pages")
    secret_key: str = _setting(DEFAULT_SECRET, "signs cookies and links; must be set without DEMO")
    demo: bool = _setting(False, "1 = demo accounts exist and the default secret is accepted")
    demo_password: str = _setting("city-exchange-demo", "password of the demo accounts")
    debug: bool = _setting(False, "Flask's debug mode; refused without DEMO")
    site_name_zh: str = _setting("城标互鉴", "the site's name in Chinese")
    site_name_en: str = _setting("City Exchange", "the site's name in English")
    public_url: str = _setting(
        "http://127.0.0.1:8000", "address under which readers reach the site, for mail and feeds"
    )
    secure_cookies: bool = _setting(False, "1 = cookies only over HTTPS; set it behind TLS")
    trusted_proxies: int = _setting(0, "how many reverse proxies stand in front and set X-Forwarded-*")
    search_engine: str = _setting("whoosh", "whoosh (embedded default) or tantivy (fast, one machine)")
    mailer: str = _setting("console", "console, smtp or memory")
    mail_from: str = _setting("City Exchange <noreply@localhost>", "sender of mail")
    smtp_host: str = _setting("localhost", "SMTP server")
    smtp_port: int = _setting(25, "its port")
    smtp_user: str = _setting("", "user name for SMTP; empty = no authentication")
    smtp_password: str = _setting("", "password for SMTP")
    smtp_starttls: bool = _setting(False, "1 = STARTTLS before authentication")
    files_url: str = _setting("", "where files lie: a folder or s3://bucket/prefix; empty = in the instance folder")
    files_s3_endpoint: str = _setting("", "address of an S3-compatible store; empty = Amazon's")
    files_s3_key: str = _setting("", "its access key; empty = what the environment says")
    files_s3_secret: str = _setting("", "its secret key")
    max_body_bytes: int = _setting(2 * 1024 * 1024, "largest request body in bytes; uploads have their own limit")
    rate_limit_api: str = _setting("600 per minute", "API requests per token or address")
    rate_limit_storage: str = _setting("memory://", "where counts are kept; several processes share one by redis://")
    background_drain: bool = _setting(True, "0 = queues are drained in the request instead of a thread")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, **overrides: Any) -> "Settings":
        """Read the environment; `overrides` win, for tests and scripts.

        Raises:
            Misconfigured: a value has the wrong form or the combination is unsafe.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        for each in fields(cls):
            if each.name.upper() in environ:
                values[each.name] = _read(each.name, environ[each.name.upper()], type(each.default))
        settings = cls(**{**values, **overrides})
        settings.check()
        return settings

    def check(self) -> None:
        """Refuse what is unsafe outside a demonstration."""
        if self.search_engine not in ("whoosh", "tantivy"):
            raise Misconfigured("SEARCH_ENGINE must be whoosh or tantivy")
        if self.mailer not in ("console", "smtp", "memory"):
            raise Misconfigured("MAILER must be console, smtp or memory")
        if self.demo:
            return
        if self.secret_key == DEFAULT_SECRET or len(self.secret_key) < 16:
            raise Misconfigured("SECRET_KEY must be set to a long random value (or DEMO=1 for a demonstration)")
        if self.debug:
            raise Misconfigured("DEBUG is refused without DEMO=1")

    @property
    def sqlalchemy_url(self) -> str:
        """The database's address, SQLite in the instance folder by default."""
        url = self.database_url or f"sqlite:///{Path(self.instance_path).resolve() / 'platform.db'}"
        if url.startswith(("postgres://", "postgresql://")):
            return "postgresql+psycopg://" + url.split("://", 1)[1]
        return url


def _read(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() in ("1", "true", "yes", "on"):
            return True
        if text.lower() in ("0", "false", "no", "off", ""):
            return False
        raise Misconfigured(f"{name.upper()} must be 1 or 0")
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise Misconfigured(f"{name.upper()} must be a whole number") from None
    return text
