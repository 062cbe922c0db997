"""Reading the history against `git log -p`, and `rubric diff` against loading both revisions.

    python benchmarks/history.py [--quick]

The repository has one commit for each change of one criterion: a few words of one text, and now and
then a new version of the rubric. Reading the history is timed inside a process that has imported
everything, as a build has, and ends with every wording compared with the one before; git's own
processes are counted in. `rubric diff` is a process from start to end, and so is its baseline,
which loads either revision through the same reader and does nothing with them. They take turns, and
the best run of each counts.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from generate import Size, generate
from timing import Time, best, table

WORDS = ["the customer", "the agent", "the courier", "the shop", "the caller", "the warehouse"]
A_DAY = 86_400
READ = """
import gc, os, resource, sys, time
from pathlib import Path
from mkdocs_rubric.history import read_history
from mkdocs_rubric.load import Layout
from mkdocs_rubric.load.git import Git
gc.disable()  # as a build does while it reads
def used():
    who = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(sum(resource.getrusage(one)[:2]) for one in who)
for _ in range(2):  # the first run also builds pydantic's validators, as a build has by then
    wall, cpu = time.perf_counter(), used()
    with Git(Path(".")) as git:
        history = read_history(git, Layout())
    times = time.perf_counter() - wall, used() - cpu
assert len(history.steps) >= int(sys.argv[1]), len(history.steps)
print(*times)
"""
LOAD = """
import gc
from pathlib import Path
from mkdocs_rubric.load import load_project
from mkdocs_rubric.load.git import Git
gc.disable()
with Git(Path(".")) as git:
    for name in ("HEAD~1", "HEAD"):
        load_project(git.tree(git.resolve(name)))
"""
RUBRIC = str(Path(sys.executable).with_name("rubric"))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a small repository, one run of each")
    quick = parser.parse_args().quick
    rounds = 1 if quick else 7
    criteria, commits, many = (4, 20, 6) if quick else (50, 2000, 300)
    head = ("", "time", "baseline", "its time", "ratio", "target")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "history")
        repository(folder, Size(criteria, 2 * criteria, 0, 0, 0, 0), commits)
        read, log = _history(folder, commits, rounds)
        other = Path(name, "diff")
        repository(other, Size(many, many, 4, 4, 2, 20 * many), 1)
        commands = {
            "diff": (RUBRIC, "diff", "HEAD~1", "HEAD"),
            "load": (sys.executable, "-c", LOAD),
        }
        times = best(commands, other, rounds)
    print(f"best of {rounds}; seconds and ratios by the clock (by the processor)\n")
    what = f"history of {criteria} criteria, {commits} commits"
    rows = [
        (what, str(read), "`git log -p`", str(log), read.ratio(log), "2.00"),
        (
            f"`rubric diff` of {many} criteria",
            str(times["diff"]),
            "loading both",
            str(times["load"]),
            times["diff"].ratio(times["load"]),
            "3.00",
        ),
    ]
    print(table(head, rows))


def _history(folder: Path, commits: int, rounds: int) -> tuple[Time, Time]:
    """The best times of reading the history and of `git log -p`, in turns."""
    read: list[Time] = []
    log: list[Time] = []
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-c", READ, str(commits // 2)],
            cwd=folder, capture_output=True, text=True, check=True,
        )  # fmt: skip
        read.append(Time(*map(float, done.stdout.split())))
        command = ("git", "--no-pager", "log", "-p", "--", "rubric", "decisions")
        log.append(best({"log": command}, folder, 1)["log"])
    least_read, least_log = (
        Time(min(one.wall for one in some), min(one.cpu for one in some)) for some in (read, log)
    )
    return least_read, least_log


def repository(folder: Path, size: Size, commits: int) -> None:
    """A git repository of a project of that size, with so many commits after the first."""
    generate(folder, size)
    stream = "".join(_stream(folder, commits)).encode()
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)
    subprocess.run(["git", "reset", "-q", "--hard", "main"], cwd=folder, check=True)
    subprocess.run(["git", "gc", "-q"], cwd=folder, check=True)


def _stream(folder: Path, commits: int) -> Iterator[str]:
    random = Random(1)
    texts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.*"))
        if ".git" not in path.parts
    }
    criteria = [path for path in texts if "/criteria/" in path]
    yield _commit(0, texts)
    for number in range(1, commits + 1):
        changed = random.choice(criteria)
        text = texts[changed]
        old = random.choice([one for one in WORDS if f" {one} " in text] or ["description"])
        place = random.choice(
            [n for n in range(len(text)) if text.startswith(f" {old} ", n)] or [0]
        )
        new = random.choice([one for one in WORDS if one != old])
        texts[changed] = text[:place] + text[place:].replace(f" {old} ", f" {new} ", 1)
        files = {changed: texts[changed]}
        if number % 100 == 0:
            main = "rubric/rubric.yaml"
            files[main] = "".join(
                f'version: "{number // 100}.0"\n' if line.startswith("version:") else line
                for line in texts[main].splitlines(keepends=True)
            )
        yield _commit(number, files)


def _commit(number: int, files: dict[str, str]) -> str:
    when = f"A <a@b.example> {1_500_000_000 + number * A_DAY} +0000"
    lines = [f"commit refs/heads/main\ncommitter {when}\ndata {len(str(number))}\n{number}\n"]
    for path, text in files.items():
        lines.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
