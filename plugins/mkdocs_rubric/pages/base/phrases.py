"""Dates, numbers and lists as the site words them."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from functools import cache

from mkdocs_rubric.model import Scale


@cache
def day(date: dt.date | None) -> str:
    """`16 September 2026`."""
    return f"{date.day} {date:%B %Y}" if date else ""


def iso(date: dt.date | None) -> str:
    """`2026-09-16`, for programs."""
    return date.isoformat() if date else ""


@cache
def short_day(date: dt.date) -> str:
    """`16 Sep 2026`."""
    return f"{date.day} {date:%b %Y}"


def with_days(text: str) -> str:
    """A sentence whose days are written as on the site: `2026-09-16` is `16 September 2026`."""
    return _DAY.sub(lambda found: day(dt.date.fromisoformat(found[0])), text)


_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")


def number(value: float) -> str:
    """A number without needless zeros."""
    return f"{value:g}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """`1 decision`, `3 decisions`."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def rung(fraction: float) -> int:
    """Which of five colours a level has, 0 for the lowest of its scale to 4."""
    return min(4, int(fraction * 4 + 0.5))


def joined(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def scale_words(scale: Scale | None) -> str:
    """`1 to 5`, or the labels where there are few."""
    if scale is None:
        return ""
    scores = scale.scores
    if len(scores) <= 3:  # noqa: PLR2004 - more labels than that do not fit beside each other
        return " / ".join(scale.levels[score] for score in scores)
    return f"{scores[0]} to {scores[-1]}"


_BARE = re.compile(
    r"(?!(?i:y|n|yes|no|on|off|true|false|null)\Z)[A-Za-z][\w-]*|\d{4}-\d\d(?!-)[\w-]*"
)
"""What means itself in YAML, without quotes."""


def yaml_scalar(text: str) -> str:
    """A text as a value in YAML, in quotes where it would mean something else without."""
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


_SENTENCE_END = re.compile(
    # In German "z. B." ends no sentence, nor does a list's "1."; Chinese has no spaces.
    r"(?<=[.!?\u061f\u06d4\u0964])(?<!\b\w\.)\s+(?=[\"'\u201c\u201e\u00ab(\[]*([^\W\d_]))"
    r"|(?<=[\u3002\uff01\uff1f])(?=\S)"
)


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence without its full stop, and the rest."""
    flat = " ".join(text.split())
    for found in _SENTENCE_END.finditer(flat):
        if not (found[1] or "").islower():
            return _without_stop(flat[: found.start()]), flat[found.start() :].lstrip()
    return _without_stop(flat), ""


def _without_stop(sentence: str) -> str:
    return sentence.removesuffix(".").removesuffix("\N{IDEOGRAPHIC FULL STOP}")
