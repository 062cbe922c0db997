"""Scores: whole numbers and decimals, kept exactly; spans of them; what stands in their place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import TypeAlias

Score: TypeAlias = int | Decimal
"""A number on a scale. What is whole is an int; 3.5 is a Decimal, and never a float."""

_NUMBER = re.compile(r"([-\u2212]?)([0-9]{1,9})(?:[.,]([0-9]{1,20}))?")
_FINEST = 4  # decimals that a scale can have
_GROUPED = 3  # digits after a comma that may be thousands


class Mark(Enum):
    """What a cell holds when it is not a score. Neither of the two is a zero."""

    NOT_APPLICABLE = "NA"
    NOT_SCORED = ""

    __hash__ = object.__hash__  # as there is one of each; Enum's own is slow, and cells are many


Cell: TypeAlias = Score | Mark


@dataclass(frozen=True, slots=True)
class Span:
    """The scores from one to another, which are described together. Sorted among scores by `low`.

    Attributes:
        low: The lowest.
        high: The highest.
    """

    low: Score
    high: Score

    def __str__(self) -> str:
        return f"{self.low}\N{EN DASH}{self.high}"

    def __contains__(self, score: Score) -> bool:
        return self.low <= score <= self.high

    def __lt__(self, other: "LevelKey") -> bool:
        return self.low < span_of(other).low

    def __gt__(self, other: "LevelKey") -> bool:
        return self.low > span_of(other).low


LevelKey: TypeAlias = Score | Span
"""What a description is of: one score, or a band of them."""


def span_of(key: LevelKey) -> Span:
    """A band, also of one score alone."""
    return key if isinstance(key, Span) else Span(key, key)


def number(text: str) -> Score | None:
    """A score as it is written: `4`, `4.0` and `4,0` are 4, `3,50` is 3.5; None where it is none.

    With three digits after it a comma may part thousands, so such a text is no number here.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, given = found.groups()
    fraction = (given or "").rstrip("0")
    if len(fraction) > _FINEST or (len(given or "") == _GROUPED and "," in text):
        return None
    value = Decimal(f"{whole}.{fraction}") if fraction else int(whole)
    return -value if sign else value


def level_key(value: object) -> LevelKey | None:
    """The key of a level as YAML has it: `3`, `3.5`, `"7-8"`; None where it is none."""
    match value:
        case bool():
            return None
        case int() | Decimal() | Span():
            return value
        case float():
            return number(str(value))
        case str():
            return _written(value.strip())
        case _:
            return None


def _written(text: str) -> LevelKey | None:
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return number(text)
    found = _SPAN.fullmatch(text)
    low, high = (_written(end) for end in found.groups()) if found else (None, None)
    if low is None or high is None or isinstance(low, Span) or isinstance(high, Span):
        return None
    return Span(low, high) if low < high else None


_WHOLE = re.compile("[-+]?[0-9]{1,30}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}\.[0-9]{1,4}0*")
_END = r"-?[0-9]{1,9}(?:\.[0-9]{1,4}0*)?"
_TO = r" *(?:-|\u2013|\u2014|to) *"
_SPAN = re.compile(f"({_END}){_TO}({_END})")
SCORE_PATTERN = f"(?:{_WHOLE.pattern}|{_DECIMAL.pattern})"
SPAN_PATTERN = f"{_END}{_TO}{_END}"
"""As ECMAScript has it, for schemas."""


def overlapping(keys: Iterable[LevelKey]) -> tuple[LevelKey, LevelKey] | None:
    """Two keys that describe the same score, if there are any."""
    in_order = sorted(keys)
    for first, second in pairwise(in_order):
        if span_of(second).low <= span_of(first).high:
            return first, second
    return None


class Between(str):
    """The label of a score that has none of its own."""

    __slots__ = ()


def stepped(levels: Mapping[LevelKey, str], step: Score | None) -> dict[Score, str]:
    """Every score of a scale and its label: bands written out, and what lies between filled in.

    Args:
        levels: Labels of scores and bands.
        step: How far neighbours lie apart; without one only what is named is a score, and bands
            are counted by ones.
    """
    in_order = sorted(levels)
    if step is None and not any(isinstance(each, Span) for each in in_order):
        return {level: levels[level] for level in levels if not isinstance(level, Span)}
    by = step or 1
    found: dict[Score, str] = {}
    for key, following in zip(in_order, [*in_order[1:], None], strict=True):
        span = span_of(key)
        found |= dict.fromkeys(_steps(span.low, span.high, by), levels[key])
        found[span.high] = levels[key]
        if step is not None and following is not None:
            between = Between(f"between {levels[key]} and {levels[following]}")
            inner = _steps(whole(span.high + by), span_of(following).low, by)
            found |= {each: between for each in inner if each < span_of(following).low}
    return found


def _steps(low: Score, high: Score, by: Score) -> list[Score]:
    count = int((high - low) // by) if high >= low else -1
    return [whole(low + by * place) for place in range(min(count, _MOST) + 1)]


_MOST = 1000  # a step that makes more levels than that is refused for its number anyway


def whole(value: Score) -> Score:
    """The same number, an int where it is whole."""
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else value.normalize()


def cell_text(cell: Cell) -> str:
    """A cell as people read it: a number, `N/A`, or nothing."""
    return "N/A" if cell is Mark.NOT_APPLICABLE else "" if isinstance(cell, Mark) else str(cell)
