"""The demonstration accounts, and the start that is refused because of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app import create_app
from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.levels import PlatformRole
from platform_app.accounts import demo, queries, service_passwords
from platform_app.accounts.inputs import SignIn
from platform_app.accounts.models import Membership, Person, PlatformRoleGrant
from platform_app.config import Misconfigured
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotAllowed
from platform_app.moderation.models import AuditLine
from tests.cast import Cast, assemble

PASSWORD = "city-exchange-demo"
MakeApp = Callable[..., Flask]


def sizes() -> list[int | None]:
    """How many rows there are of everything."""
    tables = (Person, Membership, PlatformRoleGrant, AuditLine)
    return [db.session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_each_demo_account_signs_in_and_sits_where_it_should(cast: Cast) -> None:
    demo.put_demo_accounts(SYSTEM, PASSWORD)
    actors = {}
    for account in demo.DEMO_ACCOUNTS:
        person = service_passwords.sign_in(ANONYMOUS, SignIn(email=account.email, password=PASSWORD), client=None)
        actors[account.local_part] = queries.actor_of(person.id)
    seated = {n: (a.writes_for, a.coordinates) for n, a in actors.items() if a and a.seats}
    city, peer, dubai = ({o.id} for o in (cast.hangzhou, cast.xiamen, cast.dubai))
    assert seated == {
        "city": (city, city),
        "editor": (city, set()),
        "peer": (peer, peer),
        "province": (set(), {cast.zhejiang.id}),
        "partner": (dubai, dubai),
    }
    ranked = {n: set(a.roles) for n, a in actors.items() if a and a.roles}
    assert ranked == {
        "moderator": {PlatformRole.MODERATOR},
        "secretariat": {PlatformRole.SECRETARIAT},
        "admin": {PlatformRole.ADMIN},
    }
    assert len(actors) == 8


def test_making_the_demo_accounts_twice_does_nothing_twice(cast: Cast) -> None:
    demo.put_demo_accounts(SYSTEM, PASSWORD)
    before = sizes()
    demo.put_demo_accounts(SYSTEM, PASSWORD)
    assert sizes() == before


def test_only_the_system_and_administrators_make_them(cast: Cast) -> None:
    for actor in (ANONYMOUS, cast.lin, cast.gao):
        with pytest.raises(NotAllowed):
            demo.put_demo_accounts(actor, PASSWORD)


def test_the_platform_refuses_to_start_with_demo_accounts_unless_it_is_a_demo(make_app: MakeApp) -> None:
    app = make_app(demo=True)
    with app.app_context():
        assemble()
        demo.put_demo_accounts(SYSTEM, PASSWORD)
    with pytest.raises(Misconfigured, match=r"demonstration accounts \(city@demo\.example\)"):
        make_app()
    make_app(demo=True)


@pytest.mark.databases("sqlite")
def test_the_platform_starts_over_an_empty_database_without_tables(tmp_path: Path, database: str) -> None:
    app = create_app(
        database_url=f"sqlite:///{tmp_path / 'new.db'}",
        instance_path=str(tmp_path),
        secret_key="long enough to be one",
        mailer="memory",
    )
    with app.app_context():
        db.engine.dispose()
