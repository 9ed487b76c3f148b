"""Settings of mail that the platform refuses to start with."""

from pathlib import Path
from typing import Any

import pytest

from platform_app.config import Misconfigured, Settings
from platform_app.notifications.mailers import mailer_for

SECRET = {"SECRET_KEY": "only-for-the-tests-of-this-process"}


@pytest.mark.parametrize("given", [{}, {"MAILER": "console"}])
def test_letters_with_one_time_links_are_not_written_into_a_log_outside_a_demonstration(given: dict[str, str]) -> None:
    with pytest.raises(Misconfigured, match=r"MAILER=console .* DEMO=1"):
        Settings.from_environment({**SECRET, **given})
    assert Settings.from_environment({**given, "DEMO": "1"}).mailer == "console"
    for other in ("smtp", "memory"):
        assert Settings.from_environment({**SECRET, "MAILER": other}).mailer == other


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"MAILER": "pigeon"}, "MAILER"),
        ({"SMTP_PORT": "smtp"}, "SMTP_PORT"),
        ({"SMTP_TLS": "maybe"}, "SMTP_TLS"),
        ({"SMTP_STARTTLS": "1", "SMTP_TLS": "1"}, "SMTP_STARTTLS and SMTP_TLS"),
        ({"SMTP_CA_FILE": "/etc/ssl/ours.pem"}, "SMTP_CA_FILE"),
    ],
)
def test_a_wrong_setting_of_mail_is_named(given: dict[str, str], named: str) -> None:
    with pytest.raises(Misconfigured, match=named):
        Settings.from_environment({"MAILER": "smtp", **SECRET, **given})


@pytest.mark.parametrize("content", [None, "", "not a certificate"])
def test_a_file_of_authorities_that_cannot_be_read_is_named_at_the_start(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    given = {**SECRET, "MAILER": "smtp", "SMTP_TLS": "1", "SMTP_CA_FILE": str(path)}
    with pytest.raises(Misconfigured, match=r"SMTP_CA_FILE=.*ca\.pem"):
        mailer_for(Settings.from_environment({"SECRET_KEY": "long enough for a test of settings", **given}))
