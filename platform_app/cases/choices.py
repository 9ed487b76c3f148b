"""Values that are chosen from a few, and dates, as people write them on paper; pure tables."""

import re
import unicodedata

from platform_app.cases import headings
from platform_app.kernel.inputs import partial_date

NAMES: dict[str, dict[str, str]] = {
    "stage": {
        "planned": "planned 计划中 规划中 已规划",
        "pilot": "pilot 试点 试点中",
        "running": "running 运行中 实施中 推进中",
        "scaled": "scaledup scaled 已推广 推广中",
        "ended": "ended 已结束 已完成",
        "stopped": "stopped 已停止 已终止 中止",
    },
    "level": {
        "national": "national 国家级 国家",
        "provincial": "provincial 省级 省",
        "city": "city 市级 地市级 市",
        "district": "district 区县级 县级 区县",
        "community": "community 社区级 社区",
    },
    "licence": {
        "CC BY 4.0": "ccby40 ccby",
        "CC BY-SA 4.0": "ccbysa40 ccbysa",
        "CC0 1.0": "cc010 cc0",
        "all rights reserved": "allrightsreserved 保留所有权利",
    },
}
_DATE = re.compile(r"((?:19|20)\d\d)(?:\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})\s*日?|\s*月)?|\s*年)?")


def value(part: str, words: str) -> str | None:
    """What was chosen, if it is one of the choices."""
    wanted = headings.plain(words).replace(" ", "")
    for own, names in NAMES.get(part, {}).items():
        if wanted in names.split():
            return own
    return None


def day(words: str) -> str | None:
    """A date as precise as it was written: 2024年5月 is 2024-05."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", words).strip())
    if not found:
        return None
    date = "-".join(f"{int(part):02}" for part in found.groups() if part)
    try:
        return partial_date(date)
    except ValueError:
        return None
