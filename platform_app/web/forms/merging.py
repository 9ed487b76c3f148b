"""Two people wrote on the same case: whose text goes into the form, and where both must be shown. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from platform_app.cases.texts import LANGUAGES
from platform_app.web.forms.flat import Typed
from platform_app.web.forms.shape import Shape


@dataclass(frozen=True)
class Merged:
    """The form to go on with. `theirs` are fields both changed, with the other's text; `taken` only the other did."""

    typed: Typed
    theirs: dict[str, Typed]
    taken: list[str]


def merge(base: Typed, mine: Typed, theirs: Typed, shapes: Mapping[str, Shape]) -> Merged:
    """Field by field: what only one changed is taken from her; where both did, mine stays and theirs comes along."""
    typed, differing, taken = dict(mine), {}, []
    for unit in units(shapes):
        start, own, other = (_slice(fields, unit) for fields in (base, mine, theirs))
        if not own or _same(own, other) or _same(other, start):
            continue
        if _same(own, start):
            typed = {key: value for key, value in typed.items() if key not in own} | other
            taken.append(unit)
        else:
            differing[unit] = other
    return Merged(typed, differing, taken)


def units(shapes: Mapping[str, Shape], prefix: str = "") -> Iterator[str]:
    """What is kept or given up as a whole: a text in one language, a field, a list with all its rows."""
    for name, shape in shapes.items():
        if shape.kind == "group":
            yield from units(shape.parts, f"{prefix}{name}.")
        elif shape.kind in ("text", "tags"):
            yield from (f"{prefix}{name}.{code}" for code in LANGUAGES)
            if shape.kind == "text":
                yield from (f"{prefix}{name}.state.{code}" for code in LANGUAGES)
        else:
            yield prefix + name


def differs(one: Typed, other: Typed, shapes: Mapping[str, Shape]) -> bool:
    """Whether two forms say different things in a field that both show."""
    return any(not _same(own, _slice(other, unit)) for unit in units(shapes) if (own := _slice(one, unit)))


def _slice(fields: Typed, unit: str) -> Typed:
    return {key: value for key, value in fields.items() if key == unit or key.startswith(f"{unit}.")}


def _same(one: Typed, other: Typed) -> bool:
    return {key: _plain(value) for key, value in one.items()} == {key: _plain(value) for key, value in other.items()}


def _plain(value: object) -> object:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
