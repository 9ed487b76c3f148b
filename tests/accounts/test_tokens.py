"""Personal API tokens."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.levels import Role
from platform_app.accounts import queries_people, service_people, service_seats, service_tokens
from platform_app.accounts.inputs import NewToken, Profile, Refusal
from platform_app.accounts.keys import ApiToken
from platform_app.accounts.service_tokens import IssuedToken, actor_of_token
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.inputs import read
from tests.cast import Cast


def issue(cast: Cast, **values: object) -> IssuedToken:
    """Lin makes a token."""
    return service_tokens.create_token(cast.lin, read(NewToken, {"name": "script", **values}))


def test_a_token_acts_as_its_owner_in_its_scope(cast: Cast) -> None:
    actor = actor_of_token(issue(cast, scope="write").secret)
    assert actor == cast.lin
    reader = actor_of_token(issue(cast).secret)
    assert reader
    assert (reader.id, reader.seats, reader.may_write) == (cast.lin.id, cast.lin.seats, False)


def test_a_reading_token_writes_nothing(cast: Cast) -> None:
    reader = actor_of_token(issue(cast).secret)
    assert reader
    assert reader.id
    with pytest.raises(NotAllowed) as refused:
        service_people.edit_profile(reader, reader.id, Profile(name="x", language="zh"))
    assert refused.value.code == "token_scope"
    with pytest.raises(NotAllowed):
        service_tokens.create_token(reader, NewToken(name="more", scope="write"))


def test_a_token_has_256_random_bits_and_only_its_hash_is_kept(cast: Cast) -> None:
    issued = issue(cast)
    assert issued.secret.startswith("cex_")
    assert len(issued.secret) == len("cex_") + 43
    kept = db.session.execute(select(ApiToken.__table__)).mappings().one()
    assert issued.secret not in str(dict(kept))
    assert kept["beginning"] == issued.secret[:10]
    assert issued.secret not in repr(issued)


def test_a_token_ends_after_ninety_days_unless_said_otherwise(cast: Cast) -> None:
    ninety, one = issue(cast).secret, issue(cast, days=1).secret
    with clock.stopped_at(clock.now() + timedelta(days=1, seconds=1)):
        assert actor_of_token(one) is None
        assert actor_of_token(ninety)
    with clock.stopped_at(clock.now() + timedelta(days=90, seconds=1)):
        assert actor_of_token(ninety) is None


def test_a_revoked_token_is_nobody(cast: Cast) -> None:
    issued = issue(cast)
    service_tokens.revoke_token(cast.lin, issued.token.id)
    assert actor_of_token(issued.secret) is None
    assert queries_people.tokens(cast.lin) == []


def test_nobody_sees_or_revokes_anothers_token(cast: Cast) -> None:
    issued = issue(cast)
    for other in (cast.zhou, cast.tang):
        assert queries_people.tokens(other) == []
        with pytest.raises(NotFound):
            service_tokens.revoke_token(other, issued.token.id)
    assert actor_of_token(issued.secret)


def test_a_token_of_a_suspended_person_is_nobody(cast: Cast) -> None:
    issued = issue(cast)
    service_people.suspend(cast.tang, cast.lin.id or 0, Refusal(reason="x"))
    assert actor_of_token(issued.secret) is None


def test_a_token_loses_a_role_when_its_owner_does(cast: Cast) -> None:
    issued = issue(cast, scope="write")
    seats = queries_people.people_of(cast.lin, cast.hangzhou.id)
    seat = next(s for s in seats if s.person_id == cast.lin.id and s.role == Role.EDITOR)
    service_seats.end_seat(cast.tang, seat.id)
    actor = actor_of_token(issued.secret)
    assert actor
    assert actor.writes_for == frozenset()


def test_what_is_no_token_is_nobody(cast: Cast) -> None:
    for secret in ("", "cex_", "x" * 10_000, "cex_é", "cex_\x00", "cex_\ud800"):
        assert actor_of_token(secret) is None


def test_the_last_use_is_noted_once_an_hour(cast: Cast) -> None:
    issued, start = issue(cast), clock.now()
    noted = []
    for minutes in (0, 30, 61):
        with clock.stopped_at(start + timedelta(minutes=minutes)):
            actor_of_token(issued.secret)
        noted.append(db.session.scalar(select(ApiToken.last_used_at)))
    assert noted == [start, start, start + timedelta(minutes=61)]


def test_tokens_are_for_people(cast: Cast) -> None:
    for actor in (ANONYMOUS, SYSTEM):
        with pytest.raises(NotAllowed):
            service_tokens.create_token(actor, NewToken(name="x"))


def test_a_person_has_fifty_tokens_at_most(cast: Cast) -> None:
    first = issue(cast)
    for _ in range(49):
        issue(cast)
    with pytest.raises(Conflict):
        issue(cast)
    service_tokens.revoke_token(cast.lin, first.token.id)
    issue(cast)


def test_a_token_that_cannot_be_made_is_refused_by_name(cast: Cast) -> None:
    wrong: list[dict[str, object]] = [
        *({"name": ""}, {"name": "x" * 81}, {"scope": "all"}, {"admin": True}),
        *({"days": 0}, {"days": 366}, {"days": "soon"}),
    ]
    for values in wrong:
        with pytest.raises(Invalid) as refused:
            issue(cast, **values)
        assert list(refused.value.errors) == list(values)


def test_who_acts_with_a_token_is_found_in_two_statements(cast: Cast) -> None:
    issued = issue(cast)
    actor_of_token(issued.secret)  # notes the hour
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    actor_of_token(issued.secret)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([s for s in statements if s.startswith("SELECT")]) == 2
