"""Five million scores by 200 reviewers: how long `rubric agreement` takes, and how much memory.

    python benchmarks/many_reviewers.py [--quick]

120 sessions of 15 conversations on 14 criteria, each scored by each of 200 reviewers but for three
in a hundred: half of those have no row, half a row without a score. Sheets come in two shapes, one
for each reviewer and session and one for each session with a column of reviewers. Every command is
a process of its own, from start to end; its memory is the most that it ever had (`ru_maxrss`).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from generate import Size, generate
from timing import Time, environment, table

SHAPE = {"criteria": 14, "decisions": 20, "reviewers": 200, "conversations": 15}
LARGE = Size(sessions=120, scores=120 * 200 * 15 * 14, **SHAPE)
SMALL = Size(sessions=2, scores=2 * 200 * 15 * 14, **SHAPE)
MISSING = 0.03
COMMANDS = (
    ("--format", "json"),
    ("--format", "csv"),
    ("--by", "session", "--format", "json"),
    ("--by", "criterion", "--format", "json"),
    (),
)
SECONDS, MEGABYTES = 60, 1000


def thin(folder: Path) -> None:
    """Take out three in a hundred scores: the row of every other one, and the score of the rest."""
    for path in _sheets(folder):
        random = Random(f"{path.parent.name}/{path.stem}")
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        kept = [header]
        for row in rows:
            drawn = random.random()
            if drawn >= MISSING:
                kept.append(row)
            elif drawn >= MISSING / 2:
                conversation, criterion, _ = row.split(",", 2)
                kept.append(f"{conversation},{criterion},,")
        path.write_text("\n".join(kept) + "\n", encoding="utf-8", newline="\n")


def join(folder: Path) -> None:
    """Put the sheets of each session into one, with a column for the reviewer."""
    for session in sorted((folder / "scores").iterdir()):
        rows = ["reviewer,conversation,criterion,score,note"]
        for path in _sheets(folder, session.name):
            _, *body = path.read_text(encoding="utf-8").splitlines()
            rows += [f"{path.stem},{row}" for row in body]
            path.unlink()
        text = "\n".join(rows) + "\n"
        (session / "sheet.csv").write_text(text, encoding="utf-8", newline="\n")


def _sheets(folder: Path, session: str = "*") -> Iterator[Path]:
    found = sorted(folder.glob(f"scores/{session}/*.csv"))
    return (path for path in found if path.stem != "consensus")


def measured(folder: Path, options: tuple[str, ...]) -> tuple[Time, float]:
    """The time and peak megabytes of one run, which has to succeed."""
    rubric = str(Path(sys.executable).with_name("rubric"))
    start = time.perf_counter()
    process = subprocess.Popen(
        [rubric, "agreement", *options],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"rubric agreement {' '.join(options)}: exit code {process.returncode}")
    wall = time.perf_counter() - start
    return Time(wall, used.ru_utime + used.ru_stime), used.ru_maxrss / 1e3


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="two sessions, each command once")
    size = SMALL if parser.parse_args().quick else LARGE
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, size)
        thin(folder)
        for shape in ("a sheet for each reviewer", "a sheet for each session"):
            if shape.endswith("session"):
                join(folder)
            for options in COMMANDS:
                took, peak = measured(folder, options)
                command = " ".join(("rubric agreement", *options))
                rows.append(
                    (f"{shape}: `{command}`", str(took), f"{SECONDS} s",
                     f"{peak:.0f} MB", f"{MEGABYTES} MB")
                )  # fmt: skip
    print(f"{size.scores:,} scores by {size.reviewers} reviewers in {size.sessions} sessions\n")
    print(table(("", "time", "target", "memory", "target"), rows))


if __name__ == "__main__":
    main()
