"""The cast, and a case of Hangzhou's that goes as far up the ladder as a test wants."""

from collections.abc import Callable

import pytest
from flask import Flask

from platform_app.cases import curation
from platform_app.cases.models import Case
from tests import factories
from tests.cast import Cast, assemble

MakeCase = Callable[..., Case]


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """Everybody, with two fields to write about."""
    made = assemble()
    factories.make_fields()
    return made


@pytest.fixture
def recommended(cast: Cast) -> MakeCase:
    """Makes a published case that its city nominated and its province recommends."""

    def make(title: str = "社区微更新试点") -> Case:
        case = factories.make_case(cast.lin, cast.hangzhou, status="published", title={"zh": title})
        curation.nominate(cast.lin, case.id)
        return curation.recommend(cast.shen, case.id)

    return make
