"""JSON and NDJSON as other tools export it: ids stay whole, numbers stay exact."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.packed import unpacked
from mkdocs_rubric.load.encoding import decoded

_MEGABYTE = 1024 * 1024
_LARGEST = 256 * _MEGABYTE
_DIGITS = 40
"""A number with more is no id and no score; it stays text."""


def is_json(content: bytes) -> bool:
    """Whether a file looks like JSON, by the first thing in it."""
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] in (b"{", b"[")


def read_json(path: Path) -> list[Any]:
    """The documents of a file: one, or one a line (NDJSON).

    Whole numbers are ints of any size and others are Decimals: no id passes through a float.

    Args:
        path: The file.

    Raises:
        RubricError: It cannot be read, or is no JSON.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise RubricError(
                f"{path} is larger than {_LARGEST // _MEGABYTE} MB",
                help="export a shorter time at once, and name all the files",
            )
        content = unpacked(path.read_bytes(), path, _LARGEST)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RubricError(f"{path} cannot be read: {reason}", help="name a .json file") from error
    read = decoded(content)
    if read is None or "\0" in read.text:
        raise RubricError(f"{path} is no text", help="export it again, as JSON")
    return _documents(read.text.lstrip("\ufeff"), path)


def _documents(text: str, path: Path) -> list[Any]:
    if not text.strip():
        raise RubricError(f"{path} is empty", help="export it again")
    try:
        return [_parsed(text)]
    except (ValueError, RecursionError) as error:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) > 1 and all(line.lstrip()[0] in "{[" for _, line in lines):
            return [_line(number, line, path) for number, line in lines]
        raise _not_json(error, path) from error


def _line(number: int, line: str, path: Path) -> Any:
    try:
        return _parsed(line)
    except (ValueError, RecursionError) as error:
        raise _not_json(error, path, number) from error


def _not_json(error: Exception, path: Path, line: int = 0) -> RubricError:
    remedy = "export it again; a file that was cut off while it was saved ends like this"
    if isinstance(error, json.JSONDecodeError):
        where = f"{path}:{line or error.lineno}:{error.colno}"
        return RubricError(f"{where} is not JSON: {error.msg.lower()}", help=remedy)
    return RubricError(f"{path} is nested too deeply to be an export", help=remedy)


def _parsed(text: str) -> Any:
    return json.loads(text, parse_float=_decimal, parse_int=_whole, parse_constant=lambda _: None)


def _decimal(text: str) -> Decimal | str:
    return text if len(text) > _DIGITS else Decimal(text)


def _whole(text: str) -> int | str:
    return text if len(text) > _DIGITS else int(text)
