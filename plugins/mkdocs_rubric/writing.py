"""A file written whole."""

import glob
import os
import threading
from pathlib import Path


def write_whole(path: Path, content: bytes, *, tidy: bool = False) -> None:
    """Write a file so that nobody ever reads half of it.

    For what a program makes for itself; a team's own files are written by a `Patch`.

    Args:
        path: The file.
        content: What it is to hold.
        tidy: Whether to look for what was left beside it by a program that was killed: where a
            person would see it, and folders are small.

    Raises:
        OSError: It cannot be written. What was there is as it was.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    if tidy:
        _tidy(path)
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


def _tidy(path: Path) -> None:
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        process = left.name.removeprefix(f".{path.name}.").partition(".")[0]
        if process.isdecimal() and not _runs(int(process)):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if os.name != "posix":  # elsewhere to ask is to end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
