"""The bytes of a table as text: spreadsheets save in more encodings than UTF-8."""

import re
import unicodedata
from typing import NamedTuple

UTF_8 = "UTF-8"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", UTF_8),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_SAMPLE = 4000  # bytes by which UTF-16 without a mark is told
_MOSTLY = 0.3  # a share of zeros that only UTF-16 has
_INSIDE = re.compile(r"(?<=[^\W\d_])[^\w\s\u2018\u2019'\u2013\u2014\u2026\-/.:,;!?]+(?=[^\W\d_])")
"""What stands between two letters of a word, and is neither a letter nor usual there."""
_RUN = re.compile(r"[\x80-\U0010ffff]{4,}")
"""Four letters that are not ASCII in a row: of another alphabet, read as Latin."""
_RAISED = re.compile("(?<![^\\W_])[\u00b9\u00b2\u00b3]")
"""A raised number that belongs to nothing."""
_RARE = re.compile("[\u0192\u02c6\u02dc\u2030\u2020\u2021]")
"""Signs that hardly anybody types, and that halves of Asian letters are read as."""
_HUMP = re.compile(r"(?<=[a-z])[\u0160\u017d\u0178\u0152\u00c0-\u00de]")
"""A capital with an accent after a small letter: of an encoding of old Macintoshes or of DOS."""


class Decoded(NamedTuple):
    """The text of a table.

    Attributes:
        text: What it says.
        encoding: As people call it: UTF-8, UTF-16, Windows-1252.
        doubtful: The place of the first byte that may mean another letter; -1 where none does.
        codec: What Python calls the encoding.
        mark: The byte order mark it begins with.
    """

    text: str
    encoding: str
    doubtful: int = -1
    codec: str = "utf-8"
    mark: bytes = b""


def decoded(content: bytes) -> Decoded | None:
    """The text of a table, its byte order mark taken off; None when it is no text.

    What is not UTF is read as Windows-1252, which is what spreadsheets of Western Europe and
    America save. Bytes do not say what they are: where the words come out odd, that is said too.
    """
    for mark, codec, name in _BOMS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], codec, name, mark)
    if wide := _utf_16(content):
        return _strictly(content, wide, "UTF-16")
    found = _strictly(content, "utf-8", UTF_8)
    if found is not None or b"\0" in content:
        return found
    text = content.decode("cp1252", errors="replace")  # a byte is a letter: places stay the same
    return Decoded(text, "Windows-1252", _doubtful(text), "cp1252")


def _strictly(content: bytes, codec: str, name: str, mark: bytes = b"") -> Decoded | None:
    try:
        return Decoded(content.decode(codec), name, codec=codec, mark=mark)
    except UnicodeDecodeError:
        return None


def _utf_16(content: bytes) -> str | None:
    """Which UTF-16 it is, by where its zeros are; None where it has hardly any."""
    sample = content[:_SAMPLE]
    if b"\0" not in sample or len(content) % 2:
        return None
    even, odd = (sample[start::2].count(0) / (len(sample) / 2) for start in (0, 1))
    if max(even, odd) < _MOSTLY or min(even, odd) > _MOSTLY / 10:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _doubtful(text: str) -> int:
    """Where the text has something that no word has in Windows-1252."""
    places = [text.find("\N{REPLACEMENT CHARACTER}")]
    searched = (pattern.search(text) for pattern in (_RUN, _HUMP, _RAISED, _RARE))
    places += [found.start() for found in searched if found]
    places += [
        found.start() + at
        for found in _INSIDE.finditer(text)
        for at, sign in enumerate(found[0])
        if sign > "\x7f" and unicodedata.category(sign) not in ("Zs", "Pd")
    ][:1]
    return min((place for place in places if place >= 0), default=-1)
