"""Which passwords are too easy to guess: the common ones, plain patterns, and what is known of the person or the site.

NIST SP 800-63B, 5.1.1.2, asks for this and for no rule about kinds of characters. `zxcvbn` knows lists of leaked
passwords, names and words, keyboards, dates, repetitions and rows, and says how many guesses a password would take.
"""

import re
import threading
from functools import lru_cache

from zxcvbn import zxcvbn

from platform_app.config import Settings
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg

FEWEST_GUESSES = 10**8  # zxcvbn's own line between "somewhat guessable" and "safely unguessable"
LOOKED_AT = 40  # characters: looking takes time that grows with the square of the length
SHORTEST_WORD = 3
# zxcvbn's lists are English. What people who write pinyin put into passwords: wishes, numbers that sound like words
# (520, "I love you"; 1314, "for a lifetime"), pet names, the commonest surnames and cities, ways over the keyboard.
PINYIN_HABITS = (
    "woaini", "aini", "5201314", "1314520", "1314", "520", "521", "woshishui", "wodemima", "mima", "nihao", "zhongguo",
    "baobei", "laopo", "laogong", "baba", "mama", "xiaoming", "woaiwojia", "wo", "ni", "ai", "jia", "a", "asd", "qwe",
    "zhang", "wang", "li", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun", "zhu", "lin", "guo",
    "wei", "fang", "jing", "min", "jun", "qiang", "lei", "yong", "jie", "tao", "ming", "hua", "xiao", "hong",
    "beijing", "shanghai", "guangzhou", "shenzhen", "hangzhou", "chongqing", "tianjin", "wuhan", "chengdu", "nanjing",
    "147258369", "147258", "258369", "789456123", "123123", "666", "888", "168", "518", "1qaz", "2wsx",
)  # fmt: skip

_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|ve|er|[aeiouv])"
)
_DATE = r"(?:(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
# A name of up to three syllables and a day of birth, in either order: some thousand names times some thousand days.
_NAME_AND_DAY = re.compile(rf"(?:{_SYLLABLE}){{1,3}}{_DATE}|{_DATE}(?:{_SYLLABLE}){{1,3}}")

_site: tuple[str, ...] = ()
_one_at_a_time = threading.Lock()  # zxcvbn keeps the words it is given in a table that all threads share


def install(settings: Settings) -> None:
    """Set the names of the site, which make poor passwords on it."""
    global _site
    _site = (settings.site_name_zh, settings.site_name_en)


def refuse_guessable(password: str, *, email: str, name: str) -> None:
    """Let a new password of this person pass, or not.

    Raises:
        Invalid: it is easy to guess; the sentence says why.
    """
    with _one_at_a_time:
        own = _words(email, email.partition("@")[0], name, *_site)
        found = zxcvbn(password[:LOOKED_AT], user_inputs=(*own, *PINYIN_HABITS))
    is_name_and_day = _NAME_AND_DAY.fullmatch(re.sub(r"[\W_]", "", password.casefold())) is not None
    if found["guesses"] >= FEWEST_GUESSES and not is_name_and_day:
        return
    if any(match.get("matched_word") in own for match in found["sequence"]):
        why = msg("This is easy to guess from your name, your address or the name of this site. Choose other words.")
    else:
        why = msg("This is easy to guess: many people use it, or it is a simple pattern. Choose a few unrelated words.")
    raise Invalid.one("password", why)


def _words(*texts: str) -> tuple[str, ...]:
    """Names as they are, their words, each name as one word, and Chinese ones in pinyin."""
    found: dict[str, None] = {}
    for text in (text.casefold() for text in texts):
        parts = re.findall(r"[^\W_]+", text)
        sounds = _pinyin("".join(parts))
        words = (text, *parts, "".join(parts), *sounds, "".join(sounds))
        found.update(dict.fromkeys(word for word in words if len(word) >= SHORTEST_WORD or not word.isascii()))
    return tuple(found)


@lru_cache(maxsize=256)
def _pinyin(text: str) -> tuple[str, ...]:
    if text.isascii():
        return ()
    from pypinyin import lazy_pinyin  # its tables take a quarter of a second: only Chinese names need them

    return tuple(lazy_pinyin(text))
