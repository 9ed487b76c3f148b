"""How often one may try a password: by address, by client, over several processes."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import (
    credentials,
    service_passwords,
    throttle,
)
from platform_app.accounts.inputs import SignIn
from platform_app.accounts.keys import Attempt
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import DomainError, NotAllowed, Throttled
from platform_app.kernel.messages import Message
from tests.cast import PASSWORD, Cast, address

HERE = "203.0.113.7"


def sign_in(name: str, password: str = PASSWORD, client: str = HERE) -> int:
    """Try to sign in; says who it was."""
    return service_passwords.sign_in(ANONYMOUS, SignIn(email=address(name), password=password), client=client).id


def refusal(name: str, password: str = "wrong", client: str = HERE) -> tuple[type, str, Message]:
    """How a try fails."""
    with pytest.raises(DomainError) as refused:
        sign_in(name, password, client)
    return type(refused.value), refused.value.code, refused.value.message


@pytest.mark.parametrize("name", ["lin", "nobody"])
def test_an_address_is_closed_after_ten_tries_whether_it_exists_or_not(cast: Cast, name: str) -> None:
    for n in range(10):
        assert refusal(name, client=f"198.51.100.{n}")[0] is NotAllowed
    with pytest.raises(Throttled) as refused:
        sign_in(name, client="198.51.100.99")
    assert 0 < refused.value.retry_after <= 15 * 60


def test_the_right_password_does_not_open_a_closed_address_until_the_time_is_over(cast: Cast) -> None:
    start = clock.now()
    with clock.stopped_at(start):
        for _ in range(10):
            refusal("lin")
        with pytest.raises(Throttled) as refused:
            sign_in("lin")
    with clock.stopped_at(start + timedelta(seconds=refused.value.retry_after)):
        assert sign_in("lin") == cast.lin.id


def test_a_client_is_closed_after_sixty_tries_over_any_addresses(cast: Cast) -> None:
    for n in range(60):
        refusal(f"guess{n}")
    assert refusal("lin", PASSWORD)[0] is Throttled
    assert sign_in("lin", client="198.51.100.1") == cast.lin.id


def test_a_success_takes_back_the_tries_at_its_own_address_only(cast: Cast) -> None:
    for _ in range(9):
        refusal("zhou")
        refusal("lin")
    sign_in("lin")
    refusal("lin")
    refusal("zhou")
    assert refusal("zhou", PASSWORD)[0] is Throttled


def test_tries_at_the_same_moment_are_all_counted(app: Flask) -> None:
    """Eight threads with their own sessions; the limit may be overshot by those in flight, not by more."""
    outcomes: list[type] = []

    def guess() -> None:
        with app.app_context():
            for _ in range(5):
                outcomes.append(refusal("victim")[0])

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 40
    assert 10 <= outcomes.count(NotAllowed) <= 10 + 8


def test_all_addresses_of_one_ipv6_network_are_one_client() -> None:
    assert credentials.client_key("2001:db8::1") == credentials.client_key("2001:db8::ffff:1")
    assert credentials.client_key("2001:db8:0:1::1") != credentials.client_key("2001:db8::1")
    assert credentials.client_key("::ffff:203.0.113.7") == credentials.client_key("203.0.113.7")


def test_old_tries_are_swept(cast: Cast) -> None:
    with clock.stopped_at(clock.now() - throttle.KEPT - timedelta(minutes=1)):
        refusal("lin")
    refusal("zhou")
    assert db.session.query(Attempt).count() == 1


def test_the_count_holds_over_several_processes(make_app: Callable[..., Flask]) -> None:
    workers = [make_app(), make_app()]
    for n in range(10):
        with workers[n % 2].app_context():
            assert refusal("victim")[0] is NotAllowed
    for app in workers:
        with app.app_context():
            assert refusal("victim")[0] is Throttled
