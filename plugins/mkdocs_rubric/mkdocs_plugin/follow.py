"""`mkdocs serve` and folders that come and go while it runs.

MkDocs watches what is there when it starts, and hears of files only. So the folders above ours are
looked at too, and a file that MkDocs watches rings when one of ours has come or gone.
"""

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any


class Follower:
    """Watches folders for a server, whether they are there or not."""

    def __init__(self) -> None:
        self._server: Any = None
        self._folders: Sequence[Path] = ()
        self._watched: set[Path] = set()
        self._above: set[Path] = set()
        self._bell: Path | None = None

    def start(self, server: Any, folders: Sequence[Path]) -> None:
        """Begin, with the server of `on_serve`; MkDocs itself watches the folders there are."""
        self._server, self._folders = server, folders
        self._bell = Path(tempfile.mkdtemp(prefix="rubric-")) / "bell"
        self._bell.touch()
        server.watch(str(self._bell))
        self._watched = {folder for folder in folders if folder.is_dir()}
        self._look_above()

    def stop(self) -> None:
        """End."""
        if self._bell is not None:
            shutil.rmtree(self._bell.parent, ignore_errors=True)
            self._bell = None

    def dispatch(self, event: Any) -> None:
        """Hear of something in a folder above ours; called by the server's observer."""
        if not event.is_directory or self._bell is None:
            return
        there = {folder for folder in self._folders if folder.is_dir()}
        for folder in there - self._watched:
            with suppress(KeyError):  # it was there before, and nobody looks at it any more
                self._server.unwatch(str(folder))
            self._server.watch(str(folder))
        self._look_above()
        if there != self._watched:
            self._watched = there
            self._bell.write_text(", ".join(sorted(map(str, there))), encoding="utf-8")

    def _look_above(self) -> None:
        for folder in self._folders:
            above = next(parent for parent in folder.parents if parent.is_dir())
            if above not in self._above:
                self._above.add(above)
                self._server.observer.schedule(self, str(above), recursive=False)
