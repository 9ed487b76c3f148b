"""Makes a case's content out of a sorted write-up: each text in its language, each value by its field's own rule.

What a rule refuses (too long, no such choice) is kept whole among the leftovers, with the part it was meant for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from platform_app.cases import choices, figures, headings
from platform_app.cases.inputs import SECTIONS, CaseContent
from platform_app.cases.sorting import Piece, Sorted
from platform_app.cases.texts import LANGUAGES, Bilingual
from platform_app.kernel import inputs, text
from platform_app.kernel.errors import Invalid
from platform_app.media.manuscripts import Block

TEXTS = tuple(name for name, own in CaseContent.model_fields.items() if isinstance(own.default, Bilingual))
LINES = ("signed_off_by",)
DATES = ("started_on", "ended_on", "signed_off_on")
UNKNOWN, TOO_LONG, UNREADABLE, PICTURE = "unknown", "too_long", "unreadable", "picture"
_MINORITY = 0.2  # of a section's words in the other language: less than this is a quotation, not a translation
_LIST = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)])\s+")
_SIGNS = re.compile(r"\\([\\*`#>])|\*+|^#+\s*", re.MULTILINE)


@dataclass(frozen=True)
class Leftover:
    """A text that has no place in the case yet; `section` is the one it was meant for, `reason` why it is not there."""

    heading: str
    text: str
    section: str | None = None
    reason: str = UNKNOWN


@dataclass
class Filled:
    """What became of a write-up: the content, which headings each section came from, and the rest."""

    parts: dict[str, Any] = field(default_factory=dict)
    matched: dict[str, list[str]] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)

    @property
    def content(self) -> CaseContent:
        """The parts, which have each been read before."""
        return inputs.read(CaseContent, self.parts)


def fill(sorted_: Sorted, field_names: Mapping[str, str], *, language: str) -> Filled:
    """The content of a case. `field_names`: the fields of the plan by every name they have → slug."""
    filler = _Filler(field_names, language)
    filler.take_titles(sorted_.titles)
    for piece in sorted_.pieces:
        filler.take(piece)
    return filler.filled


def language_of(words: str, otherwise: str) -> str:
    """`zh` or `en`, by the letters."""
    chinese, latin = weights(words)
    return otherwise if not chinese and not latin else "zh" if chinese >= latin else "en"


def weights(words: str) -> tuple[int, int]:
    """How much of a text is Chinese and how much is not: characters, and words of Latin letters."""
    bare = re.sub(r"\]\([^()\s]*\)", "]", words)
    chinese = sum(1 for character in bare if "\u3400" <= character <= "\u9fff")
    return chinese, len(re.findall(r"[A-Za-z]{2,}", bare))


def bare(words: str) -> str:
    """Less the signs of Markdown, for fields that are plain text."""
    return _SIGNS.sub(r"\1", words)


def markdown(blocks: Sequence[Block]) -> str:
    """Blocks below each other; items of a list without a gap."""
    made = ""
    for number, block in enumerate(blocks):
        words = figures.markdown(block.rows) if block.kind == "table" else block.words
        tight = number and block.kind == "item" == blocks[number - 1].kind
        made += ("\n" if tight else "\n\n" if number else "") + words
    return made.strip()


class _Filler:
    def __init__(self, field_names: Mapping[str, str], language: str) -> None:
        self.field_names = field_names
        self.language = language
        self.filled = Filled()

    def take_titles(self, titles: Sequence[str]) -> None:
        for title in titles:
            self._put("title", "", {language_of(title, self.language): title})

    def take(self, piece: Piece) -> None:
        part, words = piece.part, markdown(piece.blocks)
        if part == "subtitle":
            self._take_subtitle(words)
        elif part == "indicators":
            self._take_figures(piece)
        elif part == "standards":
            self._take_standards(piece.heading, words)
        elif part == "place":
            self._put("place", piece.heading, self._by_language(piece.blocks))
        elif part in TEXTS:
            self._put(part, piece.heading, self._by_language(piece.blocks))
        elif part in LINES or part in DATES or part in choices.NAMES or part in ("field", "tags"):
            self._take_value(part, piece.heading, words)
        else:
            self._leave(piece.heading, words, part if part and part not in headings.GROUPS else None)

    def _take_subtitle(self, words: str) -> None:
        """The title in the other language, or the result in one sentence, as on a paper of ours."""
        code = language_of(words, self.language)
        has_title = (self.filled.parts.get("title") or {}).get(code)
        self._put("result" if has_title else "title", "", {code: words})

    def _take_figures(self, piece: Piece) -> None:
        rest = []
        for block in piece.blocks:
            rows = figures.indicators(block.rows, self.language) if block.kind == "table" else None
            held = self.filled.parts.get("indicators", [])
            if rows == []:
                continue
            if rows and self._fits("indicators", [*held, *rows]):
                self.filled.parts["indicators"] = [*held, *rows]
                self._note("indicators", piece.heading)
            else:
                rest.append(block)
        if rest:
            self._leave(piece.heading, markdown(rest), "indicators")

    def _take_standards(self, heading: str, words: str) -> None:
        """Numbers of standards, one a line; anything else is left over."""
        found = [{"number": number} for line in words.splitlines() if (number := _LIST.sub("", line).strip())]
        known = all(re.match(r"[A-Z].*\d", each["number"]) for each in found)
        if found and known and self._fits("standards", found):
            self.filled.parts["standards"] = found
            self._note("standards", heading)
        else:
            self._leave(heading, words, "standards")

    def _take_value(self, part: str, heading: str, words: str) -> None:
        line = text.one_line(bare(words))
        known = self.field_names.get(headings.plain(line)) if part == "field" else None
        value: Any = known or choices.value(part, line)
        if part in DATES:
            value = choices.day(line)
        elif part in LINES:
            value = line
        elif part == "tags":
            code = language_of(line, self.language)
            value = {code: [tag for tag in re.split(r"\s*[,，、;；]\s*", line) if tag]}
        if value and self._fits(part, value):
            self.filled.parts[part] = value
            self._note(part, heading)
        else:
            self._leave(heading, words, part, UNREADABLE)

    def _by_language(self, blocks: Sequence[Block]) -> dict[str, str]:
        """A text in the languages it is written in: split where a good part of it is in the other one."""
        whole = markdown(blocks)
        chinese, latin = weights(whole)
        main = language_of(whole, self.language)
        share = min(chinese, latin * 2) / max(chinese + latin * 2, 1)
        if share < _MINORITY:
            return {main: whole}
        sides: dict[str, list[Block]] = {code: [] for code in LANGUAGES}
        code = main
        for block in blocks:
            code = language_of(block.words or figures.markdown(block.rows), code)
            sides[code].append(block)
        return {code: words for code, own in sides.items() if (words := markdown(own))}

    def _put(self, part: str, heading: str, words: Mapping[str, str]) -> None:
        """Add texts to a part, after what it holds already; what does not fit is left over whole."""
        for code, said in words.items():
            own = said if part in SECTIONS else bare(said)
            held = self.filled.parts.get(part, {})
            inner = held.get("name", {}) if part == "place" else held
            added = "\n\n".join(filter(None, [inner.get(code), own]))
            made = {**inner, code: added}
            value = {**held, "name": made} if part == "place" else made
            if self._fits(part, value):
                self.filled.parts[part] = value
                self._note(part, heading)
            else:
                self._leave(heading, said, part, TOO_LONG)

    def _fits(self, part: str, value: Any) -> bool:
        try:
            inputs.read(CaseContent, {part: value})
        except Invalid:
            return False
        return True

    def _note(self, part: str, heading: str) -> None:
        known = self.filled.matched.setdefault(part, [])
        if heading not in known:
            known.append(heading)

    def _leave(self, heading: str, words: str, section: str | None = None, reason: str = UNKNOWN) -> None:
        if words:
            self.filled.leftovers.append(Leftover(heading, words, section, reason))
