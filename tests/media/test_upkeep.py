"""The store and the database: compared, and cleared of what nothing refers to; on a folder and on S3.

Neither knows of the other's kind, so each kind of store goes with one kind of database.
"""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.cases import files, publication
from platform_app.cases.inputs import FileWords
from platform_app.kernel import clock
from platform_app.kernel.errors import NotAllowed
from platform_app.media import jobs, storage, upkeep
from platform_app.media import queries as media
from platform_app.media.keeping import Upload
from platform_app.media.places import INCOMING, VARIANTS, content_name
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.media import samples
from tests.media.conftest import BUCKET, KEYS


@pytest.fixture
def cast(request: pytest.FixtureRequest, database: str, make_app: Callable[..., Flask]) -> Iterator[the_cast.Cast]:
    """The cast over a folder beside SQLite, or over S3 beside PostgreSQL."""
    settings: dict[str, Any] = {}
    if database == "postgresql":
        endpoint = request.getfixturevalue("s3_endpoint")
        settings = {"files_url": f"s3://{BUCKET}/files", "files_s3_endpoint": endpoint}
        settings |= {"files_s3_key": KEYS["key"], "files_s3_secret": KEYS["secret"]}
    with make_app(**settings).app_context():
        make_fields()
        yield the_cast.assemble()


def attach(cast: the_cast.Cast, case_id: int, data: bytes, name: str = "a.png") -> int:
    words = FileWords(alt_zh="图")
    return files.attach(cast.lin, case_id, Upload(io.BytesIO(data), name), words, language="zh").file.id


def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + upkeep.KEPT_FOR + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)


def test_a_file_goes_all_its_way_and_leaves_with_its_draft(
    cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, store = make_case(cast.lin, cast.hangzhou), storage.installed()
    file_id = attach(cast, case.id, samples.picture("PNG", (900, 600)))
    assert jobs.drain() == 1
    assert media.get(cast.lin, file_id).variants_state == "done"
    files.detach(cast.lin, file_id)
    a_day_later(monkeypatch)
    assert files.unused(SYSTEM) == []  # an older revision has it
    assert upkeep.collect(SYSTEM, files.unused(SYSTEM)) == 0
    assert not upkeep.check(thoroughly=True)
    publication.discard(cast.lin, case.id)
    assert len(upkeep.check().unknown) == 4
    assert upkeep.collect(SYSTEM) == 4  # the picture and its three widths
    assert [*store.entries(), *store.entries(VARIANTS)] == []


def test_nothing_younger_than_a_day_is_collected(cast: the_cast.Cast) -> None:
    storage.installed().put(io.BytesIO(b"on its way to a row"))
    assert upkeep.collect(SYSTEM) == 0
    assert len(list(storage.installed().entries())) == 1


def test_what_an_upload_that_died_left_behind_is_collected(
    cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = storage.installed()
    store.put_as(f"{INCOMING}/0123456789abcdef", b"half of a picture")
    store.put(io.BytesIO(b"bytes whose row was never written"))
    a_day_later(monkeypatch)
    assert upkeep.collect(SYSTEM) == 2
    assert [*store.entries(), *store.entries(INCOMING)] == []


def test_lost_and_damaged_content_is_named(cast: the_cast.Cast) -> None:
    case, store = make_case(cast.lin, cast.hangzhou), storage.installed()
    ids = [attach(cast, case.id, samples.picture("PNG", (width, 9))) for width in (10, 11, 12)]
    digests = [media.get(cast.lin, file_id).sha256 for file_id in ids]
    assert not upkeep.check()
    store.remove(content_name(digests[0]))
    store.put_as(content_name(digests[1]), b"short")
    same_size = b"x" * media.get(cast.lin, ids[2]).size
    store.put_as(content_name(digests[2]), same_size)
    found = upkeep.check()
    assert (found.missing, found.damaged) == ((digests[0],), (digests[1],))
    assert upkeep.check(thoroughly=True).damaged == tuple(sorted(digests[1:]))


def test_a_row_that_no_revision_refers_to_goes_after_a_day(
    cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    file_id = attach(cast, case.id, samples.picture())
    assert upkeep.collect(SYSTEM, [file_id]) == 0
    a_day_later(monkeypatch)
    assert upkeep.collect(SYSTEM, [file_id]) == 2


def test_only_operators_may_collect(cast: the_cast.Cast) -> None:
    with pytest.raises(NotAllowed):
        upkeep.collect(cast.lin)
    with pytest.raises(NotAllowed):
        files.unused(cast.gao)
    assert upkeep.collect(cast.tang) == 0
