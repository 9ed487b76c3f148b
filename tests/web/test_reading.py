"""What readers meet: the front page, lists, organisations, fields and standards."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.access.actor import SYSTEM
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests import cast as the_cast
from tests.factories import make_fields
from tests.web.public_cases import BOTH, STANDARD, feature, main_text, publish, read


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """The cast in the database of the application, and two fields."""
    with app.app_context():
        make_fields()
        return the_cast.assemble()


def test_an_empty_site_says_that_nothing_is_published_yet(client: FlaskClient, cast: the_cast.Cast) -> None:
    assert "No case has been published yet" in main_text(read(client, "/"))


def test_without_a_featured_case_the_newest_leads(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    publish(app, cast)
    newest = publish(app, cast, title={"en": "The newest of all"})
    leads = read(client, "/").split('class="leads"', 1)[1]
    assert leads.index("The newest of all") < leads.index("社区微更新试点")
    assert f'href="/cases/{newest}"' in leads


def test_a_featured_case_leads_the_front_page(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    chosen = publish(app, cast, title={"en": "The chosen one"})
    for title in ("Fifth", "Fourth", "Third", "Second"):
        publish(app, cast, title={"en": title})
    feature(app, cast, chosen)
    leads, fresh = read(client, "/").split('class="leads"', 1)[1].split('id="fresh"', 1)
    places = [leads.index(title) for title in ("The chosen one", "Second", "Third", "Fourth")]
    assert places == sorted(places)
    assert "The chosen one" not in fresh.split("</section>", 1)[0]
    assert "Fifth" in fresh


def test_a_case_shows_on_the_front_page_at_once(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    read(client, "/")  # kept by now
    publish(app, cast, title={"en": "Published a moment ago"})
    assert "Published a moment ago" in read(client, "/")


def test_the_list_is_narrowed_by_field_stage_province_and_distinction(
    client: FlaskClient, app: Flask, cast: the_cast.Cast
) -> None:
    publish(app, cast, title={"en": "In the smart field"}, field="smart-city", stage="pilot")
    chosen = publish(app, cast, title={"en": "Honoured"})
    feature(app, cast, chosen)
    for query, wanted, other in (
        ("field=smart-city", "In the smart field", "Honoured"),
        ("stage=pilot", "In the smart field", "Honoured"),
        ("featured=1", "Honoured", "In the smart field"),
    ):
        page = main_text(read(client, f"/cases?{query}"))
        assert wanted in page, query
        assert other not in page, query
    province = cast.zhejiang.code
    assert "Honoured" in read(client, f"/cases?province={province}")
    assert "No case matches" in read(client, "/cases?province=350000")


def test_a_province_shows_the_cases_of_its_cities(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    publish(app, cast, **BOTH)
    assert "Small repairs" in read(client, f"/organisations/{cast.zhejiang.code}")
    assert "Small repairs" not in read(client, f"/organisations/{cast.fujian.code}")


def test_the_directory_finds_by_pinyin(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    page = main_text(read(client, "/organisations?q=Xiamen")).split("Directory", 1)[1]
    assert "1 organisation" in page
    assert "Hangzhou" not in page.split("Show", 1)[1]


def test_a_field_lists_the_cases_that_touch_it(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    publish(app, cast, **BOTH, secondary_fields=["smart-city"])
    assert "Small repairs" in read(client, "/fields/smart-city")
    assert client.get("/fields/no-such-field").status_code == 404


def test_a_standard_lists_its_cases_and_what_they_did_with_it(
    client: FlaskClient, app: Flask, cast: the_cast.Cast
) -> None:
    with app.app_context():
        standard = standards.put_standard(SYSTEM, NewStandard.model_validate(STANDARD))
    case_id = publish(app, cast, **BOTH, standards=[{"number": "GB/T 36333-2018", "role": "piloted"}])
    page = read(client, f"/standards/{standard.id}")
    assert "Small repairs" in page
    assert "Piloted" in main_text(page)
    assert f'href="/standards/{standard.id}"' in read(client, f"/cases/{case_id}")
    assert re.search(r"GB/T 36333-2018.*?<td class=\"num\">1</td>", read(client, "/standards"), re.DOTALL)
