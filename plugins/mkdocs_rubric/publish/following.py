"""Edits, as they are made: what a site is made of is looked at again and again.

Nothing but times and sizes is read, so a few hundred files cost a few milliseconds, on every system
and every file system.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

PAUSE = 0.1
"""Seconds between two looks."""


def state(places: Iterable[Path], apart: Iterable[Path] = ()) -> dict[str, tuple[int, int]]:
    """The time and size of each file in some folders, and of some files.

    Args:
        places: The folders and files; they need not be there.
        apart: Folders that are not looked into.
    """
    left_out = {str(folder.resolve()) for folder in apart}
    found: dict[str, tuple[int, int]] = {}
    for place in places:
        if place.is_dir():
            _look(str(place.resolve()), left_out, found)
        else:
            with suppress(OSError):
                about = place.stat()
                found[str(place)] = (about.st_mtime_ns, about.st_size)
    return found


def _look(folder: str, left_out: set[str], found: dict[str, tuple[int, int]]) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.path in left_out:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _look(entry.path, left_out, found)
                else:
                    with suppress(OSError):
                        about = entry.stat()
                        found[entry.path] = (about.st_mtime_ns, about.st_size)
    except OSError:
        return


def edits(
    places: Callable[[], Iterable[Path]],
    apart: Iterable[Path] = (),
    *,
    stopped: Callable[[], bool] = lambda: False,
    pause: float = PAUSE,
) -> Iterator[list[str]]:
    """The files of each edit, once an editor has written them all.

    Args:
        places: Says what to look at, each time anew: folders come and go.
        apart: Folders that are not looked into.
        stopped: Whether to end.
        pause: Seconds between two looks.
    """
    apart = list(apart)
    before = state(places(), apart)
    while not stopped():
        time.sleep(pause)
        now = state(places(), apart)
        if now == before:
            continue
        changed = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
        before = now
        yield changed
