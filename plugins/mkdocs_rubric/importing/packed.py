"""Files as tools pack them for a download."""

import zlib
from pathlib import Path

from mkdocs_rubric.errors import RubricError

GZIP = b"\x1f\x8b"
"""What a .gz file begins with."""
_ZIP = b"PK\x03\x04"
_ASGZIP = 31  # zlib's number for it
_MEGABYTE = 1024 * 1024


def unpacked(content: bytes, path: Path, most: int) -> bytes:
    """What a .gz file holds; any other content as it is.

    Args:
        content: The bytes of a file.
        path: Its name, for messages.
        most: Bytes that are held in memory, at most.

    Raises:
        RubricError: It is broken or too large, or an archive of several files.
    """
    if content.startswith(_ZIP):
        raise RubricError(f"{path} is a zip archive", help="unpack it, and name the files in it")
    if not content.startswith(GZIP):
        return content
    made = zlib.decompressobj(_ASGZIP)
    try:
        text = made.decompress(content, most + 1)
    except zlib.error as error:
        raise RubricError(f"{path} is a broken .gz file", help="export it again") from error
    if len(text) > most:
        raise RubricError(
            f"{path} unpacks to more than {most // _MEGABYTE} MB",
            help="export a shorter time at once, and name all the files",
        )
    if not made.eof:
        raise RubricError(f"{path} is a .gz file that was cut off", help="export it again")
    return text
