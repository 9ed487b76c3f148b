"""Where is never sent to: every address that is not public, in every disguise, at registration and at sending."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read
from platform_app.webhooks import addresses, posting, service
from platform_app.webhooks.inputs import NewWebhook
from tests.cast import assemble
from tests.webhooks.receiver import Receiver

CLOSED = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "2002:7f00:1::1", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]  # fmt: skip
OPEN = ["1.1.1.1", "8.8.8.8", "223.5.5.5", "172.32.0.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_that_is_not_public_is_closed(address: str) -> None:
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", OPEN)
def test_a_public_address_is_open(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "//example.org/",
        "http://", "http:///path", "https://user:word@example.org/", "https://example.org@10.0.0.1/",
        "https://example.org:0/", "https://example.org:70000/", "https://example.org:x/", "https://[::1/",
        "https://example.org/#part", "https://example.org/a b", "https://example.org/中文",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(addresses.Refused) as refused:
        addresses.parse(url)
    assert refused.value.key == "url"
    with pytest.raises(Invalid) as invalid:
        read(NewWebhook, {"name": "门户", "url": url, "events": ["case.published"]})
    assert set(invalid.value.errors) == {"url"}


def test_a_web_address_is_taken_apart() -> None:
    assert addresses.parse("https://例子.example/a?b=c") == addresses.Place(True, "xn--fsqu00a.example", 443, "/a?b=c")
    assert addresses.parse("http://[2606:4700::1]:8080") == addresses.Place(False, "2606:4700::1", 8080, "/")


@pytest.fixture
def strict(make_app: Callable[..., Flask]) -> Flask:
    """An application as it is by default."""
    return make_app()


PRIVATE = [
    ("http://127.0.0.1/", "private"),
    ("http://localhost:8000/", "private"),
    ("http://2130706433/", "private"),
    ("http://0x7f.1/", "private"),
    ("http://127.1/", "private"),
    ("http://[::1]/", "private"),
    ("http://[::ffff:169.254.169.254]/", "private"),
    ("http://169.254.169.254/latest/meta-data/", "private"),
    ("http://no-such-name.invalid/", "unresolved"),
]


@pytest.mark.databases("sqlite")
def test_a_private_target_is_refused_when_it_is_registered(strict: Flask, subtests: pytest.Subtests) -> None:
    with strict.app_context():
        cast = assemble()
        for url, key in PRIVATE:
            new = read(NewWebhook, {"name": "门户", "url": url, "events": ["case.published"]})
            with subtests.test(url=url):
                with pytest.raises(Invalid) as refused:
                    service.register(cast.lin, cast.hangzhou.id, new)
                assert refused.value.errors == {"url": [posting.ERRORS[key]]}


def naming(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """A name server that gives these addresses in turn, the last for ever; what is asked by number answers itself."""
    real, left, asked = socket.getaddrinfo, list(answers), []

    def resolve(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if host != "turning.example":
            return real(host, port, *args, **options)
        asked.append(host)
        address = left.pop(0) if len(left) > 1 else left[0]
        return real(address, port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.databases("sqlite")
def test_a_name_that_turns_private_after_registration_is_not_sent_to(
    strict: Flask, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    naming(monkeypatch, "1.1.1.1", "127.0.0.1")
    url = f"http://turning.example:{receiver.port}/"
    addresses.resolve(addresses.parse(url))
    assert posting.post(url, b"{}", {}).error == "private"
    assert receiver.got == []


@pytest.mark.databases("sqlite")
def test_a_name_that_turns_between_check_and_call_leads_nowhere_else(
    strict: Flask, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = naming(monkeypatch, "192.0.2.7", "127.0.0.1")
    monkeypatch.setattr(addresses, "is_allowed", lambda address: address == "192.0.2.7")
    monkeypatch.setattr(posting, "TIMEOUT_S", 0.5)
    outcome = posting.post(f"http://turning.example:{receiver.port}/", b"{}", {})
    assert outcome.error in ("timeout", "unreachable")
    assert (asked, receiver.got) == (["turning.example"], [])


@pytest.mark.databases("sqlite")
def test_one_private_address_among_public_ones_closes_a_name(strict: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(addresses.Refused) as refused:
        addresses.resolve(addresses.parse("http://both.example/"))
    assert refused.value.key == "private"
