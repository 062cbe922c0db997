"""One site, built and rebuilt as `mkdocs serve --dirty` does, in a process of its own.

    python benchmarks/worker.py FOLDER FILE ROUNDS

Edits FILE before each rebuild. Prints JSON: the seconds of the first build, those of it spent on
loading, checking and rendering, those spent on all that is ours (`mkdocs_rubric.site.build`), and
the seconds of each rebuild; all in use of a processor.
"""

import json
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock, patch

from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_rubric import site
from mkdocs_rubric.mkdocs_plugin import making

_ANCHOR = "guidance: >-\n      "
_OURS = {
    "load and check": (site, "load_and_check"),
    "render": (site.Renderer, "render"),
    "all": (making, "build"),
}


def main() -> None:
    """The command."""
    folder, file, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    logging.disable(logging.ERROR)
    config = _config(folder)
    config.plugins.on_startup(command="serve", dirty=True)
    spent: dict[str, float] = {}
    with ExitStack() as measured:
        for name, where in _OURS.items():
            measured.enter_context(_measured(name, *where, spent))
        start = time.process_time()
        build(config, serve_url=config.site_url, dirty=True)
        first = time.process_time() - start
    config.plugins.on_serve(MagicMock(), config=config, builder=build)
    rebuilds = []
    for number in range(rounds + 1):
        _edit(file, number)
        start = time.process_time()
        build(_config(folder), serve_url=config.site_url, dirty=True)
        rebuilds.append(time.process_time() - start)
    # The first one fills caches that live as long as `serve` does, on both sites.
    print(json.dumps({"first": first, "spent": spent, "rebuilds": rebuilds[1:]}))


def _config(folder: Path) -> Any:
    return load_config(str(folder / "mkdocs.yml"))


@contextmanager
def _measured(name: str, owner: Any, function: str, spent: dict[str, float]) -> Iterator[None]:
    """Adds up the seconds that all calls of a function take."""
    original = getattr(owner, function)

    def call(*args: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return original(*args, **options)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - start

    with patch.object(owner, function, call):
        yield


def _edit(file: Path, number: int) -> None:
    text = file.read_text(encoding="utf-8")
    fresh = f"Edited {number} times. "
    edited = text.replace(_ANCHOR, _ANCHOR + fresh, 1) if _ANCHOR in text else f"{text}\n{fresh}\n"
    file.write_text(edited, encoding="utf-8")


if __name__ == "__main__":
    main()
