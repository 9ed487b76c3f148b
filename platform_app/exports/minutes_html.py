"""Minutes as one HTML file that needs nothing else and prints well on A4."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from platform_app.exports.minutes_parts import Facts, Heading, Note, Part, Table, Text

_TONGUES = {"zh": "zh-CN", "en": "en"}
_LOOK = """
@page { size: A4; margin: 24mm 22mm; }
body { font: 11pt/1.7 "Times New Roman", "Noto Serif SC", SimSun, serif; color: #1d2b34; max-width: 170mm;
  margin: 2rem auto; padding: 0 1rem; line-break: strict; }
h1, h2, h3 { font-family: Arial, "Noto Sans SC", SimHei, sans-serif; line-height: 1.35; break-after: avoid; }
h1 { font-size: 20pt; } h2 { font-size: 14pt; margin-top: 2em; } h3 { font-size: 12pt; }
table { border-collapse: collapse; width: 100%; font-size: 10pt; }
th, td { border: 1px solid #b9c3c7; padding: .3em .6em; text-align: left; vertical-align: top; }
thead { display: table-header-group; } tr { break-inside: avoid; }
.note { color: #55646c; font-size: 10pt; } td { overflow-wrap: anywhere; }
@media print { body { margin: 0; padding: 0; max-width: none; } a { color: inherit; text-decoration: none; } }
"""


def make(language: str, moment: datetime, parts: Sequence[Part]) -> bytes:
    """The file."""
    title = next((part.words for part in parts if isinstance(part, Heading)), "")
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_LOOK}</style>'
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    body = "\n".join(map(_written, parts))
    page = f'<!doctype html>\n<html lang="{_TONGUES[language]}">\n<head>{head}{view}</head>\n<body>\n{body}\n'
    return f"{page}</body>\n</html>\n".encode()


def _written(part: Part) -> str:
    match part:
        case Heading():
            return f"<h{part.level + 1}>{escape(part.words)}</h{part.level + 1}>"
        case Note():
            return f'<p class="note">{escape(part.words)}</p>'
        case Facts():
            rows = "".join(f'<tr><th scope="row">{escape(n)}</th><td>{escape(v)}</td></tr>' for n, v in part.rows)
            return f"<table><tbody>{rows}</tbody></table>"
        case Table():
            head = "".join(f'<th scope="col">{escape(each)}</th>' for each in part.head)
            rows = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in part.rows)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        case Text():
            return f'<div lang="{_TONGUES[part.language]}">{part.html}</div>'
