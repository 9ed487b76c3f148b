"""Every string that a person can read has its Chinese, with the same gaps as the English."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, check_and_call_extract_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from platform_app.notifications.texts import LETTERS

ROOT = Path(__file__).resolve().parents[2]
CHINESE = ROOT / "platform_app" / "web" / "translations" / "zh" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "msg": None, "lazy_gettext": None, "Misconfigured": None}
SAYING = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(")
GAP = re.compile(r"%\((\w+)\)[sd]|\{(\w+)(?:!r)?\}")
HALF_WIDTH = re.compile(r"(?:[\u4e00-\u9fff}]|\)s)[,;:!?]|[,;:!?][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?!\w)|\.\.\.")
CHINESE_OR_SAME = re.compile(r"[\u4e00-\u9fff]|^\W*$")


@pytest.fixture(scope="module")
def strings() -> Catalog:
    """What the sources say, in English."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = Catalog()
    for path in filter(may_speak, sorted((ROOT / "platform_app").rglob("*.*"))):
        for place, line, string, comments, context in check_and_call_extract_file(
            path, methods, options, None, KEYWORDS, (), False, dirpath=ROOT
        ):
            found.add(string, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def may_speak(path: Path) -> bool:
    """Most modules call nothing that says something; to take them apart would be half of the work."""
    is_plain_code = path.suffix == ".py" and path.name != "catalogue.py"  # these say what stands in docstrings
    return not is_plain_code or SAYING.search(path.read_text("utf-8")) is not None


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    """The Chinese catalogue."""
    return read_po(BytesIO(CHINESE.read_bytes()), locale="zh")


def gaps(text: str) -> set[str]:
    """The names of the gaps that are filled in later."""
    return {first or second for first, second in GAP.findall(text)}


def worded(message: Message) -> list[str]:
    """All wordings of a translation; several where the sentence counts something."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def test_every_string_has_its_chinese(strings: Catalog, chinese: Catalog) -> None:
    missing = []
    for string in strings:
        known = chinese.get(string.id, string.context) if string.id else None
        if string.id and (known is None or known.fuzzy or not all(worded(known))):
            missing.append(f"{string.locations[0][0]}:{string.locations[0][1]}: {string.id}")
    assert missing == []


def test_the_chinese_has_the_gaps_of_the_english(strings: Catalog, chinese: Catalog) -> None:
    wrong = []
    for string in strings:
        known = chinese.get(string.id, string.context) if string.id else None
        if known is None:
            continue
        english = string.id if isinstance(string.id, str) else string.id[-1]
        wrong += [english for wording in worded(known) if wording and gaps(wording) != gaps(english)]
    assert wrong == []


def test_the_catalogue_holds_nothing_that_is_no_longer_said(strings: Catalog, chinese: Catalog) -> None:
    unsaid = [m.id for m in chinese if m.id and strings.get(m.id, m.context) is None]
    assert unsaid == []


def test_the_chinese_is_chinese(chinese: Catalog) -> None:
    left = [
        message.id
        for message in chinese
        if message.id and not all(CHINESE_OR_SAME.search(GAP.sub("", wording)) for wording in worded(message))
    ]
    assert left == []


def test_the_chinese_has_chinese_punctuation(chinese: Catalog) -> None:
    wrong = [wording for message in chinese if message.id for wording in worded(message) if HALF_WIDTH.search(wording)]
    assert wrong == []


def test_letters_tell_the_same_in_both_languages() -> None:
    told = {kind: {code: gaps(" ".join(words)) for code, words in letter.items()} for kind, letter in LETTERS.items()}
    assert {kind: languages for kind, languages in told.items() if languages["zh"] != languages["en"]} == {}
    assert [words for letter in LETTERS.values() for words in letter["zh"] if HALF_WIDTH.search(words)] == []
