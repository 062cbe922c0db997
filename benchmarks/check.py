"""`rubric check` against merely reading the same bytes, and how fast `rubric --help` is there.

    python benchmarks/check.py [--quick]

The first baseline composes every YAML text with libyaml, through PyYAML, reads every row of every
sheet with the standard library's reader, which is C too, and does nothing with either. The second
imports click. All of them are processes of their own, from start to end; they take turns, and the
best run of each counts.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from generate import Size, generate
from timing import best, table

LARGE = Size(300, 3000, 100, 10, 4, 200_000)
SMALL = Size(6, 20, 3, 4, 2, 100)
READ = """
import csv, sys
from collections import deque
from pathlib import Path
import yaml
for path in Path(sys.argv[1]).rglob("*.*"):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        deque(csv.reader(text.split("\\n")), maxlen=0)
    elif text.startswith("---"):
        yaml.compose(text.split("---\\n", 2)[1], Loader=yaml.CSafeLoader)
    elif path.suffix == ".yaml":
        yaml.compose(text, Loader=yaml.CSafeLoader)
"""
RUBRIC = str(Path(sys.executable).with_name("rubric"))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a small project, one run of each")
    quick = parser.parse_args().quick
    size, rounds = (SMALL, 1) if quick else (LARGE, 5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, size)
        print(f"{size}, best of {rounds}; seconds and ratios by the clock (by the processor)\n")
        commands = {
            "check": (RUBRIC, "check", "."),
            "read": (sys.executable, "-c", READ, "."),
        }
        checked = best(commands, folder, rounds)
        commands = {
            "help": (RUBRIC, "--help"),
            "click": (sys.executable, "-c", "import click"),
        }
        helped = best(commands, folder, 4 * rounds)
    rows = [
        ("`rubric check`", checked["check"], "reading the files", checked["read"], "3.00"),
        ("`rubric --help`", helped["help"], "`import click`", helped["click"], "2.00"),
    ]
    head = ("", "time", "baseline", "its time", "ratio", "target")
    print(table(head, [(a, str(b), c, str(d), b.ratio(d), e) for a, b, c, d, e in rows]))


if __name__ == "__main__":
    main()
