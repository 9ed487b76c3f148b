"""Who names whom for a meeting, in which capacity, and what is refused."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts import queries as accounts
from platform_app.accounts import queries_people as people
from platform_app.accounts import service_people
from platform_app.accounts.inputs import LinkUse, NewPerson, Registration
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.inputs import read
from platform_app.media import queries as media
from platform_app.media.keeping import Upload
from platform_app.meetings import queries, queries_people, service, service_delegates
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_people import NewDelegate
from platform_app.meetings.models import Meeting
from platform_app.notifications import mail
from tests.cast import address
from tests.mailbox import Mailbox
from tests.media.samples import pdf
from tests.meetings.inviting import SOMEBODY, name
from tests.meetings.scene import Scene


def test_a_coordinator_names_people_with_and_without_an_account(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    huang = name(cast.huang, convened, cast.fujian, address("huang"))
    other = name(cast.huang, convened, cast.fujian, "Li@Outside.example", language="en", capacity="observer")
    assert (huang.name, huang.person_id, huang.answer) == ("黄杉", cast.huang.id, "needs_action")
    assert (other.name, other.person_id, other.language) == ("代表", None, "en")
    _, rows = queries_people.delegations(cast.he, convened.id)
    by_code = {row.invitation.organisation.code: row for row in rows}
    assert [each.name for each in by_code["350000"].delegates] == ["黄杉", "代表"]
    assert by_code["330000"].is_missing


def test_who_was_named_before_she_had_an_account_reads_the_meeting_once_it_is_hers(
    platform: Flask, scene: Scene
) -> None:
    convened = scene.convened(is_public=False)
    row = name(scene.cast.huang, convened, scene.cast.fujian)
    service_people.register(
        ANONYMOUS, read(Registration, {"email": SOMEBODY.upper(), "name": "代表"}), client="203.0.113.7"
    )
    person = people.by_address(SOMEBODY)
    assert person is not None and row.person_id is None, "anybody can type an address"
    mail.drain()
    secret = Mailbox(platform).secret(person.email, "confirm")
    service_people.confirm(ANONYMOUS, LinkUse(secret=secret, password="seven green lanterns"))
    actor = accounts.actor_of(person.id)
    assert actor is not None
    assert queries.get(actor, convened.id).id == convened.id
    assert [each.person_id for each in queries_people.coming(convened.id)] == [person.id]


def test_an_account_that_is_not_confirmed_or_has_another_address_takes_up_nothing(
    scene: Scene, convened: Meeting
) -> None:
    name(scene.cast.huang, convened, scene.cast.fujian)
    service_people.register(ANONYMOUS, read(Registration, {"email": SOMEBODY, "name": "代表"}), client="203.0.113.7")
    service_people.put_person(SYSTEM, read(NewPerson, {"email": "another@outside.example", "name": "别人"}))
    assert [row.person_id for row in queries_people.coming(convened.id)] == [None]
    service_people.put_person(SYSTEM, read(NewPerson, {"email": SOMEBODY, "name": "代表"}))
    assert [row.person_id for row in queries_people.coming(convened.id)] != [None]


UNFIT: list[tuple[str, dict[str, Any], str]] = [
    ("huang", {"organisation": "330100"}, "organisation"),  # not invited
    ("huang", {"organisation": "999999"}, "organisation"),
    ("huang", {"organisation": "350000", "capacity": "guest"}, "capacity"),
    ("huang", {"organisation": "350000", "capacity": "substitute"}, "letter"),
    ("huang", {"organisation": "350000", "name": ""}, "name"),
    ("huang", {"organisation": "350000", "email": address("shen")}, "email"),  # has a seat elsewhere
    ("huang", {"organisation": "350000", "email": "nobody"}, "email"),
    ("amal", {"organisation": "P-DUBAI", "capacity": "member"}, "capacity"),
]


def test_what_does_not_fit_is_refused_by_its_field(scene: Scene, convened: Meeting, subtests: pytest.Subtests) -> None:
    plain = {"email": SOMEBODY, "name": "代表"}
    for who, parts, field in UNFIT:
        with subtests.test(who=who, parts=parts, field=field):
            with pytest.raises(Invalid) as refused:
                service_delegates.name(getattr(scene.cast, who), convened.id, read(NewDelegate, {**plain, **parts}))
            assert list(refused.value.errors) == [field]
            assert queries_people.coming(convened.id) == []


def test_one_address_is_named_once_by_one_organisation(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    row = name(cast.huang, convened, cast.fujian)
    for who, organisation in ((cast.huang, cast.fujian), (cast.shen, cast.zhejiang)):
        with pytest.raises(Invalid) as refused:
            name(who, convened, organisation, SOMEBODY.upper())
        assert list(refused.value.errors) == ["email"]
    service_delegates.withdraw(cast.huang, convened.id, row.id)
    again = name(cast.shen, convened, cast.zhejiang)
    assert (again.id, again.org_id, again.withdrawn_at) == (row.id, cast.zhejiang.id, None)


def test_a_substitute_brings_a_letter_as_text_or_as_a_file(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    name(cast.huang, convened, cast.fujian, capacity="substitute", letter="受黄杉委托参会。")
    new = read(NewDelegate, {"organisation": "330000", "email": address("shen"), "capacity": "substitute"})
    letter = Upload(BytesIO(pdf()), "letter.pdf")
    row = service_delegates.name(cast.shen, convened.id, new, letter=letter)
    assert media.get(SYSTEM, row.letter_file_id or 0).name == "letter.pdf"
    with pytest.raises(NotFound):
        media.get(cast.huang, row.letter_file_id or 0)


def test_others_name_nobody_and_withdraw_nobody(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    row = name(cast.huang, convened, cast.fujian)
    for who in (cast.shen, cast.he, cast.chen):
        with pytest.raises(NotAllowed):
            name(who, convened, cast.fujian, "x@outside.example")
        with pytest.raises(NotAllowed):
            service_delegates.withdraw(who, convened.id, row.id)


def test_nobody_is_named_before_the_invitation_or_after_the_end(scene: Scene) -> None:
    cast = scene.cast
    planned = scene.planned()
    with pytest.raises(Invalid):
        name(cast.huang, planned, cast.fujian)
    meeting = scene.convened()
    row = name(cast.huang, meeting, cast.fujian)
    service.cancel(cast.he, meeting.id, WithReason(reason="不开了。"))
    for act in (
        lambda: name(cast.huang, meeting, cast.fujian, "x@outside.example"),
        lambda: service_delegates.withdraw(cast.huang, meeting.id, row.id),
    ):
        with pytest.raises(Conflict):
            act()


def test_addresses_are_for_the_own_organisation_and_the_secretariat(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    sees = {
        who: queries_people.sees_addresses(getattr(cast, who), convened, cast.fujian.id)
        for who in ("huang", "shen", "he", "amal")
    }
    assert sees == {"huang": True, "shen": False, "he": True, "amal": False}
