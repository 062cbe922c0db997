"""Which texts are ours, and so English: told by their letters, or by the words that we use."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeAlias

_OF_MANY_LANGUAGES = frozenset(["exchange", "header.py", "importing", "names"])
"""What holds words of tables and names of people, which are not in English alone."""
_DOCSTRING = re.compile(r'"""[\s\S]*?"""')
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_WORD = re.compile(r"[^\W\d_]+")
_LIKE_ENGLISH = re.compile(
    r"\w{3,}|an?|am|as|at|be|by|do|go|he|if?|in|is|it|me|my|no?|of|on|or|so|to|up|us|we"
)
"""Of short words only those of English: in modules there are short names as well."""
_FEW = 3
"""Of fewer words all have to be ours: many a word of one language is one in another."""
_MOST = 0.6
"""The share of a longer text: what a team wrote may be quoted in it."""


class Whose(Enum):
    """Who has written a text."""

    OURS = "we have: it is English"
    THEIRS = "the team has, or the theme: it is in the language of the site"
    NOBODYS = "there are no words in it"


Tells: TypeAlias = Callable[[str], tuple[int, Whose]]
"""How many words a text has, without tags and entities, and whose they are."""


@lru_cache(maxsize=1 << 14)
def by_letters(text: str) -> tuple[int, Whose]:
    """On a site in other letters: a text in Latin ones is ours, and numbers keep their order."""
    letters = [sign for sign in text if sign.isalpha()]
    count = len(text.split())
    if not letters:
        return count, Whose.OURS if any(sign.isdigit() for sign in text) else Whose.NOBODYS
    is_latin = all("LATIN" in unicodedata.name(sign, "") for sign in letters)
    return count, Whose.OURS if is_latin else Whose.THEIRS


@lru_cache(maxsize=1 << 14)
def by_words(text: str) -> tuple[int, Whose]:
    """On a site in Latin letters: a text is ours that is in the words of our pages."""
    words = _WORD.findall(text.casefold())
    words = [word for word in words if len(word) > 1] or words
    if not words:
        return 0, Whose.NOBODYS
    known = sum(word in _our_words() for word in words)
    is_ours = known >= (len(words) if len(words) < _FEW else _MOST * len(words))
    return len(words), Whose.OURS if is_ours else Whose.THEIRS


@cache
def _our_words() -> frozenset[str]:
    texts = [*_texts(files("mkdocs_rubric")), *calendar.month_name, *calendar.month_abbr]
    words = _WORD.findall("\n".join(texts).casefold())
    return frozenset(filter(_LIKE_ENGLISH.fullmatch, words))


def _texts(folder: Traversable) -> Iterator[str]:
    """What templates say, and the strings of modules."""
    for entry in folder.iterdir():
        if entry.name in _OF_MANY_LANGUAGES:
            continue
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.name.endswith(".jinja"):
            yield entry.read_text(encoding="utf-8")
        elif entry.name.endswith(".py"):
            yield from _STRING.findall(_DOCSTRING.sub("", entry.read_text(encoding="utf-8")))
