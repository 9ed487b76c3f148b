"""Registering, confirming, one's profile; and that nobody learns who has an account."""

from datetime import timedelta

import pytest

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts import queries, queries_people, service_passwords, service_people
from platform_app.accounts.inputs import LinkUse, NewPerson, Profile, Registration, SignIn
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, Throttled
from platform_app.kernel.inputs import read
from platform_app.kernel.pages import PageRequest
from platform_app.moderation import audit
from tests.cast import Cast, address
from tests.mailbox import Mailbox

NEW = "new@people.example"
PASSWORD = "seven green lanterns"


def register(email: str = NEW, name: str = "新人", client: str = "203.0.113.7") -> None:
    """Ask for an account."""
    service_people.register(ANONYMOUS, read(Registration, {"email": email, "name": name}), client=client)


def confirm(secret: str, password: str = PASSWORD) -> None:
    """Follow the link."""
    service_people.confirm(ANONYMOUS, LinkUse(secret=secret, password=password))


def test_an_account_opens_by_its_mailed_link(mailbox: Mailbox) -> None:
    register()
    person = queries_people.by_address(NEW)
    assert person is not None
    assert queries.actor_of(person.id) is None, "unconfirmed"
    confirm(mailbox.secret(NEW, "confirm"))
    signed_in = service_passwords.sign_in(ANONYMOUS, SignIn(email=NEW, password=PASSWORD), client="203.0.113.7")
    actor = queries.actor_of(signed_in.id)
    assert actor is not None
    assert (actor.name, actor.is_insider) == ("新人", False)


def test_a_link_works_once(mailbox: Mailbox) -> None:
    register()
    secret = mailbox.secret(NEW, "confirm")
    confirm(secret)
    with pytest.raises(Conflict) as refused:
        confirm(secret, "an attacker's password")
    assert refused.value.code == "link_used"
    service_passwords.sign_in(ANONYMOUS, SignIn(email=NEW, password=PASSWORD), client=None)


def test_a_link_expires(mailbox: Mailbox) -> None:
    register()
    with clock.stopped_at(clock.now() + timedelta(days=3, seconds=1)), pytest.raises(Conflict) as refused:
        confirm(mailbox.secret(NEW, "confirm"))
    assert refused.value.code == "link_expired"


@pytest.mark.parametrize("secret", ["x", "é" * 50, "\ud800"])
def test_a_link_that_was_never_sent_is_refused(cast: Cast, secret: str) -> None:
    with pytest.raises((Conflict, Invalid)) as refused:
        service_people.confirm(ANONYMOUS, read(LinkUse, {"secret": secret, "password": PASSWORD}))
    assert refused.value.code in ("link_unknown", "invalid")


def test_a_confirming_link_does_not_reset_a_password(mailbox: Mailbox) -> None:
    register()
    with pytest.raises(Conflict):
        service_passwords.reset_password(
            ANONYMOUS, LinkUse(secret=mailbox.secret(NEW, "confirm"), password="something else")
        )


def test_registering_again_before_confirming_sends_a_new_link_and_the_old_one_stops(mailbox: Mailbox) -> None:
    register()
    first = mailbox.secret(NEW, "confirm")
    register(name="另一个名字")
    with pytest.raises(Conflict):
        confirm(first)
    confirm(mailbox.secret(NEW, "confirm"))


@pytest.mark.parametrize(
    "spelling",
    ["lin@cast.example", "LIN@Cast.Example", "ｌｉｎ@cast.example", "lin@ｃａｓｔ.example", "lin@cast。example"],
)
def test_an_address_in_another_spelling_is_the_same_and_only_its_owner_is_told(
    cast: Cast, mailbox: Mailbox, spelling: str
) -> None:
    register(spelling, name="Impostor")
    person = queries_people.get(cast.lin.id or 0)
    assert person.name == "林晓"
    assert len(mailbox.outbox) == 1
    told = mailbox.to(address("lin"))[0]
    assert "您已有账号" in told["Subject"]
    assert "Impostor" not in told.get_content()


def test_an_international_domain_counts_the_same_in_both_spellings(mailbox: Mailbox) -> None:
    register("li@例子.中国")
    before = queries_people.by_address("li@xn--fsqu00a.xn--fiqs8s")
    assert before is not None
    assert mailbox.outbox[0]["To"].addresses[0].addr_spec == "li@xn--fsqu00a.xn--fiqs8s"


@pytest.mark.parametrize(
    "email",
    [
        *("", "x", "a@b", "a b@cast.example", "a@a.example,b@b.example", "x" * 300 + "@a.example"),
        *("a@cast.example\nBcc: x@y.example", "\x00@a.example", "\ud800@a.example", "名@cast.example"),
    ],
)
def test_what_is_not_an_address_is_refused_by_name(email: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(Registration, {"email": email, "name": "x"})
    assert list(refused.value.errors) == ["email"]


@pytest.mark.parametrize("password", ["short", "x" * 201, "\ud800" * 12])
def test_a_password_that_cannot_be_used_is_refused_by_name(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(LinkUse, {"secret": "x", "password": password})
    assert list(refused.value.errors) == ["password"]


def test_a_refused_password_is_not_repeated_in_the_refusal() -> None:
    with pytest.raises(Invalid) as refused:
        read(LinkUse, {"secret": "x", "password": "short"})
    assert "short" not in repr(refused.value.errors)
    assert "walk" not in repr(LinkUse(secret="x", password="a long walk"))


def test_nobody_is_flooded_with_mail(mailbox: Mailbox) -> None:
    for _ in range(5):
        register()
    with pytest.raises(Throttled):
        register()
    assert len(mailbox.outbox) == 5


def test_only_the_person_herself_edits_her_profile(cast: Cast) -> None:
    assert cast.lin.id
    service_people.edit_profile(cast.lin, cast.lin.id, Profile(name="林小晓", language="en"))
    assert queries.actor_of(cast.lin.id).language == "en"  # type: ignore[union-attr]
    for other in (cast.zhou, cast.tang, ANONYMOUS):
        with pytest.raises(NotAllowed):
            service_people.edit_profile(other, cast.lin.id, Profile(name="x", language="en"))


def test_a_person_made_by_the_command_line_twice_is_one_person(cast: Cast) -> None:
    new = NewPerson(email="Made@people.example", name="新", password=PASSWORD)
    first = service_people.put_person(SYSTEM, new)
    hashed = first.password_hash
    again = service_people.put_person(SYSTEM, new.model_copy(update={"email": "made@people.example"}))
    assert (again.id, again.password_hash) == (first.id, hashed)


def test_changing_a_person_from_the_command_line_ends_her_sessions_and_is_written_down(cast: Cast) -> None:
    lin = cast.lin.id or 0
    service_people.put_person(SYSTEM, NewPerson(email=address("lin"), name="林小晓", password=PASSWORD))
    assert queries.actor_of_session(lin, 1) is None
    log = audit.lines(SYSTEM, PageRequest(), subject_kind="person", subject_id=lin).items
    assert [line.act for line in log][:2] == ["PasswordChanged", "PersonEdited"]
