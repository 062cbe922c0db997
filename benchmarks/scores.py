"""Reading, checking and summing up a million scores, next to merely reading the same files.

    python benchmarks/scores.py [--quick]

The baseline opens every sheet and reads every row with the standard library's CSV reader, which is
written in C, and does nothing with them. Ours loads the whole project, checks every row against the
rubric and the session, finds the gaps, and computes what `rubric agreement` prints. Both run in
this process, after everything is imported, and take turns; the best run of each counts. Python's
search for garbage is off for both, as it is in the command `rubric`. A tenth of the rows has a
note in quotes. Sheets come in two shapes: 40 reviewers score 25 conversations a session, or 20
score 50. Then some scores are put off the scale, and each of these rows has to be named.
"""

import argparse
import csv
import gc
import random
import re
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generate import Size, generate
from mkdocs_rubric.checked import Checked, FolderTree, load_and_check
from mkdocs_rubric.report import as_text, report
from timing import Time, table

LARGE = [
    Size(criteria=20, decisions=20, sessions=50, scores=1_000_000, **shape)
    for shape in ({"reviewers": 40, "conversations": 25}, {"reviewers": 20, "conversations": 50})
]
_SCORE = re.compile(r"^(C-[^,]+,[^,]+,)\d", re.MULTILINE)
SMALL = [Size(criteria=4, decisions=4, sessions=2, reviewers=3, conversations=4, scores=96)]
WRONG = {"all fine": 0.0, "one in a thousand wrong": 0.001, "one in a hundred wrong": 0.01}


def read(folder: Path) -> None:
    """Every row of every sheet."""
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            deque(csv.reader(file), maxlen=0)


def ours(folder: Path) -> Checked:
    """Load, check, sum up."""
    checked = load_and_check(FolderTree(folder))
    as_text(report(checked.project, session=None, criterion=None, by=None, every=False))
    return checked


def spoil(folder: Path, share: float) -> int:
    """Put a share of the scores off the scale; says how many."""
    drawn, wrong = random.Random(1), 0

    def worse(row: re.Match[str]) -> str:
        nonlocal wrong
        if drawn.random() >= share:
            return row[0]
        wrong += 1
        return f"{row[1]}9"

    for path in sorted(folder.glob("scores/*/*.csv")):
        if path.stem != "consensus":
            text = path.read_text(encoding="utf-8")
            path.write_text(_SCORE.sub(worse, text), encoding="utf-8")
    return wrong


def duel(tasks: dict[str, Callable[[], object]], rounds: int) -> dict[str, Time]:
    """The best time of each task; they take turns."""
    times: dict[str, list[Time]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            wall, cpu = time.perf_counter(), time.process_time()
            task()
            times[name].append(Time(time.perf_counter() - wall, time.process_time() - cpu))
    return {
        name: Time(min(one.wall for one in some), min(one.cpu for one in some))
        for name, some in times.items()
    }


def main() -> None:
    """The command."""
    gc.disable()
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a hundred scores, one run of each")
    quick = parser.parse_args().quick
    sizes, rounds = (SMALL, 1) if quick else (LARGE, 7)
    rows = []
    for size in sizes:
        for what, share in WRONG.items():
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                generate(folder, size)
                wrong = spoil(folder, share)
                named = sum(one.code == "R401" for one in ours(folder).found)
                if named != wrong:
                    sys.exit(f"{named} of {wrong} wrong rows are named")
                found = duel({"ours": partial(ours, folder), "read": partial(read, folder)}, rounds)
            shape = f"{size.reviewers} by {size.conversations}"
            ratio = found["ours"].ratio(found["read"])
            rows.append((f"{shape}, {what}", str(found["ours"]), str(found["read"]), ratio, "3.00"))
    print(f"{sizes[0].scores:,} scores, best of {rounds}; seconds and ratios by the clock (by the "
          "processor)\n")  # fmt: skip
    print(table(("", "read, checked, summed up", "read with `csv`", "ratio", "target"), rows))


if __name__ == "__main__":
    main()
