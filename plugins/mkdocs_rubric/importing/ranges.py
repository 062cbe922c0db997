"""Scales as people write them: `1-5`, `Score (0-100)`, `Yes / No / NA`, `0, 3, 8, 10`."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_rubric.importing.known_words import SCORE_WORDS, plain_word, rank
from mkdocs_rubric.model.score import LevelKey, Score, number

_NUMBER = r"-?\d{1,4}(?:[.,]\d{1,4})?"
RANGE = re.compile(
    rf"({_NUMBER}) *(?:-|\u2013|\u2014|\u2212|~|\.\.+|\bto\b|\ba\b|\bbis\b) *({_NUMBER})"
)
_OUT_OF = re.compile(r"(?:/|out of|von|sur|de|di|van) *(\d{1,4})", re.IGNORECASE)
_APART = re.compile(r" *[/,;|\n] *")
_NOT_APPLICABLE = {"na", "n/a"}
_RESULT = re.compile(r"(?!0|1 */ *0)\d+(?:[.,]\d+)? */ *\d+")
"""`4/5` is somebody's score, of five."""
_NAMED = 7
"""Levels up to which a range names each."""


@dataclass(frozen=True)
class ScaleOf:
    """A scale as a table has it.

    Attributes:
        levels: Labels of scores.
        step: How far scores lie apart, where not each is named.
        not_applicable: Whether N/A is one of the answers.
    """

    levels: Mapping[LevelKey, str]
    step: Score | None = None
    not_applicable: bool = False

    @property
    def id(self) -> str:
        """A name that says what it is: `1-to-10`, `met`."""
        low, *_, high = sorted(self.levels)
        if all(label == f"Level {score}" for score, label in self.levels.items()) or self.step:
            return f"{low}-to-{high}".replace(".", "-").replace("--", "-minus-").strip("-")
        return "met" if (low, high) == (0, 1) else "steps"


def range_in(header: str) -> ScaleOf | None:
    """The scale that a header says its column is scored on: `Score (1-5)`, `Rating 0 to 10`."""
    text = unicodedata.normalize("NFKC", header).strip()
    found = RANGE.search(text)
    if found is not None:
        rest = (text[: found.start()] + text[found.end() :]).strip(" ()[]:,-\u2013")
        bracketed = text[: found.start()].rstrip().endswith(("(", "["))
        if rest and not bracketed and plain_word(rest) not in SCORE_WORDS:
            return None
        return spanning(number(found[1]), number(found[2]))
    outer = _OUT_OF.search(text)
    if outer is not None:
        head = plain_word(text[: outer.start()].strip(" ()[]:"))
        return spanning(0, number(outer[1])) if head in SCORE_WORDS else None
    return None


def scale_in(cell: str) -> ScaleOf | None:
    """The scale that a cell describes; None where it describes none."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if found := RANGE.fullmatch(text.strip("()[]")):
        return spanning(number(found[1]), number(found[2]))
    if _RESULT.fullmatch(text):
        return None
    parts = [word for word in _APART.split(text) if word]
    absent = [part for part in parts if plain_word(part) in _NOT_APPLICABLE]
    if "n/a" in text.casefold():
        parts = [
            word for word in _APART.split(re.sub("n/a", "NA", text, flags=re.IGNORECASE)) if word
        ]
        absent = [part for part in parts if plain_word(part) in _NOT_APPLICABLE]
    kept = [part for part in parts if part not in absent]
    if len(kept) < 2:  # noqa: PLR2004 - a scale has two levels
        return None
    numbers = [number(each) for each in kept]
    scores = [each for each in numbers if each is not None]
    if len(scores) == len(kept) == len(set(scores)):
        levels: dict[LevelKey, str] = {score: f"Level {score}" for score in sorted(scores)}
        return ScaleOf(levels, None, bool(absent))
    ranks = {each: rank(plain_word(each)) for each in kept}
    if None not in ranks.values():
        in_order = sorted(kept, key=lambda each: ranks[each] or 0)
        first = 0 if ranks[in_order[0]] == 0 else 1
        return ScaleOf(dict(enumerate(in_order, first)), None, bool(absent))
    return None


def spanning(low: Score | None, high: Score | None) -> ScaleOf | None:
    """Every whole score from one to another."""
    if low is None or high is None or low >= high or high - low > 100:  # noqa: PLR2004 - of a scale
        return None
    count = int(high - low) + 1
    if count <= _NAMED and isinstance(low, int) and isinstance(high, int):
        return ScaleOf({each: f"Level {each}" for each in range(low, high + 1)})
    return ScaleOf({low: "Lowest", high: "Highest"}, 1)
