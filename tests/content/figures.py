"""Find the numbers in a text in Chinese or English, whether in digits or in words, as one value each."""

import re
from decimal import Decimal

_DIGITS = re.compile(
    r"(?<![A-Za-z\d.])(\d+(?:,\d{3})+|\d+(?:\.\d+)?)\s?(万|亿|thousand|million|billion)?",
)
_SCALES = {"": 1, "thousand": 10**3, "万": 10**4, "million": 10**6, "亿": 10**8, "billion": 10**9}

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORDS = {name: n for n, name in enumerate(_UNITS)} | _TENS | {"hundred": 100}
_ENGLISH = re.compile(rf"\b(?:({'|'.join(_TENS)})-({'|'.join(_UNITS[1:10])})|({'|'.join(_WORDS)}))\b", re.IGNORECASE)

_COUNTED = "个项条家类方面级期维层座份次年月件处起市地省区网馆成大"
_CHINESE = re.compile(rf"([一二两三四五六七八九十百千]+)(?:余|多)?(?=[{_COUNTED}])")
_CHINESE_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_CHINESE_SCALES = {"十": 10, "百": 100, "千": 1000}

# In words these are hardly ever a figure: "one interface", "两项标准".
_GRAMMAR = {Decimal(0), Decimal(1), Decimal(2)}

# Parts of names, not figures of a case.
_NAMES = re.compile(
    r"(?:ISO|GB/T|GB|DB\d+/T|CJJ?/T|CJ/T|ITU-T|PAS|PD|UNE|PLN)[ -]?[A-Z]*\.?\d[\d./:-]*(?:L\.\d+)?"
    r"|\bTC 268|12345|[3]\+X|8号楼|Building 8|〔2024〕23号|document 23",
    re.IGNORECASE,
)


def figures(text: str) -> set[Decimal]:
    """Every number in the text: `1.8万`, `18,000` and `18 thousand` are the same one."""
    return digits(text) | _english(text) | _chinese(text)


def digits(text: str) -> set[Decimal]:
    found = _DIGITS.findall(text)
    return {(Decimal(number.replace(",", "")) * _SCALES[scale]).normalize() for number, scale in found}


def stated(text: str) -> set[Decimal]:
    """The numbers in digits that are not part of a name such as `ISO 37120`."""
    return digits(_NAMES.sub("", text))


def _english(text: str) -> set[Decimal]:
    found = set()
    for tens, unit, single in _ENGLISH.findall(text):
        name = single.lower()
        found.add(Decimal(_TENS[tens.lower()] + _WORDS[unit.lower()] if tens else _WORDS[name]).normalize())
    return found - _GRAMMAR


def _chinese(text: str) -> set[Decimal]:
    return {Decimal(_value(run)).normalize() for run in _CHINESE.findall(text)} - _GRAMMAR


def _value(run: str) -> int:
    total, digit = 0, 0
    for character in run:
        if character in _CHINESE_SCALES:
            total += (digit or 1) * _CHINESE_SCALES[character]
            digit = 0
        else:
            digit = _CHINESE_DIGITS[character]
    return total + digit
