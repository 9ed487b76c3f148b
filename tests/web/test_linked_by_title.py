"""What an agenda item or a resolution is linked with bears its title, and is named to those only who may see it."""

from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.web.chains import LINES, PER_LINE, wrapped
from tests.coordination.requesting import NEW, put
from tests.meetings.scene import adopted, in_empty_database
from tests.tracing.conftest import announced, link
from tests.web.browsing import Browser


def test_links_bear_titles_and_a_request_is_named_to_its_own_people_only(app: Flask) -> None:
    with app.app_context():
        scene = in_empty_database()
        meeting = scene.held()
        resolution, case = adopted(scene, meeting), announced(scene)
        request = put(scene.cast.lin, scene.cast.hangzhou, scene.cast.zhejiang)
        ends = [SubjectRef("case", case.id), SubjectRef("request", request.id)]
        item = db.session.query(AgendaItem).filter_by(meeting_id=meeting.id, source="plain").first()
        for end in ends:
            link(SubjectRef("resolution", resolution.id), end)
            link(SubjectRef("agenda_item", item.id), end)
        title = case.title_zh
    for page in (f"/resolutions/{resolution.id}", f"/meetings/{meeting.id}"):
        for name, sees_request in (("lin", True), ("chen", False)):
            text = Browser(app, name).text(page)
            assert title in text and f'href="/cases/{case.id}"' in text
            assert (NEW["title"] in text, f"/requests/{request.id}" in text) == (sees_request, sees_request)


@given(st.text(alphabet="ab 标准", max_size=80))
@example("Guidance on subsidies for lifts in old residential buildings")
@example("a" * 80)
def test_a_title_in_a_box_loses_only_its_end(words: str) -> None:
    lines = wrapped(words)
    assert len(lines) <= LINES
    assert all(sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) <= PER_LINE for line in lines)
    shown, whole = "".join(lines).replace(" ", ""), words.replace(" ", "")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


def test_an_english_word_is_not_cut_at_the_end_of_a_line() -> None:
    assert wrapped("Subsidies for residential lifts") == ["Subsidies for", "residential lifts"]
