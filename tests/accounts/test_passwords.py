"""Signing in, throttling, changing and resetting a password."""

from datetime import timedelta

import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import (
    credentials,
    queries,
    queries_people,
    service_passwords,
    service_people,
    service_tokens,
)
from platform_app.accounts.inputs import LinkUse, NewToken, PasswordChange, Refusal, ResetRequest, SignIn
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, Throttled
from platform_app.kernel.messages import Message
from tests.cast import PASSWORD, Cast, address
from tests.mailbox import Mailbox

HERE = "203.0.113.7"


def sign_in(name: str, password: str = PASSWORD, client: str = HERE) -> int:
    """Try to sign in; says who it was."""
    return service_passwords.sign_in(ANONYMOUS, SignIn(email=address(name), password=password), client=client).id


def refusal(name: str, password: str = "wrong", client: str = HERE) -> tuple[type, str, Message]:
    """How a try fails."""
    with pytest.raises(DomainError) as refused:
        sign_in(name, password, client)
    return type(refused.value), refused.value.code, refused.value.message


def test_the_right_password_opens_in_any_spelling_of_the_address(cast: Cast) -> None:
    assert sign_in("lin") == cast.lin.id
    tried = SignIn(email="  LIN@ＣＡＳＴ.example", password=PASSWORD)
    assert service_passwords.sign_in(ANONYMOUS, tried, client=HERE).id == cast.lin.id


def test_unknown_addresses_and_wrong_passwords_are_refused_alike(cast: Cast) -> None:
    assert refusal("lin") == refusal("nobody")
    assert refusal("lin")[1] == "bad_credentials"


def test_an_unknown_address_costs_the_same_work(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Counting:
        def __init__(self, hasher: object) -> None:
            self.hasher = hasher

        def verify(self, hashed: str, password: str) -> None:
            verified.append(hashed.rpartition("$")[0].rpartition("$")[0])  # the cost, without salt and hash
            self.hasher.verify(hashed, password)  # type: ignore[attr-defined]

        def hash(self, password: str) -> str:
            return str(self.hasher.hash(password))  # type: ignore[attr-defined]

    monkeypatch.setattr(credentials, "_hasher", Counting(credentials._hasher))
    refusal("lin")
    refusal("nobody")
    assert len(verified) == 2
    assert verified[0] == verified[1]


def test_passwords_are_kept_as_argon2id_at_the_cost_owasp_names() -> None:
    passes, memory = credentials._hasher.time_cost, credentials._hasher.memory_cost
    credentials.set_cost(credentials.PASSES, credentials.MEMORY_KIB)
    try:
        assert credentials.hash_password("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    finally:
        credentials.set_cost(passes, memory)


def test_a_hash_of_another_cost_is_renewed_at_sign_in(cast: Cast) -> None:
    passes, memory = credentials._hasher.time_cost, credentials._hasher.memory_cost
    credentials.set_cost(2, 16)
    try:
        sign_in("lin")
    finally:
        credentials.set_cost(passes, memory)
    assert "m=16,t=2" in (queries_people.get(cast.lin.id or 0).password_hash or "")


def test_a_suspended_person_is_told_only_when_she_knows_the_password(cast: Cast) -> None:
    service_people.suspend(cast.tang, cast.lin.id or 0, Refusal(reason="left"))
    assert refusal("lin")[1] == "bad_credentials"
    assert refusal("lin", PASSWORD)[1] == "suspended"


def test_a_password_is_changed_only_by_who_knows_the_old_one(cast: Cast, mailbox: Mailbox) -> None:
    assert cast.lin.id
    with pytest.raises(Invalid) as refused:
        change(cast, current="wrong")
    assert list(refused.value.errors) == ["current"]
    change(cast)
    assert refusal("lin", PASSWORD)[1] == "bad_credentials"
    assert sign_in("lin", "a boat on the river") == cast.lin.id
    assert "密码已更改" in mailbox.to(address("lin"))[0]["Subject"]


def change(cast: Cast, current: str = PASSWORD) -> None:
    """Lin changes her password."""
    new = PasswordChange(current=current, password="a boat on the river")
    service_passwords.change_password(cast.lin, cast.lin.id or 0, new, client=HERE)


def test_guessing_the_old_password_in_an_open_session_is_throttled(cast: Cast) -> None:
    for _ in range(10):
        with pytest.raises(Invalid):
            change(cast, current="wrong")
    with pytest.raises(Throttled):
        change(cast)


def test_nobody_changes_another_persons_password(cast: Cast) -> None:
    new = PasswordChange(current=PASSWORD, password="a boat on the river")
    for other in (cast.zhou, cast.tang, ANONYMOUS):
        with pytest.raises(NotAllowed):
            service_passwords.change_password(other, cast.lin.id or 0, new, client=HERE)


def test_changing_and_signing_out_everywhere_end_all_sessions(cast: Cast) -> None:
    assert cast.lin.id
    assert queries.actor_of_session(cast.lin.id, 1)
    change(cast)
    assert queries.actor_of_session(cast.lin.id, 1) is None
    service_passwords.sign_out_everywhere(cast.lin, cast.lin.id)
    assert queries.actor_of_session(cast.lin.id, 2) is None
    assert queries.actor_of_session(cast.lin.id, 3)


def request_reset(name: str) -> None:
    """Ask for a link."""
    service_passwords.request_reset(ANONYMOUS, ResetRequest(email=address(name)), client=HERE)


def reset(secret: str) -> None:
    """Follow it."""
    service_passwords.reset_password(ANONYMOUS, LinkUse(secret=secret, password="a boat on the river"))


def test_a_reset_by_mail_opens_the_account_and_ends_sessions_tokens_and_the_count(cast: Cast, mailbox: Mailbox) -> None:
    issued = service_tokens.create_token(cast.lin, NewToken(name="script"))
    for _ in range(10):
        refusal("lin")
    request_reset("lin")
    reset(mailbox.secret(address("lin"), "reset-password"))
    assert sign_in("lin", "a boat on the river") == cast.lin.id
    assert queries.actor_of_session(cast.lin.id or 0, 1) is None
    assert service_tokens.actor_of_token(issued.secret) is None


def test_a_reset_link_works_once_and_for_two_hours(cast: Cast, mailbox: Mailbox) -> None:
    request_reset("lin")
    secret = mailbox.secret(address("lin"), "reset-password")
    with clock.stopped_at(clock.now() + timedelta(hours=2, seconds=1)), pytest.raises(Conflict) as late:
        reset(secret)
    assert late.value.code == "link_expired"
    reset(secret)
    with pytest.raises(Conflict) as used:
        reset(secret)
    assert used.value.code == "link_used"


def test_asking_for_a_reset_does_not_tell_whether_an_address_exists(cast: Cast, mailbox: Mailbox) -> None:
    request_reset("nobody")
    assert mailbox.outbox == []
    for _ in range(4):
        request_reset("nobody")
    with pytest.raises(Throttled):
        request_reset("nobody")


def test_a_suspended_person_gets_no_reset_link(cast: Cast, mailbox: Mailbox) -> None:
    request_reset("lin")
    service_people.suspend(cast.tang, cast.lin.id or 0, Refusal(reason="left"))
    with pytest.raises(NotAllowed):
        reset(mailbox.secret(address("lin"), "reset-password"))
    before = len(mailbox.outbox)
    request_reset("lin")
    assert len(mailbox.outbox) == before
