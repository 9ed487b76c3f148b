"""Threads and posts in any number, written straight into the tables: what is measured is reading them."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from platform_app.accounts.models import Organisation
from platform_app.exchange.models import Post, PostRevision, Thread
from platform_app.kernel import text
from platform_app.kernel.db import IMMEDIATE, db
from platform_app.standards.models import Field

WORDS = [
    *("标准", "清单", "验收", "费用", "分摊", "小区", "平台", "数据", "监测", "试点"),
    *("条款", "复审", "培训", "指标", "台账", "网格", "热线", "补贴", "维护", "评估"),
]
LONGEST = 2_000  # posts of the one long thread
START = datetime(2024, 1, 1, tzinfo=UTC)
AT_ONCE = 5_000


def write_threads(threads: int, posts: int) -> int:
    """Make that many threads, with that many posts between them; says the id of the long one."""
    chance = random.Random(11)
    orgs = db.session.execute(select(Organisation.id, Organisation.path)).all()
    fields = db.session.scalars(select(Field.slug)).all()
    first = (db.session.scalar(select(Thread.id).order_by(Thread.id.desc()).limit(1)) or 0) + 1
    db.session.close()
    sizes = [LONGEST, *_sizes(chance, threads - 1, posts - LONGEST)]
    with db.engine.connect().execution_options(**{IMMEDIATE: True}) as connection, connection.begin():
        rows = [_thread(first + at, size, chance.choice(orgs), chance.choice(fields)) for at, size in enumerate(sizes)]
        _insert(connection, Thread, rows)
        post_id = (connection.scalar(select(Post.id).order_by(Post.id.desc()).limit(1)) or 0) + 1
        batch: list[dict[str, Any]] = []
        for row, size in zip(rows, sizes, strict=True):
            for no in range(1, size + 1):
                batch.append(_post(post_id, row, no, _said(chance), chance.choice(orgs)))
                post_id += 1
            if len(batch) >= AT_ONCE:
                _write(connection, batch)
        _write(connection, batch)
    return first


def _sizes(chance: random.Random, threads: int, posts: int) -> list[int]:
    sizes = [1] * threads
    for _ in range(posts - threads):
        sizes[chance.randrange(threads)] += 1
    return sizes


def _thread(id: int, size: int, org: Any, field: str) -> dict[str, Any]:
    at = START + timedelta(minutes=id)
    return {
        "id": id,
        "kind": ("question", "discussion")[id % 2],
        "field_slug": field,
        "title": f"第{id}个讨论：费用",
        "language": "zh",
        "tags": ["费用"],
        "visibility": ("public", "public", "public", "members")[id % 4],
        "scope_path": "",
        "status": "open",
        "org_id": org[0],
        "org_path": org[1],
        "author_name": "某人",
        "is_locked": False,
        "is_answered": False,
        "last_no": size,
        "post_count": size,
        "active_at": at,
        "last_author": "某人",
        "created_at": at,
        "updated_at": at,
        "version": 1,
    }


def _post(id: int, thread: dict[str, Any], no: int, said: str, org: Any) -> dict[str, Any]:
    at = thread["active_at"]
    return {
        "id": id,
        "thread_id": thread["id"],
        "no": no,
        "status": "shown",
        "author_name": "某人",
        "org_id": org[0],
        "org_path": org[1],
        "text": said,
        "html": f"<p>{said}</p>",
        "language": "zh",
        "revision_no": 1,
        "renderer_version": text.RENDERER_VERSION,
        "reactions": {"thanks": 1} if id % 5 == 0 else {},
        "files": [],
        "created_at": at,
        "updated_at": at,
        "version": 1,
    }


def _said(chance: random.Random) -> str:
    return "，".join("".join(chance.choices(WORDS, k=6)) for _ in range(8)) + "。"


def _write(connection: Any, batch: list[dict[str, Any]]) -> None:
    if batch:
        _insert(connection, Post, batch)
        same = ("text", "html", "author_name")
        kept = [{"post_id": row["id"], "no": 1, "at": START, **{name: row[name] for name in same}} for row in batch]
        _insert(connection, PostRevision, kept)
        batch.clear()


def _insert(connection: Any, model: Any, rows: list[dict[str, Any]]) -> None:
    for at in range(0, len(rows), AT_ONCE):
        connection.execute(insert(model), rows[at : at + AT_ONCE])
