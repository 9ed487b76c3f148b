"""Public cases for tests of the reading pages, and what is asked of a page."""

import json
import re
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from platform_app.cases import curation
from tests import cast as the_cast
from tests.factories import make_case

BOTH = {
    "title": {"zh": "社区微更新试点", "en": "Small repairs in old estates"},
    "result": {"zh": "三个月完成十二处改造。", "en": "Twelve places repaired in three months."},
    "actions": {"zh": "按清单逐项改造。", "en": "Repaired one by one from a list."},
}
COMPILED = {
    **BOTH,
    "form": "compiled",
    "difficulties": {},
    "confidence": "medium",
    "sources": [{"url": "https://news.example/a?b=1&c=2", "gist": {"en": "A report"}}],
    "actions": {"en": "Repaired from a list ([source](https://news.example/a?b=1&c=2))."},
    "standards_note": {"en": "Linked by topic only."},
}
STANDARD = {
    "number": "GB/T 36333-2018", "title_zh": "智慧城市 顶层设计指南", "title_en": "Smart city — Top-level design",
    "type": "national", "body": "SAC", "status": "current", "confidence": "high", "field_slug": "smart-city",
}  # fmt: skip


def publish(app: Flask, cast: the_cast.Cast, **parts: Any) -> int:
    """A case of Hangzhou that everybody can read."""
    with app.app_context():
        return make_case(cast.lin, cast.hangzhou, status="published", **parts).id


def feature(app: Flask, cast: the_cast.Cast, case_id: int) -> None:
    """Lead a case up the ladder."""
    with app.app_context():
        curation.nominate(cast.lin, case_id)
        curation.recommend(cast.shen, case_id, statement="Clear and complete.")
        curation.feature(cast.gao, case_id)


def read(client: FlaskClient, path: str, language: str = "en") -> str:
    """The page in the language the browser wishes for."""
    response = client.get(path, headers={"Accept-Language": language})
    assert response.status_code == 200, path
    return response.get_data(as_text=True)


def main_text(page: str) -> str:
    """The words inside <main>, without marks."""
    inside = page.split('<main id="main"', 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def facts(page: str) -> Mapping[str, Any]:
    """The structured data of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: Mapping[str, Any] = json.loads(found[1])
    return data
