"""Tables of a write-up: as Markdown, and as rows of indicators where their head says so; pure rules."""

import re
from collections.abc import Sequence
from typing import Any

from platform_app.cases import headings

Rows = Sequence[Sequence[str]]
_COLUMNS = {
    "name": "indicator indicators name 指标 指标名称 名称",
    "definition": "whatexactlyitcounts definition 具体统计内容 定义 指标含义 含义",
    "unit": "unit 单位",
    "baseline": "figurebefore before baseline 改变之前的数 之前 原有数据 基线 基期数 基线值 改造前 实施前 前",
    "baseline_period": "yearbefore yearorperiodbefore baselineyear 之前的年份 之前年份 基期 基线年份",
    "result": "figureafter after result 改变之后的数 之后 现在数据 结果 成果 当前值 改造后 实施后 后",
    "result_period": "yearafter yearorperiodafter resultyear 之后的年份 之后年份 数据年份",
    "method": "howitwasmeasured method 怎样测量 测量方法 统计方法 测算方法",
    "source": "source 来源 数据来源",
}
_FIGURE = re.compile(r"[-+−]?\d[\d,，]*(?:\.\d+)?")


def markdown(rows: Rows) -> str:
    """A table; the first row is its head, because Markdown has none without."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    cells = [[_cell(own) for own in [*row, *[""] * (width - len(row))]] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def indicators(rows: Rows, language: str) -> list[dict[str, Any]] | None:
    """Rows of indicators; None if the head of the table does not name them, or a figure is not one."""
    if not rows:
        return []
    columns = [_column(cell) for cell in rows[0]]
    if "name" not in columns or not {"baseline", "result"} & set(columns):
        return None
    found = []
    for row in rows[1:]:
        cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False) if name and cell.strip()}
        if cells:
            made = _indicator(cells, language)
            if made is None:
                return None
            found.append(made)
    return found


def _indicator(cells: dict[str, str], language: str) -> dict[str, Any] | None:
    code = language if not cells.get("name") else "zh" if re.search(r"[\u3400-\u9fff]", cells["name"]) else "en"
    made: dict[str, Any] = {}
    for name, words in cells.items():
        if name in ("baseline", "result"):
            figure = _FIGURE.fullmatch(words.strip("* ").rstrip("%％"))
            if figure is None:
                return None
            made[name] = float(re.sub("[,，]", "", figure[0]).replace("−", "-"))
        elif name in ("baseline_period", "result_period", "source"):
            made[name] = words
        else:
            made[name] = {code: words}
    return made if "name" in made else None


def _column(cell: str) -> str | None:
    wanted = headings.plain(cell).replace(" ", "")
    return next((name for name, words in _COLUMNS.items() if wanted in words.split()), None)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
