"""A city takes everything with her and arrives elsewhere as what she was, once, however often she comes."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import SYSTEM
from platform_app.accounts import queries as accounts
from platform_app.accounts import service
from platform_app.accounts.inputs import NewOrganisation
from platform_app.cases import queries
from platform_app.cases import service as cases
from platform_app.cases.inputs import CaseContent
from platform_app.cases.models import Case
from platform_app.exports import organisations
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotAllowed
from platform_app.kernel.inputs import read
from platform_app.media import storage
from platform_app.media.models import File
from platform_app.moderation.models import AuditLine
from platform_app.search import maintenance
from tests.cast import Cast
from tests.cli.conftest import running
from tests.exports import places
from tests.exports.places import Place
from tests.exports.spoiled import CHANGED, changed, parts_of, repack, with_right_sums

# What is an id, an address made of ids, or counts what happened on this platform.
NUMBERED = {
    "id", "url", "page_url", "content_url", "slug", "version", "updated_at", "created_at", "adapted_from",
    "nominated_at", "recommended_at", "featured_at", "confirm_by", "variants", "text", "case_id", "org_id",
}  # fmt: skip


@pytest.fixture
def here(place: Place) -> tuple[Flask, Cast]:
    """A platform with everything in it."""
    return place.like("here", places.furnish)


def empty(place: Place) -> Flask:
    """A platform that knows provinces and nothing else."""
    app, _ = place.like("there", put_province)
    return app


def put_province() -> None:
    """The one that the city will stand under."""
    above = {"code": "330000", "level": "provincial", "admin_type": "province", "name_zh": "浙江省"}
    names = {"name_en": "Zhejiang Province", "short_zh": "浙江"}
    service.put_organisation(SYSTEM, NewOrganisation.model_validate(above | names))


def packed(app: Flask, cast: Cast, path: Path) -> Path:
    """Hangzhou's export as a file."""
    with app.app_context():
        package = organisations.export_organisation(cast.lin, cast.hangzhou.id)
        with package.stream:
            path.write_bytes(package.stream.read())
    return path


def told(app: Flask) -> list[Any]:
    """What the API tells readers of the public cases of Hangzhou, ids apart."""
    client = app.test_client()
    listed = client.get("/api/v1/cases?organisation=330100&limit=100").json or {}
    found = []
    for case in listed["items"]:
        parts = [f"/api/v1/cases/{case['id']}{path}" for path in ("?include=html", "/revisions", "/files")]
        found.append([_without_ids(client.get(part).json) for part in parts])
    return found


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(own) for name, own in value.items() if name not in NUMBERED}
    if isinstance(value, list):
        return [_without_ids(own) for own in value]
    return re.sub(r"(/files/|file:)\d+", r"\1N", value) if isinstance(value, str) else value


def test_an_export_holds_everything_and_its_checksums(here: tuple[Flask, Cast], tmp_path: Path) -> None:
    app, cast = here
    with zipfile.ZipFile(packed(app, cast, tmp_path / "out.zip")) as archive:
        data = json.loads(archive.read("export.json"))
        sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
        assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert (data["format"], data["version"]) == ("city-exchange-organisation", 1)
    assert (data["organisation"]["code"], data["organisation"]["parent_code"]) == ("330100", "330000")
    by_status = {case["status"]: case for case in data["cases"]}
    assert sorted(case["status"] for case in data["cases"]) == ["archived", "draft", "published", "published"]
    first = data["cases"][0]
    assert [row["no"] for row in first["revisions"]] == [1, 2, 3, 4]
    assert [row["act"] for row in first["decisions"]] == ["submit", "publish"]
    assert [row["rung"] for row in first["distinctions"]] == ["nomination", "recommendation", "featuring"]
    assert first["distinctions"][1]["org_id"] == "330000"
    assert [file["name"] for file in first["files"]] == ["before.png", "清单.csv"]
    assert "0571-1234567" in json.dumps(first, ensure_ascii=False)
    assert by_status["archived"]["archived_reason"]
    acts = {line["act"] for line in data["audit"]}
    assert {"CaseCreated", "CasePublished", "CaseFeatured", "OrganisationExported"} <= acts
    assert "厦门的案例" not in json.dumps(data, ensure_ascii=False)


def test_only_its_coordinators_and_the_operators_take_it_and_that_is_noted(here: tuple[Flask, Cast]) -> None:
    app, cast = here
    with app.app_context():
        for name in ("zhou", "wu", "chen", "shen", "gao", "he", "guest"):
            with pytest.raises(NotAllowed):
                organisations.export_organisation(cast.actors[name], cast.hangzhou.id)
        for actor in (cast.lin, cast.tang, SYSTEM):
            organisations.export_organisation(actor, cast.hangzhou.id).stream.close()
        noted = select(AuditLine.actor_name).where(AuditLine.act == "OrganisationExported").order_by(AuditLine.id)
        assert db.session.scalars(noted).all() == ["林晓", "唐明", "system"]


def test_cases_arrive_as_they_were_and_arrive_once(here: tuple[Flask, Cast], place: Place, tmp_path: Path) -> None:
    app, cast = here
    before = told(app)
    packed(app, cast, tmp_path / "out.zip")
    other = empty(place)
    ended = running(other)("organisations", "import", tmp_path / "out.zip")
    assert (ended.code, ended.out.count(": new")) == (0, 4), ended.err
    assert told(other) == before
    with other.app_context():
        rows = list(queries.read_all(SYSTEM, status=None))
        assert sorted(row.case.status for row in rows) == ["draft", "draft", "published", "published"]
        first, second = rows[0], next(row for row in rows if row.content.adapted_from)
        assert second.content.adapted_from == first.case.id
        assert [row.author_name for row in queries.revision_list(SYSTEM, second.case)] == ["周宁", "林晓"]
        assert queries.revision_list(SYSTEM, second.case)[0].note == "新阶段"
        shown = db.session.get_one(File, first.content.files[0].id)
        assert f"/files/{shown.id}/" in first.revision.html["actions"]["zh"]
        assert storage.installed().has(shown.sha256)
        counts = dict(db.session.execute(select(AuditLine.act, func.count()).group_by(AuditLine.act)).all())
        assert counts["CaseCreated"] == 4
        maintenance.catch_up()
        assert not maintenance.verify()
        lines = db.session.scalar(select(func.count()).select_from(AuditLine))
    again = running(other)("organisations", "import", tmp_path / "out.zip")
    assert (again.code, again.out.count(": there already")) == (0, 4)
    with other.app_context():
        assert db.session.scalar(select(func.count()).select_from(AuditLine)) == lines
        assert accounts.organisation_by_code(SYSTEM, "330100").name_zh == "杭州市"


@pytest.mark.databases("sqlite")
def test_an_export_that_is_not_right_is_refused_and_nothing_is_written(
    here: tuple[Flask, Cast], place: Place, tmp_path: Path
) -> None:
    app, cast = here
    packed(app, cast, tmp_path / "out.zip")
    other = empty(place)
    run = running(other)
    (tmp_path / "text.zip").write_text("no archive")
    for path in (*(changed(tmp_path / "out.zip", how) for how in CHANGED), tmp_path / "text.zip"):
        ended = run("organisations", "import", path)
        assert ended.code == 2, path
        assert "othing was written" in ended.err, (path, ended.err)
    assert run("organisations", "import", tmp_path / "none.zip").code == 2
    with other.app_context():
        assert db.session.scalar(select(func.count()).select_from(Case)) == 0
        assert list(storage.installed().entries()) == []
    assert not (tmp_path.parent / "escaped").exists()


@pytest.mark.databases("sqlite")
def test_a_case_that_is_refused_is_named_and_takes_no_other_with_it(
    here: tuple[Flask, Cast], place: Place, tmp_path: Path
) -> None:
    app, cast = here
    packed(app, cast, tmp_path / "out.zip")
    parts = parts_of(tmp_path / "out.zip")
    data = json.loads(parts["export.json"])
    data["cases"][2]["revisions"][0]["content"]["stage"] = "begun"
    repack(tmp_path / "odd.zip", with_right_sums({**parts, "export.json": json.dumps(data).encode()}))
    ended = running(empty(place))("organisations", "import", tmp_path / "odd.zip")
    assert (ended.code, ended.out.count(": new")) == (2, 3), ended
    assert f"{data['cases'][2]['name']}: stage: Must be one of" in ended.err


@pytest.mark.databases("sqlite")
def test_api_command_line_and_page_give_the_same_package(here: tuple[Flask, Cast], tmp_path: Path) -> None:
    app, cast = here
    with app.app_context():
        secret = places.token(cast, "lin")
    client = app.test_client()
    address = f"/api/v1/organisations/{cast.hangzhou.id}/export"
    assert client.get(address).status_code == 401
    answer = client.get(address, headers={"Authorization": f"Bearer {secret}"}, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert "330100" in answer.headers["Content-Disposition"]
    assert running(app)("organisations", "export", "330100", tmp_path / "out.zip").code == 0
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert zipfile.ZipFile(tmp_path / "out.zip").namelist() == names
    assert running(app)("organisations", "export", "330100", tmp_path / "out.zip").code == 2
    assert running(app)("organisations", "export", "999999", tmp_path / "no.zip").code == 2


@pytest.mark.databases("sqlite")
def test_a_name_that_another_organisation_has_is_not_taken(
    here: tuple[Flask, Cast], place: Place, tmp_path: Path
) -> None:
    app, cast = here
    packed(app, cast, tmp_path / "out.zip")
    name = json.loads(parts_of(tmp_path / "out.zip")["export.json"])["cases"][0]["name"]
    other = empty(place)
    with other.app_context():
        owner = accounts.organisation_by_code(SYSTEM, "330000")
        cases.create(SYSTEM, owner.id, read(CaseContent, {"title": {"zh": "别人的"}}), slug=name)
    ended = running(other)("organisations", "import", tmp_path / "out.zip")
    assert (ended.code, ended.out.count(": new")) == (2, 3)
    assert "Another organisation has a case of this name." in ended.err
