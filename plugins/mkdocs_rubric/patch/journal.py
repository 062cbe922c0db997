"""Files written all or none, whatever happens on the way.

A journal in the folder says what is under way. New content is first written beside its place, and
what stands there is kept beside it too; then the journal says "apply", and everything is put in
place, what is removed last. So after any kill the next command finds one of two things: a journal
that had not come to "apply", and undoes it, or one that had, and finishes it. When something fails,
or somebody presses Ctrl+C, it is undone at once. Nothing is left over in either case.

Two commands exclude each other by a lock on the folder, which ends with its process.
"""

import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_rubric.errors import RubricError

JOURNAL = ".rubric-patch.json"
_STAGING, _APPLY = "staging", "apply"
_PATIENCE = 10.0
"""Seconds to wait for another command."""


@dataclass(frozen=True)
class _Step:
    """One file of a change.

    Attributes:
        path: Where it stands.
        fresh: Where the new content waits; None where the file is removed.
        old: Where what stands there is kept; None where nothing does.
    """

    path: Path
    fresh: Path | None
    old: Path | None

    def prepare(self, content: bytes | None) -> None:
        """Put new content and old beside the place."""
        if self.fresh is not None and content is not None:
            with self.fresh.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if self.old is not None:
                self.fresh.chmod(self.path.stat().st_mode)
        if self.old is not None:
            try:
                os.link(self.path, self.old)
            except OSError:  # not every file system has links
                shutil.copy2(self.path, self.old)

    def apply(self) -> None:
        """Put the new content in place, or take the file away; again, if it was done already."""
        if self.fresh is None:
            self.path.unlink(missing_ok=True)
        elif self.fresh.exists():
            self.fresh.replace(self.path)

    def undo(self) -> None:
        """Put back what stood there."""
        if self.old is None:
            self.path.unlink(missing_ok=True)
        elif self.old.exists():
            self.old.replace(self.path)

    def tidy(self) -> None:
        """Leave nothing beside the place."""
        for path in (self.fresh, self.old):
            if path is not None:
                path.unlink(missing_ok=True)


def write_all(
    root: Path,
    files: Mapping[str, bytes | None],
    *,
    expected: Callable[[Path], None] = lambda _: None,
) -> None:
    """Write files under a folder, all of them or none.

    Args:
        root: The folder.
        files: The content of each file by its path from `root`; None removes it.
        expected: Raises where the files are not what the change was made from; asked once nobody
            else can write.

    Raises:
        RubricError: Something could not be written. Everything is as it was.
    """
    if not files:
        return
    try:
        made = [] if root.is_dir() else _folders(root)
    except OSError as error:
        raise _unwritable(root, error) from error
    try:
        with _locked(root):
            _recovered(root)
            expected(root)
            _write(root, files)
    except BaseException:
        _remove_empty(made)
        raise


def recover(root: Path) -> str:
    """Finish or undo what a killed command left under way; a sentence, or "" where nothing was."""
    if not any((root / name).exists() for name in (JOURNAL, f"{JOURNAL}.new")):
        return ""
    try:
        with _locked(root, patience=0.0):
            return _recovered(root)
    except (RubricError, OSError):  # somebody is writing just now, or nobody may
        return ""


def _write(root: Path, files: Mapping[str, bytes | None]) -> None:
    steps = [_step(root, name, content) for name, content in files.items()]
    folders = _missing([step.path.parent for step in steps])
    path = root
    applying = False
    try:
        _note(root, _STAGING, steps, folders)
        for folder in folders:
            folder.mkdir(exist_ok=True)
        for step, content in zip(steps, files.values(), strict=True):
            path = step.path
            step.prepare(content)
        _note(root, _APPLY, steps, folders)
        applying = True
        for step in sorted(steps, key=lambda step: step.fresh is None):
            path = step.path
            step.apply()
    except BaseException as error:
        _undo(root, steps, folders, applied=applying)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise
    _finish(root, steps)


def _unwritable(path: Path, error: OSError) -> RubricError:
    return RubricError(
        f"{path} cannot be written: {(error.strerror or str(error)).lower()}",
        help="nothing was changed; check the permissions and the space on the disk",
    )


def _recovered(root: Path) -> str:
    """Finish or undo what the journal tells of, if there is one."""
    (root / f"{JOURNAL}.new").unlink(missing_ok=True)
    try:
        told = json.loads((root / JOURNAL).read_text(encoding="utf-8"))
        steps, folders = _steps(root, told), [root / name for name in told["folders"]]
        state = told["state"]
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError, TypeError) as error:
        raise RubricError(
            f"{root / JOURNAL} cannot be read",
            help="a change was cut off: compare the files with git, then delete this one",
        ) from error
    number = f"{len(steps)} file{'' if len(steps) == 1 else 's'}"
    if state == _APPLY:
        for step in sorted(steps, key=lambda step: step.fresh is None):
            step.apply()
        _finish(root, steps)
        return f"a change to {number} had been cut off, and is finished now"
    _undo(root, steps, folders, applied=False)
    return f"a change to {number} had been cut off before it began, and is undone"


def _undo(root: Path, steps: list[_Step], folders: list[Path], *, applied: bool) -> None:
    with _undisturbed():
        for step in steps if applied else ():
            with suppress(OSError):
                step.undo()
        for step in steps:
            with suppress(OSError):
                step.tidy()
        _remove_empty(folders)
        with suppress(OSError):
            (root / JOURNAL).unlink(missing_ok=True)
            (root / f"{JOURNAL}.new").unlink(missing_ok=True)


def _finish(root: Path, steps: list[_Step]) -> None:
    with _undisturbed():
        for step in steps:
            step.tidy()
        (root / JOURNAL).unlink(missing_ok=True)


def _step(root: Path, name: str, content: bytes | None) -> _Step:
    """What happens to a file; through a link, if it leads to a file of the folder."""
    path = root / name
    inside = path.resolve()
    if not inside.is_relative_to(root.resolve()):
        raise RubricError(
            f"{name} is a link that leads out of the folder",
            help="nothing was changed; put the file itself there",
        )
    if path.is_symlink() and content is not None:
        path = inside
    there = os.path.lexists(path)
    fresh = None if content is None else path.with_name(f".{path.name}.rubric-new")
    return _Step(path, fresh, path.with_name(f".{path.name}.rubric-old") if there else None)


def _note(root: Path, state: str, steps: list[_Step], folders: list[Path]) -> None:
    """Write down what is under way, whole."""

    def name(path: Path | None) -> str | None:
        return None if path is None else os.path.relpath(path, root)

    told = {
        "about": "A change that `rubric` is writing. The next command finishes or undoes it.",
        "state": state,
        "folders": [name(folder) for folder in folders],
        "files": [[name(path) for path in (step.path, step.fresh, step.old)] for step in steps],
    }
    fresh = root / f"{JOURNAL}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(root / JOURNAL)


def _steps(root: Path, told: Mapping[str, Any]) -> list[_Step]:
    """The steps of a journal, which may speak of nothing outside its folder."""

    def path(name: str) -> Path:
        full = root / name
        if not full.resolve().is_relative_to(root.resolve()):
            raise ValueError(name)
        return full

    return [
        _Step(path(place), fresh and path(fresh), old and path(old))
        for place, fresh, old in told["files"]
    ]


def _missing(folders: list[Path]) -> list[Path]:
    """The folders that have to be made, the outer ones first."""
    missing = {
        parent for folder in folders for parent in (folder, *folder.parents) if not parent.exists()
    }
    return sorted(missing)


def _folders(folder: Path) -> list[Path]:
    missing = _missing([folder])
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl+C does nothing meanwhile: what is decided is done to its end, which takes no time."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


@contextmanager
def _locked(root: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Nobody else writes under the folder meanwhile."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise RubricError(
                        f"another command is writing in {root}",
                        help="nothing was changed; wait until it has ended, and run this again",
                    ) from None
                time.sleep(0.05)
            except OSError:  # a file system without locks
                break
        yield
    finally:
        os.close(handle)
