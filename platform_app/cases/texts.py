"""Texts in two languages with their translation state and their limits: the material cases are made of."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, field_validator

from platform_app.kernel import text
from platform_app.kernel.inputs import Block, Input, fail

LANGUAGES = ("zh", "en")
Language = Literal["zh", "en"]
TranslationState = Literal["none", "machine", "reviewed", "official"]
LONGEST = 20_000  # characters of any text, before its own limit is looked at


class States(Input):
    """How each language's text came about; `none` = it is no translation."""

    zh: TranslationState = "none"
    en: TranslationState = "none"


class Bilingual(Input):
    """One text in Chinese and English; either may be missing."""

    zh: Annotated[Block, Field(max_length=LONGEST)] | None = None
    en: Annotated[Block, Field(max_length=LONGEST)] | None = None
    state: States = States()

    @field_validator("zh", "en")
    @classmethod
    def _empty_is_none(cls, value: str | None) -> str | None:
        return value or None

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def best(self, language: str) -> tuple[str | None, str]:
        """The text in `language`, or else the other one, with the language it is in."""
        other = "en" if language == "zh" else "zh"
        own: str | None = getattr(self, language)
        return (own, language) if own else (getattr(self, other), other if getattr(self, other) else language)


class Tags(Input):
    """Keywords in each language."""

    zh: Annotated[list[Annotated[Block, Field(max_length=20)]], Field(max_length=10)] = []
    en: Annotated[list[Annotated[Block, Field(max_length=40)]], Field(max_length=10)] = []

    @field_validator("zh", "en")
    @classmethod
    def _once_each(cls, value: list[str]) -> list[str]:
        return list(dict.fromkeys(text.one_line(tag) for tag in value if tag))


def limited(zh: int, en: int, *, words: bool = True, one_line: bool = False) -> AfterValidator:
    """A limit of `zh` Chinese characters and `en` English words (or characters, if not `words`)."""

    def check(value: Bilingual) -> Bilingual:
        tidy = _folded(value) if one_line else value
        for language, limit in (("zh", zh), ("en", en)):
            own = getattr(tidy, language)
            counts_words = words and language == "en"
            count = (text.measure(own, language) if counts_words or language == "zh" else len(own)) if own else 0
            if count > limit:
                kind = "too_many_words" if counts_words else "too_many_characters"
                raise fail(kind, limit=limit, count=count, at=language)
        return tidy

    check.limits = {"zh": zh, "en": en, "words": words, "one_line": one_line}  # type: ignore[attr-defined]
    return AfterValidator(check)


def in_language(language: Language, rule: Any) -> AfterValidator:
    """One language of a text by the rule of both, refused at its own field."""
    whole = TypeAdapter(rule)

    def check(value: str | None) -> str | None:
        try:
            tidy: str | None = getattr(whole.validate_python({language: value}), language)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            context = {name: own for name, own in first.get("ctx", {}).items() if name != "at"}
            raise fail(first["type"], **context) from None
        return tidy

    return AfterValidator(check)


def _folded(value: Bilingual) -> Bilingual:
    return value.model_copy(update={name: text.one_line(own) for name in LANGUAGES if (own := getattr(value, name))})


Title = Annotated[Bilingual, limited(40, 100, words=False, one_line=True)]
Sentence = Annotated[Bilingual, limited(100, 60, one_line=True)]
Name = Annotated[Bilingual, limited(60, 120, words=False, one_line=True)]
Unit = Annotated[Bilingual, limited(20, 40, words=False, one_line=True)]
Short = Annotated[Bilingual, limited(200, 100)]
Medium = Annotated[Bilingual, limited(300, 150)]
Long = Annotated[Bilingual, limited(400, 200)]
Longest = Annotated[Bilingual, limited(1200, 600)]
