"""Files written whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path

from mkdocs_rubric.errors import RubricError


def write_all(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files under a folder, all of them or none.

    Every file is first written beside its place and then put there, so a reader never sees half
    of one; when something fails on the way, what was put in place is taken back.

    Args:
        root: The folder.
        files: The content of each file by its path from `root`; None removes it.

    Raises:
        RubricError: Something could not be written. Everything is as it was.
    """
    fresh: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    made: list[Path] = []
    path = root
    try:
        for name, content in files.items():
            path = root / name
            if content is not None:
                made += _folders(path.parent)
                fresh[path] = _beside(path, content)
        for name in files:
            path = root / name
            before[path] = path.read_bytes() if path.exists() else None
            if path in fresh:
                fresh.pop(path).replace(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        for left in fresh.values():
            left.unlink(missing_ok=True)
        for done, content in before.items():
            _restore(done, content)
        for folder in reversed(made):
            if not any(folder.iterdir()):
                folder.rmdir()
        raise RubricError(
            f"{path} cannot be written: {(error.strerror or str(error)).lower()}",
            help="nothing was changed; check the permissions and the space on the disk",
        ) from error


def _folders(folder: Path) -> list[Path]:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _beside(path: Path, content: bytes) -> Path:
    """A file with the content, and the permissions of the one it will replace."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(content)
        if path.exists():
            fresh.chmod(path.stat().st_mode)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        _beside(path, content).replace(path)
