"""The shape of a form, read off the model that will take its data: no field and no limit is named twice."""

from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from platform_app.cases.texts import Bilingual, Tags

Kind = Literal["text", "line", "number", "whole", "flag", "choice", "many", "tags", "group", "rows"]


@dataclass(frozen=True)
class Limits:
    """How long each language of a text may be; English counts in words, or in characters like a title."""

    zh: int
    en: int
    words: bool
    one_line: bool


@dataclass(frozen=True)
class Shape:
    """One field of a form; `parts` are the fields of a group or of each row."""

    kind: Kind
    nullable: bool = False
    default: str = ""  # what a new field shows
    limits: Limits | None = None
    most: int | None = None  # characters of a line, entries of a list
    options: tuple[str, ...] = ()
    parts: "dict[str, Shape]" = field(default_factory=dict)


@cache
def shapes(model: type[BaseModel]) -> dict[str, Shape]:
    """The fields of a model in its own order."""
    return {name: _shape(info) for name, info in model.model_fields.items()}


def _shape(info: FieldInfo) -> Shape:
    kind, marks = _bare(info.annotation, list(info.metadata))
    most = next((mark.max_length for mark in marks if isinstance(mark, MaxLen)), None)
    nullable = not info.is_required() and info.default is None
    default = info.default if isinstance(info.default, str) else ""
    if get_origin(kind) is list:
        inner, _ = _bare(get_args(kind)[0], [])
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return Shape("rows", nullable, most=most, parts=shapes(inner))
        return Shape("many", nullable, most=most)
    if get_origin(kind) is Literal:
        return Shape("choice", nullable, default, options=get_args(kind))
    if kind is Bilingual:
        return Shape("text", nullable, limits=_limits(marks))
    if kind is Tags:
        return Shape("tags", nullable)
    if issubclass(kind, BaseModel):
        return Shape("group", nullable, parts=shapes(kind))
    plain: dict[type, Kind] = {str: "line", float: "number", int: "whole", bool: "flag"}
    return Shape(plain[kind], nullable, default, most=most)


def _bare(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any]]:
    """A type without `Annotated` and `| None`, and the marks that were on it."""
    if get_origin(annotation) is Annotated:
        inner, *outer = get_args(annotation)
        return _bare(inner, [*marks, *outer])
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (part for part in get_args(annotation) if part is not NoneType)
        return _bare(inner, marks)
    return annotation, [each for mark in marks for each in _unpacked(mark)]


def _unpacked(mark: Any) -> list[Any]:
    """`Field(max_length=…)` inside a type keeps its marks in itself."""
    return list(mark.metadata) if isinstance(mark, FieldInfo) else [mark]


def _limits(marks: list[Any]) -> Limits | None:
    for mark in marks:
        if isinstance(mark, AfterValidator) and hasattr(mark.func, "limits"):
            return Limits(**mark.func.limits)
    return None
