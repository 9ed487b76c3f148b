"""What is backed up while people write is the state of one moment: nothing of it is half there."""

import threading
from pathlib import Path

from sqlalchemy import func, select

from platform_app.access.actor import SYSTEM
from platform_app.cases import queries
from platform_app.cases.models import Case, CaseRevision
from platform_app.exports import dumps
from platform_app.kernel.db import db
from platform_app.media import storage
from platform_app.moderation.models import AuditLine
from platform_app.search import maintenance
from platform_app.search.models import QueuedChange
from tests.cast import Cast, assemble
from tests.cli.conftest import running
from tests.exports import places
from tests.exports.places import Place
from tests.factories import make_case, make_fields


def populate() -> Cast:
    """Fields and people, and an index without a case."""
    make_fields()
    cast = assemble()
    maintenance.rebuild()
    return cast


def test_what_is_backed_up_under_load_is_the_state_of_one_moment(place: Place, tmp_path: Path) -> None:
    app, cast = place.like("here", populate)
    made, failures = list[int](), list[BaseException]()
    stop, has_come = threading.Event(), threading.Condition()

    def write() -> None:
        try:
            while not stop.is_set():
                with app.app_context():
                    case = make_case(cast.lin, cast.hangzhou, status="published")
                    places.attach(cast, case, f"{case.id}.csv", f"no\n{case.id}\n".encode(), "清单")
                with has_come:
                    made.append(case.id)
                    has_come.notify()
        except BaseException as failure:
            with has_come:
                failures.append(failure)
                has_come.notify()

    def wait_for(count: int) -> int:
        with has_come:
            has_come.wait_for(lambda: len(made) >= count or failures)
            return len(made)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        before = wait_for(3)
        ended = running(app)("backup", tmp_path / "all.tar")
        wait_for(len(made) + 2)
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert failures == []
    assert ended.code == 0, ended.err

    other = place("there")
    restored = running(other)("restore", tmp_path / "all.tar")
    assert restored.code == 0, restored.err
    with other.app_context():
        count = db.session.scalar(select(func.count()).select_from(Case)) or 0
        assert before <= count < len(made)
        for reading in queries.read_all(SYSTEM, status=None):
            assert reading.revision.no == reading.case.public_no
        latest = db.session.scalars(
            select(Case.id).where(
                ~select(CaseRevision.id)
                .where(CaseRevision.case_id == Case.id, CaseRevision.no == Case.latest_no)
                .exists()
            )
        ).all()
        assert latest == []
        acts = dict(db.session.execute(select(AuditLine.act, func.count()).group_by(AuditLine.act)).all())
        assert acts["CaseCreated"] == count
        assert db.session.scalar(select(func.count()).select_from(QueuedChange)) == 0
        assert all(storage.installed().has(digest) for digest in dumps.digests())
