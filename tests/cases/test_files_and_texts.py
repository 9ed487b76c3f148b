"""Files of a case and the rest of it: what is complete, what texts show, what loading and discarding leave."""

from typing import Any

import pytest
from sqlalchemy import func, select

from platform_app.access.actor import SYSTEM, Actor
from platform_app.cases import completeness, files, loading, publication, queries, service, writeups
from platform_app.cases.inputs import CaseContent, FileWords
from platform_app.cases.loading import Loaded
from platform_app.cases.models import Case
from platform_app.cases.writeups import Writeup
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.media import storage
from platform_app.media.models import File, FileJob
from tests import cast as the_cast
from tests.cases.attaching import attach
from tests.factories import SHORT_CASE, make_case


def test_a_picture_without_words_in_a_language_of_the_case_keeps_it_from_being_handed_in(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou, title={"zh": "标题", "en": "Title"}, actions={"zh": "做法", "en": "Done"})
    file_id = attach(cast.lin, case, words=FileWords(alt_zh="入口")).file.id
    content = queries.read(cast.lin, case.id).content
    assert [need.field for need in completeness.missing(content)] == ["files"]
    with pytest.raises(Invalid) as refused:
        publication.submit(cast.lin, case.id)
    assert list(refused.value.errors) == ["files"]
    files.describe(cast.lin, file_id, {"alt_en": "The entrance"})
    assert publication.submit(cast.lin, case.id).status == "submitted"


def test_a_text_shows_pictures_of_its_own_case_and_no_others(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    file_id = attach(cast.lin, case).file.id
    source = (
        f'![](file:{file_id}) ![看](file:{file_id} "t") ![别处](file:99) ![x](https://e.org/x.png)<img src=x onerror=y>'
    )
    version = queries.get(cast.lin, case.id).version
    service.edit(cast.lin, case.id, {"problem": {"zh": source}}, version=version)
    html = queries.read(cast.lin, case.id).html["problem"]["zh"]
    assert html.count("<img ") == 2
    picture = f'<img src="/files/{file_id}/a.png?w=960" alt="{{}}" width="40" height="30" loading="lazy">'
    assert picture.format("改造后的入口") in html and picture.format("看") in html
    assert "别处" in html and "e.org" not in html and "&lt;img src=x" in html


def test_a_discarded_draft_takes_its_rows_along(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    attach(cast.lin, case)
    publication.discard(cast.lin, case.id)
    assert [db.session.scalar(select(func.count()).select_from(model)) for model in (File, FileJob)] == [0, 0]


def test_content_that_was_cleared_away_meanwhile_is_put_back(
    cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, store = make_case(cast.lin, cast.hangzhou), storage.installed()
    locked = queries.get_for_change

    def slow(actor: Actor, case_id: int) -> Case:
        for entry in list(store.entries()):  # between the bytes and the row somebody collects
            store.remove(entry.name)
        return locked(actor, case_id)

    monkeypatch.setattr(queries, "get_for_change", slow)
    assert store.has(attach(cast.lin, case).file.sha256)


def test_loading_a_newer_markdown_file_leaves_the_files_of_the_case_alone(cast: the_cast.Cast) -> None:
    def put(**parts: Any) -> Loaded:
        content = CaseContent.model_validate({**SHORT_CASE, **parts})
        return loading.put(SYSTEM, Writeup(content, slug="a-case", organisation="330100"), publish=True)

    assert put() == Loaded.NEW
    case = queries.by_slug(SYSTEM, "a-case")
    attach(SYSTEM, case)
    assert put() == Loaded.UNCHANGED
    assert put(staff={"zh": "三人"}) == Loaded.CHANGED
    reading = queries.read(SYSTEM, case.id)
    assert (len(reading.content.files), reading.content.staff.zh) == (1, "三人")
    assert "files" not in writeups.to_markdown(Writeup(reading.content))
