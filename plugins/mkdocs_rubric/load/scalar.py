"""The value of an unquoted scalar: the core schema of YAML 1.2, and dates."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | dt.date | None

_INT = re.compile(r"[-+]?[0-9]{1,30}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_FLOAT = 30
_NAMED: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def scalar(text: str) -> Scalar:
    """What an unquoted text stands for.

    Numbers are decimal and finite. What is none of the known forms is text: `no`, `1:30`, `0x1F`,
    and `2026-02-30`, which looks like a date and is none.
    """
    if not text or text[0] not in "+-.0123456789":
        return _NAMED.get(text, text)
    if _INT.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    if len(text) <= _LONGEST_FLOAT and _FLOAT.fullmatch(text):
        return float(text)
    return text
