"""What administrators do to accounts, and who sees whom."""

import pytest

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.levels import PlatformRole
from platform_app.accounts import queries_people, service_people
from platform_app.accounts.inputs import Refusal
from platform_app.kernel.errors import Conflict, NotAllowed
from platform_app.kernel.pages import PageRequest
from tests.cast import Cast
from tests.factories import acting, make_person


def again(actor: Actor) -> Actor:
    """The same person with the seats she has now."""
    return acting(queries_people.get(actor.id or 0))


def test_a_suspended_person_acts_no_more_and_comes_back_with_her_seats(cast: Cast) -> None:
    person_id = cast.lin.id or 0
    service_people.suspend(cast.tang, person_id, Refusal(reason="left the city"))
    assert queries_people.get(person_id).suspended_reason == "left the city"
    with pytest.raises(AssertionError):
        again(cast.lin)
    service_people.reinstate(cast.tang, person_id)
    assert again(cast.lin).seats == cast.lin.seats


def test_administrators_alone_suspend_and_give_platform_roles_and_not_to_themselves(cast: Cast) -> None:
    person_id = cast.wu.id or 0
    for actor in (cast.lin, cast.gao, cast.he, cast.guest, ANONYMOUS):
        for act in (
            lambda actor=actor: service_people.suspend(actor, person_id, Refusal(reason="x")),
            lambda actor=actor: service_people.reinstate(actor, person_id),
            lambda actor=actor: service_people.grant_platform_role(actor, person_id, PlatformRole.ADMIN),
            lambda actor=actor: service_people.revoke_platform_role(actor, person_id, PlatformRole.ADMIN),
        ):
            with pytest.raises(NotAllowed):
                act()
    with pytest.raises(Conflict):
        service_people.suspend(cast.tang, cast.tang.id or 0, Refusal(reason="x"))


def test_the_last_administrator_keeps_her_role(cast: Cast) -> None:
    with pytest.raises(Conflict) as refused:
        service_people.revoke_platform_role(cast.tang, cast.tang.id or 0, PlatformRole.ADMIN)
    assert refused.value.code == "last_admin"
    service_people.grant_platform_role(cast.tang, cast.wu.id or 0, PlatformRole.ADMIN)
    service_people.revoke_platform_role(again(cast.wu), cast.tang.id or 0, PlatformRole.ADMIN)
    assert not again(cast.tang).roles


def test_people_see_their_own_organisation_and_no_other(cast: Cast) -> None:
    people = {seat.person.name for seat in queries_people.people_of(cast.wu, cast.hangzhou.id)}
    assert people == {"林晓", "周宁", "吴悠"}
    for actor in (cast.chen, cast.shen, cast.gao, cast.guest, ANONYMOUS):
        with pytest.raises(NotAllowed):
            queries_people.people_of(actor, cast.hangzhou.id)


def test_a_person_is_shown_to_herself_and_to_administrators(cast: Cast) -> None:
    assert queries_people.person(cast.lin, cast.lin.id or 0).seats
    assert queries_people.person(cast.tang, cast.lin.id or 0).name == "林晓"
    for actor in (cast.zhou, cast.gao, ANONYMOUS):
        with pytest.raises(NotAllowed):
            queries_people.person(actor, cast.lin.id or 0)


def test_administrators_find_people_by_name_and_address(cast: Cast) -> None:
    make_person()
    assert [p.name for p in queries_people.people(cast.tang, PageRequest(), q="AMAL").items] == ["Amal Haddad"]
    assert [p.name for p in queries_people.people(cast.tang, PageRequest(), q="林晓").items] == ["林晓"]
    assert [p.name for p in queries_people.people(cast.tang, PageRequest(), q="zhou@").items] == ["周宁"]
    with pytest.raises(NotAllowed):
        queries_people.people(cast.lin, PageRequest())
