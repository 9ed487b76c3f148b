"""The cast, and a case of Hangzhou's that goes as far up the ladder as a test wants."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.cases import curation
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from tests import factories
from tests.cast import Cast, assemble
from tests.scenes import Scene

MakeCase = Callable[..., Case]
TITLE = "社区微更新试点"


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """Everybody, with two fields to write about."""
    made = assemble()
    factories.make_fields()
    return made


@pytest.fixture
def recommended(cast: Cast) -> MakeCase:
    """Makes a published case that its city nominated and its province recommends; the usual one is put back."""

    def make(title: str = TITLE) -> Case:
        if title != TITLE:
            return _recommend(cast, title)
        assert not db.session.scalar(select(Case.id).limit(1)), "the usual one comes first"
        _usual.put(cast)
        case = db.session.scalars(select(Case)).one()
        db.session.close()
        return case

    return make


def _recommend(cast: Cast, title: str = TITLE) -> Case:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published", title={"zh": title})
    curation.nominate(cast.lin, case.id)
    return curation.recommend(cast.shen, case.id)


_usual = Scene(_recommend)
