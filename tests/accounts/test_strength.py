"""Passwords that are easy to guess are refused wherever one is chosen, and nothing else is lost by it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts import (
    demo,
    queries,
    queries_people,
    service_invitations,
    service_passwords,
    service_people,
    strength,
)
from platform_app.accounts.credentials import matches
from platform_app.accounts.inputs import (
    Acceptance,
    LinkUse,
    NewInvitation,
    NewPerson,
    PasswordChange,
    Registration,
    ResetRequest,
    SignIn,
)
from platform_app.kernel.errors import Invalid
from tests import cast as the_cast
from tests.cast import PASSWORD, Cast, address
from tests.mailbox import Mailbox

NEW = "new@people.example"
COMMON = "password1234"
GOOD = "seven green lanterns"


def why(password: str, email: str = "lin.xiao@hangzhou.example", name: str = "林晓") -> str:
    """Why a password is refused."""
    with pytest.raises(Invalid) as refused:
        strength.refuse_guessable(password, email=email, name=name)
    assert list(refused.value.errors) == ["password"]
    return str(refused.value.errors["password"][0])


def passes(password: str, email: str = "lin.xiao@hangzhou.example", name: str = "林晓") -> None:
    """It is not refused."""
    strength.refuse_guessable(password, email=email, name=name)


GUESSED: list[str] = [
    *("password123", "P@ssw0rd123", "password1234", "1234567890", "0987654321", "qwertyuiop", "1qaz2wsx3edc"),
    *("woaini1314520", "woaini5201314", "woshishui123", "wodemima123", "baobei520520", "beijing2008520"),
    *("wangwei19880512", "19880512wangwei", "Wang_Wei-880512", "lixiaoming20010203", "ouyang@19991231"),
    *("iloveyou520", "5201314520", "a123456789", "administrator", "letmein123456", "trustno1trustno1"),
    *(
        "aaaaaaaaaa",
        "abcabcabcabc",
        "abcdefghijkl",
        "13912345678",
        "Summer2024!",
        "我我我我我我我我我我",
        "x" * 200,
    ),
]


def test_common_passwords_and_plain_patterns_are_refused(platform: Flask, subtests: pytest.Subtests) -> None:
    for password in GUESSED:
        with subtests.test(password=password):
            assert "many people use it, or it is a simple pattern" in why(password)


KNOWN: list[str] = [
    *("lin.xiao@hangzhou.example", "LIN.XIAO@hangzhou.example1", "linxiao1990", "oaixnil1990", "l1nx1a0-99"),
    *("hangzhou2024", "城标互鉴2024年", "chengbiaohujian", "City Exchange", "cityexchange2024", "c1ty3xchange"),
]


def test_what_is_known_of_the_person_or_the_site_is_refused(platform: Flask, subtests: pytest.Subtests) -> None:
    for password in KNOWN:
        with subtests.test(password=password):
            assert "from your name, your address or the name of this site" in why(password)


def test_the_same_words_are_good_enough_for_somebody_else_or_on_another_site(make_app: Callable[..., Flask]) -> None:
    make_app(site_name_zh="城标互鉴", site_name_en="City Exchange")
    assert "the name of this site" in why("chengbiaohujian")
    make_app(site_name_zh="另一个网站", site_name_en="Elsewhere")
    passes("chengbiaohujian")
    assert "your name" in why("zhangweiguo", name="张卫国")
    passes("zhangweiguo", name="林晓")


UNRELATED: list[str] = [
    PASSWORD,
    GOOD,
    "a boat on the river",
    "correct horse battery staple",
    "湖边散步的一条长路啊",
    "tUkq94-xm2q",
]


def test_unrelated_words_pass(platform: Flask, subtests: pytest.Subtests) -> None:
    for password in UNRELATED:
        with subtests.test(password=password):
            passes(password)


def test_each_is_judged_by_her_own_name_however_many_choose_at_once(platform: Flask) -> None:
    names = [f"quirinus{word}" for word in ("zaphod", "marvin", "trillian", "slartibart")] * 10
    with ThreadPoolExecutor(len(names)) as pool:
        told = list(pool.map(lambda name: why(f"{name}7", name=name), names))
    assert all("your name" in sentence for sentence in told)


def refused(act: Callable[[], object]) -> None:
    """It names the field and says what to do."""
    with pytest.raises(Invalid) as told:
        act()
    assert list(told.value.errors) == ["password"]
    assert "easy to guess" in str(told.value.errors["password"][0])


def test_a_new_account_and_its_link_keeps_working(cast: Cast, mailbox: Mailbox) -> None:
    service_people.register(ANONYMOUS, Registration(email=NEW, name="新人"), client=None)
    secret = mailbox.secret(NEW, "confirm")
    for poor in (COMMON, "new@people.example"):
        refused(lambda poor=poor: service_people.confirm(ANONYMOUS, LinkUse(secret=secret, password=poor)))
    service_people.confirm(ANONYMOUS, LinkUse(secret=secret, password=GOOD))
    assert service_passwords.sign_in(ANONYMOUS, SignIn(email=NEW, password=GOOD), client=None)


def test_a_reset_and_its_link_keeps_working(cast: Cast, mailbox: Mailbox) -> None:
    service_passwords.request_reset(ANONYMOUS, ResetRequest(email=address("lin")), client=None)
    secret = mailbox.secret(address("lin"), "reset-password")
    refused(lambda: service_passwords.reset_password(ANONYMOUS, LinkUse(secret=secret, password=COMMON)))
    assert service_passwords.sign_in(ANONYMOUS, SignIn(email=address("lin"), password=PASSWORD), client=None)
    service_passwords.reset_password(ANONYMOUS, LinkUse(secret=secret, password=GOOD))


def test_a_change_and_the_old_one_keeps_working(cast: Cast) -> None:
    poor = PasswordChange(current=PASSWORD, password=COMMON)
    refused(lambda: service_passwords.change_password(cast.lin, cast.lin.id or 0, poor, client=None))
    assert service_passwords.sign_in(ANONYMOUS, SignIn(email=address("lin"), password=PASSWORD), client=None)


def test_an_invitation_and_its_link_keeps_working(cast: Cast, mailbox: Mailbox) -> None:
    invited = NewInvitation.model_validate({"email": NEW, "roles": ["editor"]})
    service_invitations.invite(cast.lin, cast.hangzhou.id, invited)
    secret = mailbox.secret(NEW, "invitation")
    for name, poor in (("新人", COMMON), ("Zaphod Beeblebrox", "zaphodbeeblebrox1")):
        taken = Acceptance(secret=secret, name=name, password=poor)
        refused(lambda taken=taken: service_invitations.accept_invitation(ANONYMOUS, taken))
    assert queries_people.by_address(NEW) is None
    service_invitations.accept_invitation(ANONYMOUS, Acceptance(secret=secret, name="新人", password=GOOD))


def test_an_account_made_by_an_administrator_and_one_that_is_there(cast: Cast) -> None:
    refused(lambda: service_people.put_person(cast.tang, NewPerson(email=NEW, name="新人", password=COMMON)))
    known = NewPerson(email=address("lin"), name="林晓", password=COMMON)
    refused(lambda: service_people.put_person(SYSTEM, known))
    assert queries_people.by_address(NEW) is None


def test_demonstration_accounts_may_have_a_password_that_everybody_knows(make_app: Callable[..., Flask]) -> None:
    with make_app(demo=True).app_context():
        the_cast.assemble()
        demo.put_demo_accounts(SYSTEM, "city-exchange-demo")
        demo.put_demo_accounts(SYSTEM, COMMON)
        city = queries_people.by_address("city@demo.example")
        assert city
        assert matches(city.password_hash, COMMON)
        poor = PasswordChange(current=COMMON, password="password12345")
        herself = queries.actor_of(city.id)
        assert herself
        refused(lambda: service_passwords.change_password(herself, city.id, poor, client=None))
