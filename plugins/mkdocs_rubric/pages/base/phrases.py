"""Dates, numbers and lists as the site words them."""

import datetime as dt
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


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence without its full stop, and the rest."""
    flat = " ".join(text.split())
    found = re.search(r"(?<=[.!?])\s+(?=[A-Z\"'\u201c(\[])", flat)
    head, rest = (flat[: found.start()], flat[found.end() :]) if found else (flat, "")
    return head.removesuffix("."), rest
