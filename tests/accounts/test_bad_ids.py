"""Ids that nothing has, however large, find nothing; on PostgreSQL too, whose columns cannot hold them."""

from collections.abc import Callable

import pytest

from platform_app.accounts import queries_people, service_invitations, service_people, service_seats, service_tokens
from platform_app.accounts.inputs import Refusal
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.pages import PageRequest, encode_cursor
from tests.cast import Cast

NOTHING = [0, -1, 999_999, 2**31, 2**63, 10**30]


def test_an_id_that_nothing_has_finds_nothing(cast: Cast) -> None:
    acts: list[Callable[[int], object]] = [
        lambda unknown: queries_people.person(cast.tang, unknown),
        lambda unknown: queries_people.people_of(cast.tang, unknown),
        lambda unknown: service_people.suspend(cast.tang, unknown, Refusal(reason="x")),
        lambda unknown: service_seats.end_seat(cast.tang, unknown),
        lambda unknown: service_seats.accept_join(cast.tang, unknown),
        lambda unknown: service_invitations.revoke_invitation(cast.tang, unknown),
        lambda unknown: service_tokens.revoke_token(cast.lin, unknown),
    ]
    for unknown in NOTHING:
        for act in acts:
            with pytest.raises(NotFound):
                act(unknown)


def test_a_cursor_that_no_page_gave_is_refused(cast: Cast) -> None:
    for value in (2**31, 2**63, -1, "x", 1.5, 10**30):
        with pytest.raises(Invalid) as refused:
            queries_people.people(cast.tang, PageRequest(cursor=encode_cursor([value])))
        assert list(refused.value.errors) == ["cursor"]
