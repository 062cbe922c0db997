"""Moments as tools and spreadsheets write them."""

import datetime as dt
import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mkdocs_rubric.errors import RubricError

_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s*(AM|PM)?\s*(\S.*)?",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{2}|\d{4})"
    r"(?:[T ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)?\s*(AM|PM)?\s*(\S.*)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:UTC|GMT)?\s*(?:([+\u2212-])(\d{1,2})(?::?(\d{2}))?)?(?:\s*\[[^\]]*\])?", re.IGNORECASE
)
_NOON = 12
_THIS_CENTURY = 2000


def zone(name: str | None) -> dt.tzinfo:
    """A time zone by its name; UTC where there is none.

    Raises:
        RubricError: There is no such zone.
    """
    if not name:
        return dt.UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RubricError(
            f'there is no time zone "{name}"', help="name one such as Europe/Berlin"
        ) from error


def moment(
    text: str, where: dt.tzinfo = dt.UTC, *, day_first: bool | None = None
) -> dt.datetime | None:
    """A moment; None where the text is none.

    Unix seconds and milliseconds, ISO 8601 in all its forms, `2026/11/25 3:04:05 PM GMT+1`,
    `25.11.2026 15:04` and `11/25/2026`.

    Args:
        text: What is written.
        where: The zone of a time that names none.
        day_first: How 3/4/2026 is read; with None it is a moment only where one way is possible.
    """
    text = text.strip()
    if _UNIX.fullmatch(text):
        seconds = float(text[:10]) if len(text.partition(".")[0]) > 10 else float(text)  # noqa: PLR2004 - milliseconds have 13
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    if found := _ISO.fullmatch(text):
        year, month, day, *rest = found.groups()
        return _made((year, month, day), rest, where)
    if found := _LOCAL.fullmatch(text):
        first, sign, second, year, *rest = found.groups()
        is_day_first = _first_is_day(int(first), int(second), sign, day_first)
        if is_day_first is None:
            return None
        day, month = (first, second) if is_day_first else (second, first)
        whole = year if len(year) > 2 else str(_THIS_CENTURY + int(year))  # noqa: PLR2004 - 26
        return _made((whole, month, day), rest, where)
    return None


def day_first_in(texts: Iterable[str]) -> bool | None:
    """Which comes first in the dates of a column, day or month; None where no date tells."""
    for text in texts:
        found = _LOCAL.fullmatch(text.strip())
        if found and found[2] == ".":
            return True
        if found and int(found[1]) > _NOON >= int(found[3]):
            return True
        if found and int(found[3]) > _NOON >= int(found[1]):
            return False
    return None


def _first_is_day(first: int, second: int, sign: str, told: bool | None) -> bool | None:  # noqa: FBT001 - passed on
    if sign == "." or first > _NOON:
        return True
    if second > _NOON:
        return False
    return True if first == second else told


def _made(
    date: tuple[str, str, str], rest: list[str | None], where: dt.tzinfo
) -> dt.datetime | None:
    hour, minute, second, half, after = rest
    hours = int(hour or 0)
    if half:
        hours = hours % _NOON + (_NOON if half.upper() == "PM" else 0)
    offset = _zone_after(after, where)
    if offset is None:
        return None
    try:
        day = dt.date(int(date[0]), int(date[1]), int(date[2]))
        time = dt.time(hours, int(minute or 0), int(second or 0), tzinfo=offset)
        return dt.datetime.combine(day, time).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _zone_after(text: str | None, where: dt.tzinfo) -> dt.tzinfo | None:
    if not text:
        return where
    if text.upper() in ("Z", "UTC", "GMT"):
        return dt.UTC
    found = _OFFSET.fullmatch(text)
    if not found or not found[1]:
        return None
    minutes = 60 * int(found[2]) + int(found[3] or 0)
    if minutes >= 24 * 60:
        return None
    return dt.timezone(dt.timedelta(minutes=minutes if found[1] == "+" else -minutes))
