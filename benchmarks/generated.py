"""Cases by the thousand, made of the words of the real ones, written straight into the tables: for measuring only."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from platform_app.accounts.models import Organisation
from platform_app.cases import revisions
from platform_app.cases.inputs import CaseContent, CitedStandard
from platform_app.cases.models import Case, CaseField, CaseRevision, CaseStandard
from platform_app.kernel.db import db
from platform_app.kernel.text import RENDERER_VERSION
from platform_app.standards.models import Field, Standard

BATCH = 500
START = datetime(2020, 1, 1, tzinfo=UTC)


def write_cases(count: int, seed: int = 1) -> None:
    """Add `count` published cases, spread over organisations, fields and years."""
    chance = random.Random(seed)
    models = [CaseContent.model_validate(content) for content in db.session.scalars(_real_contents())]
    places = db.session.execute(_organisations()).tuples().all()
    fields = db.session.scalars(select(Field.slug)).all()
    standards = db.session.execute(select(Standard.id, Standard.number)).tuples().all()
    first = (db.session.scalar(select(func.max(Case.id))) or 0) + 1
    first_revision = (db.session.scalar(select(func.max(CaseRevision.id))) or 0) + 1
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        rows = list(_rows(numbers, first, first_revision, chance, models, places, fields, standards))
        for model, index in ((Case, 0), (CaseRevision, 1), (CaseField, 2), (CaseStandard, 3)):
            db.session.execute(insert(model), [row[index] for row in rows])
    db.session.commit()


def _real_contents() -> Any:
    return select(CaseRevision.content).join(Case, Case.id == CaseRevision.case_id).where(Case.slug.is_not(None))


def _organisations() -> Any:
    parent = select(Organisation.id, Organisation.code).subquery()
    return (
        select(Organisation.id, Organisation.path, Organisation.level, func.coalesce(parent.c.code, Organisation.code))
        .outerjoin(parent, parent.c.id == Organisation.parent_id)
        .where(Organisation.level.in_(("city", "provincial")))
    )


def _rows(
    numbers: range,
    first: int,
    first_revision: int,
    chance: random.Random,
    models: list[CaseContent],
    places: Any,
    fields: Any,
    standards: Any,
) -> Iterator[tuple[dict[str, Any], ...]]:
    for n in numbers:
        content = _mixed(n, chance, models, fields, [number for _, number in standards])
        org_id, path, level, province = chance.choice(places)
        case_id, at = first + n, START + timedelta(minutes=n * 20)
        case = {
            "id": case_id,
            "org_id": org_id,
            "org_path": path,
            "org_level": level,
            "province_code": province,
            "status": "published",
            "was_published": True,
            "form": content.form,
            "title_zh": content.title.zh,
            "title_en": content.title.en,
            "result_zh": content.result.zh,
            "result_en": content.result.en,
            "field_slug": content.field,
            "stage": content.stage,
            "languages": "zh,en",
            "latest_no": 1,
            "published_no": 1,
            "published_at": at,
            "featured_at": at if n % 400 == 0 else None,
            "version": 3,
        }
        revision = {
            "id": first_revision + n,
            "case_id": case_id,
            "no": 1,
            "content": revisions.dump(content),
            "html": revisions.rendered(content),
            "renderer_version": RENDERER_VERSION,
            "author_name": "benchmark",
            "published_at": at,
        }
        standard_id, number = standards[n % len(standards)]
        cited = {"case_id": case_id, "position": 0, "standard_id": standard_id, "number": number, "role": "applied"}
        yield case, revision, {"case_id": case_id, "field_slug": content.field, "is_main": True}, cited


def _mixed(n: int, chance: random.Random, models: list[CaseContent], fields: Any, numbers: list[str]) -> CaseContent:
    """A content with the parts of several real ones, so that no two read alike."""
    parts = {name: getattr(chance.choice(models), name) for name in ("result", "problem", "actions", "indicators")}
    title = chance.choice(models).title
    named = {"zh": f"{(title.zh or '')[:32]}（{n}）", "en": f"{(title.en or '')[:88]} ({n})"}
    return chance.choice(models).model_copy(
        update={
            **parts,
            "title": title.model_copy(update=named),
            "field": fields[n % len(fields)],
            "stage": chance.choice(["pilot", "running", "scaled", "ended"]),
            "standards": [CitedStandard(number=numbers[n % len(numbers)])],
            "difficulties": parts["problem"],
            "lessons": parts["actions"],
        }
    )
