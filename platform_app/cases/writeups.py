"""A case as a Markdown file: front matter for what is short, marked texts for what is long; only its files stay behind.

The form stands in `docs/case-files.md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field

from platform_app.cases.inputs import SECTIONS, CaseContent
from platform_app.cases.texts import LANGUAGES, Bilingual, States
from platform_app.kernel import front_matter, inputs
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import WHOLE, Input, Line, fail
from platform_app.kernel.messages import msg

_MARK = re.compile(r"<!-- (?P<language>zh|en): (?P<section>[a-z0-9_]+)(?: \((?P<state>[a-z]+)\))? -->\s*")
_LOOKS_LIKE_A_MARK = re.compile(r"(\\*)<!--")
_ELSEWHERE = {*SECTIONS, "files"}  # what is not front matter: texts stand below it, files cannot stand in Markdown
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")


@dataclass(frozen=True)
class Writeup:
    """What a file holds. `adapted_from` is another case's stable name or id, which only a database can find."""

    content: CaseContent
    slug: str | None = None
    organisation: str | None = None  # its code
    adapted_from: str | None = None


def is_name(slug: str) -> bool:
    """Whether it can name a file in every file system."""
    return _NAME.fullmatch(slug) is not None


def _slug(value: str) -> str:
    if not is_name(value):
        raise fail("slug_form")
    return value


class _Header(Input):
    slug: Annotated[str, AfterValidator(_slug)] | None = None
    organisation: Annotated[Line, Field(max_length=20)] | None = None
    adapted_from: Annotated[Line, Field(max_length=80)] | None = None
    translation: States = States()


def to_markdown(writeup: Writeup) -> str:
    """The file of a case."""
    content, states = writeup.content, _common_states(writeup.content)
    front: dict[str, Any] = {"slug": writeup.slug, "form": content.form, "organisation": writeup.organisation}
    front |= {name: part for name, part in _plain(content, states).items() if name not in _ELSEWHERE}
    front |= {"adapted_from": writeup.adapted_from, "translation": states.model_dump()}
    texts = [
        text
        for section in SECTIONS
        for language in LANGUAGES
        if (text := _marked(section, language, getattr(content, section), states))
    ]
    return front_matter.join({name: part for name, part in front.items() if part is not None}, "\n".join(texts))


def from_markdown(text: str) -> Writeup:
    """Read a case's file.

    Raises:
        Invalid: with a message for every field, or the line, that is wrong.
    """
    front, body, first_line = front_matter.split(text)
    header = inputs.read(_Header, {name: front.pop(name) for name in _Header.model_fields if name in front})
    for section in SECTIONS:
        if section in front:
            raise Invalid.one(section, msg("Long texts stand below the front matter, under a mark for each language."))
    parts = _with_states(front | _sections(body, first_line), header.translation.model_dump())
    return Writeup(
        inputs.read(CaseContent, parts),
        slug=header.slug,
        organisation=header.organisation,
        adapted_from=header.adapted_from,
    )


def _plain(value: Any, states: States) -> Any:
    """What YAML shows of a value: nothing that is empty, and a translation state only where it differs."""
    if isinstance(value, Bilingual):
        texts = {language: own for language in LANGUAGES if (own := getattr(value, language))}
        odd = {language: state for language in LANGUAGES if (state := _odd_state(value, language, states))}
        return {**texts, "state": odd} if odd else texts
    if isinstance(value, BaseModel):
        fields = {name: (getattr(value, name), field) for name, field in type(value).model_fields.items()}
        return {
            name: _plain(own, states)
            for name, (own, field) in fields.items()
            if own != field.get_default(call_default_factory=True)
        }
    if isinstance(value, list):
        return [_plain(own, states) for own in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _odd_state(value: Bilingual, language: str, states: States) -> str | None:
    """A state that a reader of the file would not take for granted."""
    implied = getattr(states, language) if getattr(value, language) else "none"
    own: str = getattr(value.state, language)
    return own if own != implied else None


def _marked(section: str, language: str, value: Bilingual, states: States) -> str | None:
    text, state = getattr(value, language), _odd_state(value, language, states)
    if not text and not state:
        return None
    lines = [f"\\{line}" if _LOOKS_LIKE_A_MARK.match(line) else line for line in (text or "").split("\n")]
    return "\n".join([f"<!-- {language}: {section}{f' ({state})' if state else ''} -->", *lines, ""])


def _sections(body: str, first_line: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    lines: list[str] | None = None
    for no, line in enumerate(body.split("\n"), start=first_line):
        if line.startswith("<!--"):
            lines = _open(found, line, no)
        elif lines is not None:
            lines.append(line[1:] if line.startswith("\\") and _LOOKS_LIKE_A_MARK.match(line) else line)
        elif line.strip():
            raise Invalid.one(WHOLE, msg("Line {line}: this text stands under no mark.", line=no))
    for texts in found.values():
        texts.update({name: "\n".join(own) for name, own in texts.items() if isinstance(own, list)})
    return found


def _open(found: dict[str, dict[str, Any]], line: str, no: int) -> list[str]:
    """Start the text that a mark announces."""
    mark = _MARK.fullmatch(line)
    if mark is None or mark["section"] not in SECTIONS:
        names = ", ".join(SECTIONS)
        raise Invalid.one(
            WHOLE,
            msg("Line {line}: this is not the mark of a text. Write <!-- zh: … --> with one of {names}.",
                line=no, names=names),
        )  # fmt: skip
    texts = found.setdefault(mark["section"], {})
    if mark["language"] in texts:
        raise Invalid.one(mark["section"], msg("Line {line}: this text stands there twice.", line=no))
    if mark["state"]:
        texts.setdefault("state", {})[mark["language"]] = mark["state"]
    lines: list[str] = []
    texts[mark["language"]] = lines
    return lines


def _with_states(value: Any, states: dict[str, str]) -> Any:
    """Give each text the translation state of the whole file, unless it has its own."""
    if isinstance(value, list):
        return [_with_states(own, states) for own in value]
    if not isinstance(value, dict):
        return value
    if value.keys() <= {*LANGUAGES, "state"}:
        texts = [name for name in LANGUAGES if isinstance(value.get(name), str) and value[name].strip()]
        own = value.get("state", {})
        if not texts or not isinstance(own, dict):
            return value
        return {**value, "state": {name: states[name] for name in texts} | own}
    return {name: _with_states(own, states) for name, own in value.items()}


def _common_states(content: CaseContent) -> States:
    """For each language the state that all its texts share, else `none`."""
    shared = {}
    for language in LANGUAGES:
        found = {getattr(text.state, language) for text in _texts(content) if getattr(text, language)}
        shared[language] = found.pop() if len(found) == 1 else "none"
    return States.model_validate(shared)


def _texts(value: Any) -> Iterator[Bilingual]:
    if isinstance(value, Bilingual):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, list):
        for own in value:
            yield from _texts(own)
