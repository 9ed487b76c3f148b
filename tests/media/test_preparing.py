"""What is made of files after the answer has left, in a process of its own that may die without harm."""

import io
import os
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import undefer

from platform_app.cases import files
from platform_app.cases.inputs import FileWords
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.media import extraction, jobs, making, storage
from platform_app.media.keeping import Upload
from platform_app.media.models import File, FileJob
from platform_app.media.places import INCOMING, VARIANTS, variant_name
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.media import samples

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def cast(platform: Flask) -> the_cast.Cast:
    make_fields()
    return the_cast.assemble()


def attached(cast: the_cast.Cast, data: bytes, name: str) -> int:
    """The number of a file of a new case."""
    case = make_case(cast.lin, cast.hangzhou)
    upload = Upload(io.BytesIO(data), name)
    return files.attach(cast.lin, case.id, upload, FileWords(alt_zh="图"), language="zh").file.id


def stored(file_id: int) -> File:
    """Its row as it is now."""
    db.session.close()
    return db.session.scalars(select(File).where(File.id == file_id).options(undefer(File.text))).one()


def test_a_picture_gets_three_widths_upright_and_without_what_the_camera_noted(cast: the_cast.Cast) -> None:
    file_id = attached(cast, samples.photograph((2000, 1000)), "a.jpg")
    assert (stored(file_id).width, stored(file_id).height) == (1000, 2000)
    assert jobs.drain() == 1
    file, store = stored(file_id), storage.installed()
    assert (file.variants_state, jobs.waiting()) == ("done", 0)
    for width, size in ((480, (480, 960)), (960, (960, 1920)), (1600, (1000, 2000))):
        data = b"".join(store.read(variant_name(file.sha256, width), 0, 10**9))
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size) == ("WEBP", size)
            assert not picture.getexif() and "Telephones" not in data.decode("latin-1")
    assert len(list(store.entries(VARIANTS))) == 3


DOCUMENTS = {
    "a.pdf": samples.pdf(text="Sponge facilities"),
    "a.docx": samples.word("Sponge facilities", "第二段"),
    "a.xlsx": samples.excel(("Sponge", "facilities"), (1, None)),
    "a.pptx": samples.slides("Sponge facilities"),
    "a.csv": "Sponge,facilities\n".encode("gb18030"),
}


def test_the_words_of_documents_are_read(cast: the_cast.Cast) -> None:
    ids = [attached(cast, data, name) for name, data in DOCUMENTS.items()]
    assert jobs.drain() == len(DOCUMENTS)
    for file_id in ids:
        file = stored(file_id)
        assert (file.text_state, file.text_error) == ("done", None)
        assert file.text is not None and "Sponge facilities" in file.text, file.name


def test_a_pdf_of_one_page_too_many_is_kept_and_its_text_refused(cast: the_cast.Cast) -> None:
    file_id = attached(cast, samples.pdf(extraction.MOST_PAGES + 1), "long.pdf")
    jobs.drain()
    assert (stored(file_id).text_state, stored(file_id).text_error) == ("failed", "too_long")


def test_what_cannot_be_read_fails_for_good_and_the_next_is_made(cast: the_cast.Cast) -> None:
    document = attached(cast, b"%PDF-1.7\nnothing\n%%EOF\n", "a.pdf")
    picture = attached(cast, samples.huge_png(10, 10), "a.png")
    good = attached(cast, samples.word("a"), "a.docx")
    assert jobs.drain() == 3
    assert (stored(document).text_state, stored(picture).variants_state) == ("failed", "failed")
    assert stored(good).text_state == "done"
    assert db.session.scalars(select(FileJob)).all() == []


def test_a_child_that_is_killed_fails_its_file_and_never_the_worker(
    cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = attached(cast, samples.word("a"), "a.docx")
    monkeypatch.setattr(making, "COMMAND", ["/bin/sh", "-c", "sleep 60; exit 0", "child"])
    killer = threading.Thread(target=kill_the_sleeping_child)
    killer.start()
    assert jobs.drain() == 1
    killer.join()
    assert (stored(file_id).text_state, stored(file_id).text_error) == ("failed", "too_large")


def kill_the_sleeping_child() -> None:
    """As the kernel does when memory is short."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = entry.read_text().rpartition(")")[2].split()
                command = (entry.parent / "cmdline").read_bytes()
            except OSError:
                continue
            if int(fields[1]) == os.getpid() and b"sleep 60; exit 0" in command:
                os.killpg(int(entry.parent.name), signal.SIGKILL)
                return
        time.sleep(0.02)


def test_a_child_that_takes_too_long_is_killed(cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    file_id = attached(cast, samples.word("a"), "a.docx")
    monkeypatch.setattr(making, "COMMAND", ["/bin/sh", "-c", "sleep 60", "child"])
    monkeypatch.setattr(making, "PATIENCE_S", 0.2)
    began = time.monotonic()
    jobs.drain()
    assert time.monotonic() - began < 20
    assert stored(file_id).text_error == "too_slow"


def test_memory_and_time_of_the_child_are_limited(tmp_path: Path) -> None:
    eats = "import platform_app.media.child as c; c._text = lambda *a: bytearray(2**31); c.main('text', '{}', '')"
    (tmp_path / "source").write_bytes(b"x")
    code = making._run([making.COMMAND[0], "-c", eats.format(tmp_path)])
    assert (code, (tmp_path / "refused").read_text()) == (0, "too_large")
    turns = "import platform_app.media.child as c; c.SECONDS['text'] = 1; c._text = spin"
    spin = f"def spin(*a):\n    while True: pass\n{turns}\nc.main('text', '{tmp_path}', '')"
    assert making._run([making.COMMAND[0], "-c", spin]) == -signal.SIGXCPU


def test_a_worker_that_dies_leaves_the_job_to_the_next(cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    file_id = attached(cast, samples.picture(), "a.png")
    assert jobs._claims.take()  # and then the process is killed
    assert jobs.drain() == 0
    later = clock.now() + jobs.CLAIM + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert jobs.drain() == 1
    assert stored(file_id).variants_state == "done"


def test_lost_content_is_tried_again_and_given_up_at_last(cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    file_id, store = attached(cast, samples.word("a"), "a.docx"), storage.installed()
    for entry in list(store.entries()):
        store.remove(entry.name)
    moment = clock.now()
    for number in range(len(jobs.PAUSES) + 1):
        monkeypatch.setattr(clock, "now", lambda number=number: moment + timedelta(days=number))
        jobs.drain()
    assert (stored(file_id).text_state, stored(file_id).text_error) == ("failed", "broken")
    assert list(store.entries(INCOMING)) == []


def test_cells_and_characters_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MOST_CELLS", 10)
    for name, data in (("xlsx", samples.excel(*[(1, 2)] * 6)), ("csv", b"1,2\n" * 6)):
        kind = next(kind for kind in extraction.kinds.KINDS if name in kind.endings)
        with pytest.raises(extraction.Refused, match="too_long"):
            extraction.text_of(io.BytesIO(data), kind.media_type)
    monkeypatch.setattr(extraction, "MOST_CHARACTERS", 5)
    assert len(extraction.text_of(io.BytesIO(samples.word("words " * 9)), extraction.kinds.DOCX.media_type)) == 5
