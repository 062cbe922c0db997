"""Text as it is compared: without case, accents, entities and what cannot be seen."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

_SPECIAL = re.compile(
    r"""&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});   # an entity
      | (?:%[0-9A-Fa-f]{2})+                                              # part of an address
      | [\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?                    # a syllable, in pieces
    """,
    re.VERBOSE,
)
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
    "ħ": "h", "ŋ": "n", "ŧ": "t", "’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-",
    "ـ": "", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
}  # fmt: skip
_HANGUL = range(0xAC00, 0xD7A4)
_KATAKANA, _TO_HIRAGANA = range(0x30A1, 0x30F7), 0x60


@dataclass(frozen=True)
class Folded:
    """A text as it is compared.

    Attributes:
        text: What is compared.
        places: Where in the original each character comes from, and the original's length; None
            where both are as long.
    """

    text: str
    places: Sequence[int] | None = None

    def original(self, place: int) -> int:
        """Where a place is in the original."""
        return place if self.places is None else self.places[place]


def folded(text: str) -> str:
    """A text as it is compared."""
    if text.isascii() and "&" not in text and "%" not in text:
        return text.lower()
    return "".join(piece for _, piece in _pieces(text))


def with_places(text: str) -> Folded:
    """The same, with where its characters come from."""
    if text.isascii() and "&" not in text and "%" not in text:
        return Folded(text.lower())
    shown: list[str] = []
    places: list[int] = []
    for start, piece in _pieces(text):
        shown.append(piece)
        places += [start] * len(piece)
    return Folded("".join(shown), [*places, len(text)])


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    end = 0
    for special in _SPECIAL.finditer(text):
        for place in range(end, special.start()):
            yield place, _character(text[place])
        yield special.start(), _meant(special[0])
        end = special.end()
    for place in range(end, len(text)):
        yield place, _character(text[place])


@lru_cache(maxsize=8192)
def _meant(special: str) -> str:
    if special.startswith("&"):
        meant = html.unescape(special)
    elif special.startswith("%"):
        meant = unquote(special)
    else:
        meant = unicodedata.normalize("NFC", special)
    return "".join(map(_character, meant))


@lru_cache(maxsize=8192)
def _character(character: str) -> str:
    if ord(character) in _HANGUL:
        return character
    kept = []
    for part in unicodedata.normalize("NFKD", character).casefold():
        category = unicodedata.category(part)
        if category.startswith("M") or category == "Cf":  # accents, and what is not seen
            continue
        if ord(part) in _KATAKANA:
            part = chr(ord(part) - _TO_HIRAGANA)  # noqa: PLW2901 - the same in the other kana
        kept.append(" " if category.startswith("Z") else _LETTERS.get(part, part))
    return "".join(kept)
