"""A case with everything that a case can have."""

from typing import Any

from tests.web.public_cases import BOTH

FULL: dict[str, Any] = {
    **BOTH,
    "form": "full",
    "problem": {"zh": "老旧小区设施老化。\n\n1. 水管\n2. 电线", "en": "Old estates with *old* pipes."},
    "objectives": {"zh": "一年内完成。"},
    "difficulties": {"zh": "居民意见不一，见[说明](https://news.example/a)。"},
    "lessons": {"zh": "| 步骤 | 天数 |\n|---|---|\n| 摸底 | 30 |"},
    "keep": {"zh": "**清单**不能少。"},
    "minimum_cost": {"zh": "每处约五万元。"},
    "level": "district",
    "started_on": "2025-03",
    "ended_on": "2026-05-31",
    "tags": {"zh": ["更新", "清单"], "en": ["renewal"]},
    "contact": {"name": "林晓", "phone": "0571-1234567", "email": "lin@cast.example"},
    "standards": [{"number": "GB/T 36333-2018", "role": "applied", "note": {"zh": "按第五章。"}}],
    "money": [{"source": {"zh": "区财政"}, "amount": 600000}],
    "staff": {"zh": "三人。"},
    "time_needed": {"zh": "三个月。"},
    "legal_basis": {"zh": "区政府文件。"},
    "partners": [{"name": {"zh": "设计院"}, "support": "technology"}],
    "indicators": [
        {
            "name": {"zh": "改造点位", "en": "Places"},
            "unit": {"zh": "处"},
            "baseline": 0,
            "result": 12,
            "result_period": "2026",
            "method": {"zh": "现场验收。"},
            "source": "https://news.example/a",
        }
    ],
    "sources": [{"url": "https://news.example/a", "gist": {"zh": "报道"}, "seen": "2026-10-01"}],
    "references": [{"title": "清单", "url": "https://docs.example/list"}],
}
