"""Times of commands, and tables of them.

Python keeps what it compiles, on both sides and whatever the environment says: as it is on every
machine from the second run on. The first round fills the cache, and is seldom the best.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_COMPILED = tempfile.TemporaryDirectory()


@dataclass(frozen=True)
class Time:
    """Seconds of a process and its children.

    Attributes:
        wall: From start to end.
        cpu: In use of a processor, by the program and for it. What else the machine does shows
            far less in these.
    """

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} s ({self.cpu:.2f} s)"

    def ratio(self, baseline: "Time") -> str:
        """How many times the baseline, by the clock and by the processor."""
        return f"{self.wall / baseline.wall:.2f} ({self.cpu / baseline.cpu:.2f})"


def environment() -> dict[str, str]:
    """The variables that commands run with."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": _COMPILED.name}


def timed(command: Sequence[str], folder: Path) -> Time:
    """The time of one run, which has to succeed. What it prints is shown only when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{output}")
    return Time(wall, used.ru_utime + used.ru_stime)


def best(
    commands: Mapping[str, Sequence[str]],
    folder: Path,
    rounds: int,
    before: Callable[[], None] = lambda: None,
) -> dict[str, Time]:
    """The best time of each command in so many rounds, in which they take turns.

    Args:
        commands: By name.
        folder: Where they run.
        rounds: How often each runs.
        before: Called before each run.
    """
    times: dict[str, list[Time]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            before()
            times[name].append(timed(command, folder))
    return {
        name: Time(min(one.wall for one in some), min(one.cpu for one in some))
        for name, some in times.items()
    }


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns are aligned: the first to the left, the others right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *others = zip(cells, widths, strict=True)
        aligned = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        return f"| {' | '.join(aligned)} |"

    rule = [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(head), line(rule), *map(line, rows)])
