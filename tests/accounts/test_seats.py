"""Who gets a role, who gives it, and who is left when somebody goes."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.levels import PlatformRole, Role
from platform_app.accounts import queries_people, service_people, service_seats
from platform_app.accounts.models import Membership, Organisation
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotAllowed, NotFound
from tests.cast import Cast
from tests.factories import acting
from tests.simultaneously import together


def seat_id(organisation: Organisation, actor: Actor, role: Role) -> int:
    """The seat somebody sits on."""
    same = (Membership.org_id == organisation.id, Membership.person_id == actor.id, Membership.role == role)
    found = db.session.scalar(select(Membership.id).where(*same))
    assert found is not None
    return found


def again(actor: Actor) -> Actor:
    """The same person with the seats she has now."""
    return acting(queries_people.get(actor.id or 0))


def test_a_coordinator_gives_roles_inside_her_organisation(cast: Cast) -> None:
    service_seats.grant_seat(cast.lin, cast.hangzhou.id, cast.wu.id or 0, Role.EDITOR)
    assert cast.hangzhou.id in again(cast.wu).writes_for


def test_giving_a_role_twice_changes_nothing(cast: Cast) -> None:
    for _ in range(2):
        service_seats.grant_seat(cast.lin, cast.hangzhou.id, cast.wu.id or 0, Role.EDITOR)
    assert [seat.role for seat in again(cast.wu).seats] == [Role.EDITOR, Role.MEMBER]


def test_a_coordinator_cannot_seat_strangers_but_an_administrator_can(cast: Cast) -> None:
    with pytest.raises(Conflict) as refused:
        service_seats.grant_seat(cast.lin, cast.hangzhou.id, cast.guest.id or 0, Role.EDITOR)
    assert refused.value.code == "not_a_member"
    service_seats.grant_seat(cast.tang, cast.hangzhou.id, cast.guest.id or 0, Role.EDITOR)
    assert again(cast.guest).is_insider


def test_nobody_gives_herself_a_role(cast: Cast) -> None:
    for actor, act in (
        (cast.huang, lambda: service_seats.grant_seat(cast.huang, cast.fujian.id, cast.huang.id or 0, Role.EDITOR)),
        (cast.tang, lambda: service_seats.grant_seat(cast.tang, cast.fujian.id, cast.tang.id or 0, Role.EDITOR)),
        (cast.tang, lambda: service_people.grant_platform_role(cast.tang, cast.tang.id or 0, PlatformRole.MODERATOR)),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.code == "own_role"
        assert again(actor).seats == actor.seats
        assert again(actor).roles == actor.roles


def test_nobody_but_coordinators_and_administrators_gives_roles(cast: Cast) -> None:
    for name in ("zhou", "wu", "chen", "shen", "gao", "he", "guest"):
        with pytest.raises(NotAllowed):
            service_seats.grant_seat(cast.actors[name], cast.hangzhou.id, cast.wu.id or 0, Role.EDITOR)


def test_somebody_leaves_and_the_others_stay(cast: Cast) -> None:
    service_seats.end_seat(cast.zhou, seat_id(cast.hangzhou, cast.zhou, Role.EDITOR))
    assert not again(cast.zhou).is_insider
    assert again(cast.lin).seats == cast.lin.seats


def test_a_coordinator_ends_the_role_of_another(cast: Cast) -> None:
    service_seats.end_seat(cast.lin, seat_id(cast.hangzhou, cast.zhou, Role.EDITOR))
    assert not again(cast.zhou).is_insider


def test_the_last_coordinator_cannot_go_without_an_administrator(cast: Cast) -> None:
    seat = seat_id(cast.hangzhou, cast.lin, Role.COORDINATOR)
    with pytest.raises(Conflict) as refused:
        service_seats.end_seat(cast.lin, seat)
    assert refused.value.code == "last_coordinator"
    service_seats.end_seat(cast.tang, seat)
    assert not again(cast.lin).coordinates


def test_a_coordinator_goes_when_another_stays(cast: Cast) -> None:
    service_seats.grant_seat(cast.lin, cast.hangzhou.id, cast.zhou.id or 0, Role.COORDINATOR)
    service_seats.end_seat(cast.lin, seat_id(cast.hangzhou, cast.lin, Role.COORDINATOR))
    assert again(cast.zhou).coordinates == {cast.hangzhou.id}


def test_two_coordinators_who_leave_at_once_do_not_both_leave(cast: Cast, platform: Flask) -> None:
    service_seats.grant_seat(cast.lin, cast.hangzhou.id, cast.zhou.id or 0, Role.COORDINATOR)
    seats = [(each, seat_id(cast.hangzhou, each, Role.COORDINATOR)) for each in (cast.lin, cast.zhou)]
    db.session.close()
    outcomes = together(
        platform, *(lambda actor=actor, seat=seat: service_seats.end_seat(actor, seat) for actor, seat in seats)
    )
    assert sorted(outcomes) == ["done", "last_coordinator"]


def test_outsiders_do_not_learn_whether_a_seat_exists(cast: Cast) -> None:
    seat = seat_id(cast.hangzhou, cast.zhou, Role.EDITOR)
    for actor in (cast.chen, cast.guest, cast.gao, ANONYMOUS):
        with pytest.raises(NotFound):
            service_seats.end_seat(actor, seat)
    with pytest.raises(NotAllowed):
        service_seats.end_seat(cast.wu, seat)
    with pytest.raises(NotFound):
        service_seats.end_seat(cast.lin, 10**6)
