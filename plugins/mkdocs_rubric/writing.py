"""A file written whole."""

import os
import threading
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever reads half of it.

    For what a program makes for itself; a team's own files are written by a `Patch`.

    Raises:
        OSError: It cannot be written. What was there is as it was.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    try:
        fresh.unlink(
            missing_ok=True
        )  # of a process that was killed, or a link to be written through
        with fresh.open("xb") as file:
            file.write(content)
        fresh.replace(path)
    except BaseException:  # Ctrl+C too
        fresh.unlink(missing_ok=True)
        raise
