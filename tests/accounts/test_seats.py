"""Who gets a role, who gives it, and who is left when somebody goes."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.levels import PlatformRole, Role
from platform_app.accounts import queries_people, service_people, service_seats
from platform_app.accounts.inputs import JoinAsk, Refusal
from platform_app.accounts.keys import JoinRequest
from platform_app.accounts.models import Membership, Organisation
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from tests.cast import Cast, address
from tests.factories import acting, make_person
from tests.mailbox import Mailbox


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


@pytest.mark.parametrize("name", ["zhou", "wu", "chen", "shen", "gao", "he", "guest"])
def test_nobody_but_coordinators_and_administrators_gives_roles(cast: Cast, name: str) -> None:
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


def ask(cast: Cast, actor: Actor | None = None) -> JoinRequest:
    """The guest asks Hangzhou to be let in."""
    return service_seats.ask_to_join(actor or cast.guest, cast.hangzhou.id, JoinAsk(note="标准处"))


def test_a_request_reaches_the_coordinators_and_is_accepted_with_the_roles_they_choose(
    cast: Cast, mailbox: Mailbox
) -> None:
    request = ask(cast)
    assert "Guest Reader <guest@cast.example>" in mailbox.to(address("lin"))[0].get_content()
    assert [waiting.id for waiting in queries_people.join_requests(cast.lin, cast.hangzhou.id)] == [request.id]
    service_seats.accept_join(cast.lin, request.id, (Role.MEMBER, Role.EDITOR))
    assert again(cast.guest).writes_for == {cast.hangzhou.id}
    assert "You have joined Hangzhou" in mailbox.to(address("guest"))[0]["Subject"]
    assert queries_people.join_requests(cast.lin, cast.hangzhou.id) == []


def test_a_request_is_declined_with_a_reason(cast: Cast, mailbox: Mailbox) -> None:
    service_seats.decline_join(cast.lin, ask(cast).id, Refusal(reason="Please use your office address."))
    assert not again(cast.guest).is_insider
    assert "Please use your office address." in mailbox.to(address("guest"))[0].get_content()


def test_a_request_is_decided_once(cast: Cast) -> None:
    request = ask(cast)
    service_seats.accept_join(cast.lin, request.id)
    for decide in (
        lambda: service_seats.accept_join(cast.lin, request.id),
        lambda: service_seats.decline_join(cast.lin, request.id, Refusal(reason="no")),
    ):
        with pytest.raises(Conflict) as refused:
            decide()
        assert refused.value.code == "decided_already"


def test_one_asks_once_and_again_only_after_an_answer(cast: Cast) -> None:
    request = ask(cast)
    with pytest.raises(Conflict) as refused:
        ask(cast)
    assert refused.value.code == "asked_already"
    service_seats.decline_join(cast.lin, request.id, Refusal(reason="not now"))
    assert ask(cast).id != request.id


def test_two_requests_at_the_same_moment_become_one(cast: Cast, platform: Flask) -> None:
    db.session.close()
    outcomes = together(platform, lambda: ask(cast), lambda: ask(cast))
    assert outcomes.count("done") == 1
    assert len(queries_people.join_requests(cast.lin, cast.hangzhou.id)) == 1


def test_members_need_not_ask_and_strangers_cannot(cast: Cast) -> None:
    with pytest.raises(Conflict):
        ask(cast, cast.wu)
    with pytest.raises(NotAllowed):
        ask(cast, ANONYMOUS)


@pytest.mark.parametrize(("name", "refusal"), [("zhou", NotAllowed), ("guest", NotAllowed), ("chen", NotFound)])
def test_only_coordinators_and_administrators_decide_on_requests(
    cast: Cast, name: str, refusal: type[DomainError]
) -> None:
    request = ask(cast)
    with pytest.raises(refusal):
        service_seats.accept_join(cast.actors[name], request.id)
    service_seats.accept_join(cast.tang, request.id)


def test_a_request_is_not_accepted_without_a_role(cast: Cast) -> None:
    request = ask(cast)
    with pytest.raises(Invalid):
        service_seats.accept_join(cast.lin, request.id, ())


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


def together(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Do all of this at the same moment, each in a thread with its own session; says how each ended."""
    start = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            start.wait()
            try:
                act()
                outcomes.append("done")
            except DomainError as error:
                outcomes.append(error.code)

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
