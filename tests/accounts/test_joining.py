"""Asking to join an organisation, and the answer."""

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.levels import Role
from platform_app.accounts import queries_people, service_seats
from platform_app.accounts.inputs import JoinAsk, Refusal
from platform_app.accounts.keys import JoinRequest
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from tests.cast import Cast, address
from tests.factories import acting
from tests.mailbox import Mailbox
from tests.simultaneously import together


def again(actor: Actor) -> Actor:
    """The same person with the seats she has now."""
    return acting(queries_people.get(actor.id or 0))


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
