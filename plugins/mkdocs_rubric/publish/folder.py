"""A folder of rendered files: only what changed is written, and only over what we wrote.

Beside the files lies `.rubric-render.json`, which says of each what was written. What is not in it,
or is not as it says, is somebody's, and is never written over or taken away. Before the first file
is touched it says what is about to be, so that a run that was cut off leaves nothing in doubt.
"""

import json
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.writing import write_whole

LIST = ".rubric-render.json"
_NAMED = 3


@dataclass(frozen=True)
class Written:
    """What came of a run.

    Attributes:
        changed: Files written, by their path in the folder.
        removed: Files taken away.
        kept: How many were as they should be.
    """

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


@dataclass(frozen=True)
class Outcome:
    """What came of rendering once.

    Attributes:
        written: What was done to the folder; None where nothing was to be made.
        said: What somebody should know: errors with their place, then warnings, then notes.
    """

    written: Written | None
    said: tuple[str, ...]

    @property
    def errors(self) -> int:
        """How many errors there are in the files."""
        return sum(1 for each in self.said if not each.startswith(("warning: ", "note: ")))

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing that a strict build fails for: notes are no fault."""
        return all(each.startswith("note: ") for each in self.said)


@dataclass(frozen=True)
class MadeOf:
    """What a folder was made of.

    Attributes:
        digest: Changes whenever what is made may; "" is never the same.
        places: The folders and files that were read.
    """

    digest: str = ""
    places: tuple[str, ...] = ()


class OutFolder:
    """A folder that is ours to write to, as far as we wrote it.

    Args:
        path: Where it is; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, Any] = {}
        self._read: list[int] | None = None
        self._made_of = MadeOf()
        self._said: list[str] = []

    def is_as_left(self, digest: str) -> bool:
        """Whether the folder is as it was written last, and made of just this."""
        known = self._list()
        if not known or not digest or self._made_of.digest != digest:
            return False
        return all(
            entry["at"] is not None and entry["at"] == self._stamp(name)
            for name, entry in known.items()
        )

    @property
    def places(self) -> list[Path]:
        """What was read for it when it was written last."""
        self._list()
        return [Path(each) for each in self._made_of.places]

    @property
    def said(self) -> list[str]:
        """What was said when it was last written."""
        self._list()
        return list(self._said)

    def write(
        self,
        content: Mapping[str, bytes],
        made_of: MadeOf | None = None,
        said: Iterable[str] = (),
    ) -> Written:
        """Bring the folder to this content.

        Args:
            content: Every file, by its path in the folder.
            made_of: Of what it was made.
            said: What to say again where nothing has to be made.

        Raises:
            RubricError: Something is in the way that we did not write. Nothing is changed then.
        """
        known = self._list()
        digests = {name: _digest(data) for name, data in content.items()}
        old = {name for name in known if name not in content}
        changed = [name for name, digest in digests.items() if not self._is(name, [digest])]
        self._refuse([*changed, *old])
        removed = sorted(name for name in old if self._exists(name))
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            new = made_of or MadeOf(), list(said)
            if changed or removed or new != (self._made_of, self._said):
                self._made_of, self._said = MadeOf(), []
                before = {name: entry["is"] for name, entry in known.items()}
                self._note(
                    {
                        name: [*before.get(name, []), *([digests[name]] if name in digests else [])]
                        for name in {*known, *digests}
                    }
                )
                for name in changed:
                    self._put(name, content[name])
                self._take(removed)
                self._made_of, self._said = new
                self._note({name: [digest] for name, digest in digests.items()})
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise RubricError(
                f"{error.filename or self.path} cannot be written: {why}",
                help="check its permissions, or name another folder",
            ) from error
        return Written(tuple(changed), tuple(removed), len(content) - len(changed))

    def _list(self) -> Mapping[str, Any]:
        stamp = self._stamp(LIST)
        if self._read is None or stamp != self._read:  # another run may be writing here too
            self._read = stamp
            self._known, self._made_of, self._said = {}, MadeOf(), []
            with suppress(OSError, ValueError, KeyError, TypeError):
                found = json.loads((self.path / LIST).read_text(encoding="utf-8"))
                files = found.get("files") if isinstance(found, dict) else None
                self._known = files if isinstance(files, dict) else {}
                self._made_of = MadeOf(str(found["made_of"]), tuple(found["places"]))
                self._said = [str(each) for each in found.get("said", [])]
        return self._known

    def _note(self, digests: Mapping[str, Iterable[str]]) -> None:
        entries = {}
        for name in sorted(digests):
            entries[name] = {"is": sorted(set(digests[name])), "at": self._stamp(name)}
        whole = {
            "made_of": self._made_of.digest,
            "places": self._made_of.places,
            "said": self._said,
            "files": entries,
        }
        text = json.dumps(whole, ensure_ascii=False, indent=0)
        write_whole(self.path / LIST, text.encode())
        self._known, self._read = entries, self._stamp(LIST)

    def _refuse(self, names: Iterable[str]) -> None:
        """Say what is not ours.

        Raises:
            RubricError: Some of it is in the way.
        """
        theirs = [name for name in sorted(names) if self._exists(name) and not self._is_ours(name)]
        links = [name for name in sorted(names) if self._through_link(name)]
        if found := [*theirs, *links]:
            shown = ", ".join(found[:_NAMED])
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            raise RubricError(
                f"{self.path} has files that rubric render did not write, or that were changed "
                f"since: {shown}{more}. Nothing was written",
                help="move them away, or name another folder with --out",
            )

    def _is_ours(self, name: str) -> bool:
        entry = self._known.get(name)
        return entry is not None and self._is(name, entry["is"])

    def _is(self, name: str, digests: Iterable[str]) -> bool:
        """Whether a file has one of these contents; its time tells, if it is ours."""
        entry = self._known.get(name)
        if entry and len(entry["is"]) == 1 and entry["at"] == self._stamp(name) is not None:
            return entry["is"][0] in digests
        try:
            path = self.path / name
            return stat.S_ISREG(path.lstat().st_mode) and _digest(path.read_bytes()) in digests
        except OSError:
            return False

    def _exists(self, name: str) -> bool:
        return os.path.lexists(self.path / name)

    def _through_link(self, name: str) -> bool:
        """Whether a file would be written somewhere else, through a link in the folder."""
        path = self.path / name
        return any(
            part.is_symlink()
            for part in (path, *path.parents)
            if part.is_relative_to(self.path) and part != self.path
        )

    def _stamp(self, name: str) -> list[int] | None:
        try:
            found = os.lstat(self.path / name)
        except OSError:
            return None
        return [found.st_mtime_ns, found.st_size]

    def _put(self, name: str, data: bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)

    def _take(self, names: Iterable[str]) -> None:
        for name in names:
            path = self.path / name
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self.path or not folder.is_relative_to(self.path):
                    break
                with suppress(OSError):
                    folder.rmdir()


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
