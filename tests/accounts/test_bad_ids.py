"""Ids that nothing has, however large, find nothing; on PostgreSQL too, whose columns cannot hold them."""

import pytest

from platform_app.accounts import queries_people, service_invitations, service_people, service_seats, service_tokens
from platform_app.accounts.inputs import Refusal
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.pages import PageRequest, encode_cursor
from tests.cast import Cast

NOTHING = [0, -1, 999_999, 2**31, 2**63, 10**30]


@pytest.mark.parametrize("unknown", NOTHING)
def test_an_id_that_nothing_has_finds_nothing(cast: Cast, unknown: int) -> None:
    for act in (
        lambda: queries_people.person(cast.tang, unknown),
        lambda: queries_people.people_of(cast.tang, unknown),
        lambda: service_people.suspend(cast.tang, unknown, Refusal(reason="x")),
        lambda: service_seats.end_seat(cast.tang, unknown),
        lambda: service_seats.accept_join(cast.tang, unknown),
        lambda: service_invitations.revoke_invitation(cast.tang, unknown),
        lambda: service_tokens.revoke_token(cast.lin, unknown),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("value", [2**31, 2**63, -1, "x", 1.5, 10**30])
def test_a_cursor_that_no_page_gave_is_refused(cast: Cast, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        queries_people.people(cast.tang, PageRequest(cursor=encode_cursor([value])))
    assert list(refused.value.errors) == ["cursor"]
