"""The permission table for files, cell by cell: who sees a file of Hangzhou in each of its states."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.kernel.db import db
from platform_app.media import queries
from platform_app.media.models import File
from tests.cast import Cast, assemble

STRANGERS = frozenset({"anonymous", "guest", "chen", "shen", "huang", "qi", "amal", "gao", "he", "tang"})
OWN = frozenset({"lin", "zhou", "wu", "system"})
# is shown now, was shown once, drafted by its province → who sees it
EXPECTED = {
    (False, False, False): OWN,
    (False, False, True): OWN | {"shen"},
    (False, True, False): OWN | {"gao"},
    (True, True, False): OWN | STRANGERS,
}


@pytest.fixture
def rows(platform: Flask) -> tuple[dict[str, Actor], dict[tuple[bool, bool, bool], File]]:
    """The actors by name, and a file in each state."""
    cast: Cast = assemble()
    made = {}
    for is_shown, was_shown, is_drafted in EXPECTED:
        made[is_shown, was_shown, is_drafted] = File(
            sha256="0" * 64,
            name="a.png",
            media_type="image/png",
            kind="image",
            size=1,
            subject_kind="case",
            subject_id=1,
            org_id=cast.hangzhou.id,
            org_path=cast.hangzhou.path,
            uploaded_by_name="林晓",
            is_shown=is_shown,
            was_shown=was_shown,
            drafter=str(cast.zhejiang.id) if is_drafted else None,
        )
    db.session.add_all(made.values())
    db.session.flush()
    return {**cast.actors, "anonymous": ANONYMOUS, "system": SYSTEM}, made


def test_each_actor_sees_what_the_matrix_says_and_nothing_else(
    rows: tuple[dict[str, Actor], dict[tuple[bool, bool, bool], File]],
) -> None:
    actors, made = rows
    for state, file in made.items():
        assert {name for name, actor in actors.items() if allows(actor, P.FILE_SEE, file)} == EXPECTED[state], state


def test_lists_agree_with_doors(rows: tuple[dict[str, Actor], dict[tuple[bool, bool, bool], File]]) -> None:
    actors, made = rows
    for permission in (P.FILE_SEE, P.FILE_PREPARE, P.FILE_COLLECT):
        for name, actor in actors.items():
            listed = set(db.session.scalars(select(File.id).where(visible(actor, permission, File))))
            opened = {file.id for file in made.values() if allows(actor, permission, file)}
            assert listed == opened, (permission.name, name)
            if permission is P.FILE_SEE:
                assert set(queries.several(actor, [file.id for file in made.values()])) == opened
