"""Every setting, its meaning and its default, read once from the environment and checked at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_SECRET = "not-a-secret-only-for-the-demo"


class Misconfigured(RuntimeError):
    """The platform refuses to start like this; the sentence, which is translated at the mouth, names the setting."""

    def __init__(self, sentence: str, **gaps: str) -> None:
        super().__init__(sentence.format(**gaps) if gaps else sentence)
        self.sentence = sentence
        self.gaps = gaps


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
    cli_language: str = _setting(
        "", "language of the command line: zh or en; empty = zh where LC_ALL, LC_MESSAGES or LANG says so, else en"
    )
    public_url: str = _setting(
        "http://127.0.0.1:8000", "address under which readers reach the site, for mail and feeds"
    )
    secure_cookies: bool = _setting(False, "1 = cookies only over HTTPS; set it behind TLS")
    trusted_proxies: int = _setting(0, "how many reverse proxies stand in front and set X-Forwarded-*")
    search_engine: str = _setting("whoosh", "whoosh (embedded default) or tantivy (fast, one machine)")
    mailer: str = _setting(
        "console", "smtp, memory (for tests) or console: letters with one-time links in the log, refused without DEMO=1"
    )
    mail_from: str = _setting("City Exchange <noreply@localhost>", "sender of mail")
    smtp_host: str = _setting("localhost", "SMTP server")
    smtp_port: int = _setting(25, "its port: often 587 with STARTTLS, 465 with SMTP_TLS")
    smtp_user: str = _setting("", "user name for SMTP; empty = no authentication")
    smtp_password: str = _setting("", "password for SMTP")
    smtp_starttls: bool = _setting(False, "1 = STARTTLS before authentication; a server without it gets no mail")
    smtp_tls: bool = _setting(False, "1 = TLS from the first byte (SMTPS), instead of STARTTLS")
    smtp_ca_file: str = _setting(
        "", "PEM file of the authorities that may vouch for the SMTP server; empty = the system's"
    )
    files_url: str = _setting("", "where files lie: a folder or s3://bucket/prefix; empty = in the instance folder")
    files_s3_endpoint: str = _setting("", "address of an S3-compatible store; empty = Amazon's")
    files_s3_key: str = _setting("", "its access key; empty = what the environment says")
    files_s3_secret: str = _setting("", "its secret key")
    prepare_files: bool = _setting(True, "0 = serving processes leave pictures and texts of files to flask worker")
    hold_first_posts: int = _setting(0, "how many first posts of an account wait until a moderator shows them")
    posts_per_hour: int = _setting(60, "posts that any account may write in an hour; new accounts fewer")
    max_body_bytes: int = _setting(2 * 1024 * 1024, "largest request body in bytes; uploads have their own limit")
    rate_limit_api: str = _setting("600 per minute", "API requests per token or address")
    rate_limit_storage: str = _setting("memory://", "where counts are kept; several processes share one by redis://")
    webhooks_allow_private: bool = _setting(
        False, "1 = webhooks may be sent into private networks, where whoever registers one can knock at inner doors"
    )
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
            raise Misconfigured("SEARCH_ENGINE must be whoosh or tantivy.")
        if self.cli_language not in ("", "zh", "en"):
            raise Misconfigured("CLI_LANGUAGE must be zh or en, or empty.")
        self._check_mail()
        if self.demo:
            return
        if self.secret_key == DEFAULT_SECRET or len(self.secret_key) < 16:
            raise Misconfigured("SECRET_KEY must be set to a long random value (or DEMO=1 for a demonstration).")
        if self.debug:
            raise Misconfigured("DEBUG is refused without DEMO=1.")
        if self.mailer == "console":
            raise Misconfigured(
                "MAILER=console writes letters with one-time links into the log and is refused without DEMO=1: "
                "set MAILER=smtp and SMTP_HOST."
            )

    def _check_mail(self) -> None:
        if self.mailer not in ("console", "smtp", "memory"):
            raise Misconfigured("MAILER must be console, smtp or memory.")
        if self.smtp_starttls and self.smtp_tls:
            raise Misconfigured("SMTP_STARTTLS and SMTP_TLS exclude each other: set one of them.")
        if self.smtp_ca_file and not (self.smtp_starttls or self.smtp_tls):
            raise Misconfigured("SMTP_CA_FILE is of no use without SMTP_STARTTLS=1 or SMTP_TLS=1.")

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
        raise Misconfigured("{name} must be 1 or 0.", name=name.upper())
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise Misconfigured("{name} must be a whole number.", name=name.upper()) from None
    return text
