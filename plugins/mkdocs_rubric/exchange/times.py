"""Moments as tools and spreadsheets write them."""

import datetime as dt
import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mkdocs_rubric.errors import RubricError

_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_TIME = (
    r"(?:(?:[T ,]|um|at|\u00e0|a las)*(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*([AP]\.?\s?M\b\.?)?)?\s*(?![\d:])(\S.*)?"
)
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(\S.*)?)?")
_LOCAL = re.compile(
    rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?!\d){_TIME}", re.IGNORECASE
)
_WEEKDAY = r"(?:[^\W\d]+\.?,?\s+)?"
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[ -](?:de )?([^\W\d]+)\.?[, -]+(?:de )?(\d{{4}})"
    rf"{_TIME}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}([^\W\d]+)\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}", re.IGNORECASE
)
_ASIAN = re.compile(
    r"(\d{4})\s*[\u5e74\ub144.]\s*(\d{1,2})\s*[\u6708\uc6d4.]\s*(\d{1,2})\s*[\u65e5\uc77c.]?\s*"
    r"(\u4e0a\u5348|\u4e0b\u5348|\u5348\u524d|\u5348\u5f8c|\uc624\uc804|\uc624\ud6c4)?\s*"
    r"(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_AFTERNOON = ("\u4e0b\u5348", "\u5348\u5f8c", "\uc624\ud6c4")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
"""A day as spreadsheets count them, when a column of times was saved as numbers."""
_DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - of wherever the spreadsheet was
_SERIALS = range(36_526, 73_051)  # of this century
_OFFSET = re.compile(
    r"(?:UTC|GMT)?\s*(?:([+\u2212-])(\d{1,2})(?::?(\d{2}))?)?(?:\s*\[[^\]]*\]|\s*\([^()]*\))?",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar j\u00e4n janvier janv enero ene gennaio gen janeiro januari",
            "february feb februar f\u00e9vrier f\u00e9vr febrero febbraio fevereiro fev februari",
            "march mar m\u00e4rz mrz mars marzo mar\u00e7o maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "june jun juni juin junio giugno giu junho",
            "july jul juli juillet juil julio luglio lug julho",
            "august aug ao\u00fbt agosto ago augustus",
            "september sep sept septembre septiembre settembre set setembro",
            "october oct oktober okt octobre octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec dezember dez d\u00e9cembre d\u00e9c diciembre dic dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_ZONES = {
    "WET": 0,
    "BST": 1,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "JST": 9,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
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
    `25.11.2026 15:04`, `11/25/2026`, `Nov 25, 2026`, `Wed, 25 Nov 2026 15:04:05 +0100`, what a
    browser writes, `Wed Nov 25 2026 15:04:05 GMT+0100 (CET)`, and a spreadsheet's 46351.63.

    Args:
        text: What is written.
        where: The zone of a time that names none.
        day_first: How 3/4/2026 is read; with None it is a moment only where one way is possible.
    """
    text = " ".join(text.split())
    if _UNIX.fullmatch(text) or _SERIAL.fullmatch(text):
        return _counted(text, where)
    if found := _LOCAL.fullmatch(text):
        first, sign, second, year, *rest = found.groups()
        is_day_first = _first_is_day(int(first), int(second), sign, day_first)
        if is_day_first is None:
            return None
        day, month = (first, second) if is_day_first else (second, first)
        full = year if len(year) > 2 else str(_THIS_CENTURY + int(year))  # noqa: PLR2004 - 26
        return _made((full, month, day), rest, where)
    return _year_first(text, where) or _in_words(text, where)


def _counted(text: str, where: dt.tzinfo) -> dt.datetime | None:
    """Seconds or milliseconds since 1970, or a spreadsheet's days."""
    if _UNIX.fullmatch(text):
        seconds = float(text[:10]) if len(text.partition(".")[0]) > 10 else float(text)  # noqa: PLR2004 - milliseconds have 13
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    if int(float(text)) not in _SERIALS:
        return None
    whole = _DAY_ZERO + dt.timedelta(seconds=round(float(text) * 86_400))
    return whole.replace(tzinfo=where).astimezone(dt.UTC)


def _year_first(text: str, where: dt.tzinfo) -> dt.datetime | None:
    if found := _ISO.fullmatch(text):
        year, _, month, day, *rest = found.groups()
        return _made((year, month, day), rest, where)
    if found := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, after = found.groups()
        return _made((year, month, day), [hour, minute, second, None, after], where)
    return None


def _in_words(text: str, where: dt.tzinfo) -> dt.datetime | None:
    """A moment whose month is a word, or whose parts are."""
    if found := _MONTH_DAY.fullmatch(text):
        name, day, year, *rest = found.groups()
    elif found := _DAY_MONTH.fullmatch(text):
        day, name, year, *rest = found.groups()
    elif found := _ASIAN.fullmatch(text):
        year, month, day, half, hour, *rest = found.groups()
        half = half and ("PM" if half in _AFTERNOON else "AM")
        return _made((year, month, day), [hour, *rest, half, None], where)
    else:
        return None
    number = _MONTHS.get(name.casefold())
    return _made((year, str(number), day), rest, where) if number else None


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
        hours = hours % _NOON + (_NOON if half.upper().startswith("P") else 0)
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
    if text.upper() in _ZONES:
        return dt.timezone(dt.timedelta(hours=_ZONES[text.upper()]))
    found = _OFFSET.fullmatch(text)
    if not found or not found[1]:
        return None
    minutes = 60 * int(found[2]) + int(found[3] or 0)
    if minutes >= 24 * 60:
        return None
    return dt.timezone(dt.timedelta(minutes=minutes if found[1] == "+" else -minutes))
