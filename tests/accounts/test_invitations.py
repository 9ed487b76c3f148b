"""Invitations by mailed one-time links."""

from datetime import timedelta

import pytest

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.levels import Role
from platform_app.accounts import queries, queries_people, service_invitations, service_passwords, service_people
from platform_app.accounts.inputs import Acceptance, LinkUse, NewInvitation, Refusal, Registration, SignIn
from platform_app.accounts.keys import Invitation
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.inputs import read
from tests.cast import Cast, address
from tests.mailbox import Mailbox

NEW = "new@people.example"
PASSWORD = "seven green lanterns"


def invite(cast: Cast, email: str = NEW, *roles: Role, by: Actor | None = None) -> Invitation:
    """Lin invites somebody to Hangzhou."""
    new = NewInvitation(email=email, roles=roles or (Role.EDITOR,))
    return service_invitations.invite(by or cast.lin, cast.hangzhou.id, new)


def accept(secret: str, actor: Actor = ANONYMOUS, **values: str) -> Actor | None:
    """Take it up."""
    person = service_invitations.accept_invitation(actor, read(Acceptance, {"secret": secret, **values}))
    return queries.actor_of(person.id)


def test_somebody_new_takes_up_an_invitation_with_name_and_password(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast, NEW, Role.EDITOR, Role.COORDINATOR)
    actor = accept(mailbox.secret(NEW, "invitation"), name="新人", password=PASSWORD)
    assert actor
    assert actor.writes_for == actor.coordinates == {cast.hangzhou.id}
    assert service_passwords.sign_in(ANONYMOUS, SignIn(email=NEW, password=PASSWORD), client=None).id == actor.id


def test_a_new_account_needs_a_name_and_a_password_and_the_link_keeps_working(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast)
    secret = mailbox.secret(NEW, "invitation")
    with pytest.raises(Invalid) as refused:
        accept(secret)
    assert set(refused.value.errors) == {"name", "password"}
    assert accept(secret, name="新人", password=PASSWORD)


def test_somebody_with_an_account_takes_it_up_signed_in(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast, "GUEST@cast.example")
    secret = mailbox.secret(address("guest"), "invitation")
    with pytest.raises(NotAllowed) as refused:
        accept(secret, name="Thief", password=PASSWORD)
    assert refused.value.code == "sign_in"
    actor = accept(secret, cast.guest)
    assert actor
    assert actor.writes_for == {cast.hangzhou.id}


def test_an_invitation_passed_on_opens_nothing_for_another_account(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast)
    with pytest.raises(Conflict) as refused:
        accept(mailbox.secret(NEW, "invitation"), cast.guest)
    assert refused.value.code == "wrong_account"


def test_an_unconfirmed_account_is_opened_by_its_invitation(cast: Cast, mailbox: Mailbox) -> None:
    service_people.register(ANONYMOUS, Registration(email=NEW, name="Registered"), client=None)
    invite(cast)
    actor = accept(mailbox.secret(NEW, "invitation"), name="新人", password=PASSWORD)
    assert actor
    assert actor.name == "新人"
    late = LinkUse(secret=mailbox.secret(NEW, "confirm"), password="an attacker's choice")
    with pytest.raises(Conflict):
        service_people.confirm(ANONYMOUS, late)


def test_an_invitation_works_once(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast)
    secret = mailbox.secret(NEW, "invitation")
    accept(secret, name="新人", password=PASSWORD)
    with pytest.raises(Conflict) as refused:
        accept(secret, name="Thief", password="another password")
    assert refused.value.code == "link_used"


def test_an_invitation_expires_after_fourteen_days(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast)
    with clock.stopped_at(clock.now() + timedelta(days=14, seconds=1)), pytest.raises(Conflict) as refused:
        accept(mailbox.secret(NEW, "invitation"), name="新人", password=PASSWORD)
    assert refused.value.code == "link_expired"


def test_an_invitation_called_back_opens_nothing(cast: Cast, mailbox: Mailbox) -> None:
    invitation = invite(cast)
    service_invitations.revoke_invitation(cast.lin, invitation.id)
    with pytest.raises(Conflict) as refused:
        accept(mailbox.secret(NEW, "invitation"), name="新人", password=PASSWORD)
    assert refused.value.code == "link_revoked"
    assert queries_people.invitations(cast.lin, cast.hangzhou.id) == []


def test_inviting_an_address_again_replaces_the_open_invitation(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast, NEW, Role.COORDINATOR)
    first = mailbox.secret(NEW, "invitation")
    invite(cast, "NEW@people.example", Role.MEMBER)
    with pytest.raises(Conflict):
        accept(first, name="新人", password=PASSWORD)
    assert [i.roles for i in queries_people.invitations(cast.lin, cast.hangzhou.id)] == [["member"]]


def test_nobody_invites_herself(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        invite(cast, "LIN@cast.example", Role.EDITOR)
    assert refused.value.code == "own_role"


def test_only_coordinators_and_administrators_invite(cast: Cast) -> None:
    for name in ("zhou", "wu", "chen", "shen", "gao", "he", "guest"):
        with pytest.raises(NotAllowed):
            invite(cast, by=cast.actors[name])


def test_outsiders_do_not_learn_of_invitations(cast: Cast) -> None:
    invitation = invite(cast, by=cast.tang)
    with pytest.raises(NotFound):
        service_invitations.revoke_invitation(cast.chen, invitation.id)
    with pytest.raises(NotAllowed):
        service_invitations.revoke_invitation(cast.zhou, invitation.id)


def test_a_suspended_person_cannot_take_up_an_invitation(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast, address("guest"))
    service_people.suspend(cast.tang, cast.guest.id or 0, Refusal(reason="x"))
    with pytest.raises(NotAllowed) as refused:
        accept(mailbox.secret(address("guest"), "invitation"), name="x", password=PASSWORD)
    assert refused.value.code == "suspended"


def test_invitations_speak_the_language_of_those_they_reach(cast: Cast, mailbox: Mailbox) -> None:
    invite(cast)
    invite(cast, address("guest"))
    new = NewInvitation(email="abroad@people.example", roles=(Role.MEMBER,))
    service_invitations.invite(cast.amal, cast.dubai.id, new)
    assert mailbox.to(NEW)[0]["Subject"] == "【城标互鉴】邀请您加入杭州市"
    assert mailbox.to(address("guest"))[0]["Subject"] == "[City Exchange] You are invited to Hangzhou"
    assert mailbox.to("abroad@people.example")[0]["Subject"] == "[City Exchange] You are invited to Dubai"


@pytest.mark.parametrize("roles", [[], ["king"], ["member"] * 4, "member"])
def test_an_invitation_without_a_proper_role_is_refused_by_name(roles: object) -> None:
    with pytest.raises(Invalid) as refused:
        read(NewInvitation, {"email": NEW, "roles": roles})
    assert {name.partition(".")[0] for name in refused.value.errors} == {"roles"}
