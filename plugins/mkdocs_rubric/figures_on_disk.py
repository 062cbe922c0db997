"""What was computed of scores, kept from build to build in one JSON file of the cache folder.

A file that cannot be read, or was made by other scores or another version of the engine, counts as
none. Nothing in it is trusted further than its shape, which `Figures` checks.
"""

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mkdocs_rubric.writing import write_whole

_FILE = "figures.json"
_MADE_BY = ("agreement", "calibration")
"""The packages whose code the figures follow from."""


class FiguresOnDisk:
    """Figures of the last build.

    Args:
        folder: Where the file is kept; None keeps nothing.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._digest = ""
        self._known: dict[str, Any] = {}
        self._before = 0

    def figures(self, digest: str) -> dict[str, Any]:
        """What is known of the scores with a digest; what is added to it, `save` keeps."""
        self._digest = f"{digest} {_engine()}"
        found = self._read()
        same = isinstance(found, dict) and found.get("of") == self._digest
        figures = found.get("figures") if same else None
        self._known = figures if isinstance(figures, dict) else {}
        self._before = len(self._known)
        return self._known

    def save(self) -> None:
        """Keep what was added. Where that is not possible, the next build computes it again."""
        if self._folder is None or len(self._known) == self._before:
            return
        content = json.dumps({"of": self._digest, "figures": self._known}).encode()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / _FILE, content)
        except OSError:
            return
        self._before = len(self._known)

    def _read(self) -> Any:
        if self._folder is None:
            return None
        try:
            return json.loads((self._folder / _FILE).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None


@cache
def _engine() -> str:
    """A digest of the code, so that no version has to be remembered and raised by hand."""
    found = blake2b(digest_size=16)
    here = Path(__file__).parent
    for path in sorted(path for name in _MADE_BY for path in (here / name).glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
