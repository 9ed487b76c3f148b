"""What fields and provinces are called, for facets; kept for a minute, as they hardly ever change."""

import time
from collections.abc import Mapping

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import queries as accounts
from platform_app.kernel.db import db
from platform_app.standards import queries as standards

KEPT_SECONDS = 60.0
Names = Mapping[str, str]
_kept: dict[str, tuple[float, dict[str, dict[str, Names]]]] = {}


def labels() -> dict[str, dict[str, Names]]:
    """Facet → value → name by language; other facets are their own names or the mouths' words."""
    database = str(db.engine.url)
    at, known = _kept.get(database, (0.0, {}))
    if not known or time.monotonic() - at > KEPT_SECONDS:
        known = {
            "field": {row.slug: {"zh": row.name_zh, "en": row.name_en} for row in standards.fields(ANONYMOUS)},
            "province": {row.code: {"zh": row.name_zh, "en": row.name_en} for row in accounts.provinces(ANONYMOUS)},
        }
        if all(known.values()):
            _kept[database] = (time.monotonic(), known)
    return known
