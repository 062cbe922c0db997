"""The site with three generators: rendering it, building it, and one edit until a browser has it.

    python benchmarks/generators.py [--quick]

Rendering is compared with `mkdocs build` of the same project, each from nothing. A build with
Zensical is compared with Zensical alone on the very files that are rendered for it: with everything
it keeps, after a build of the same. An edit is one of an edge case's guidance, from the moment the
file is written until the served page says it; generators that are not installed are left out.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import yaml

from generate import Size, generate
from timing import Time, best, environment, table, timed

CONFIG = {
    "site_name": "Benchmark",
    "site_url": "https://quality.example/",
    "repo_url": "https://github.com/example/quality",
    "edit_uri": "edit/main/docs/",
    "theme": {"name": "material"},
    "plugins": ["search", {"rubric": {"pseudonym_key": "a key"}}],
}
GENERATORS = ("mkdocs", "properdocs", "zensical")
EDITED = "criterion-0001"
RUBRIC = (sys.executable, "-P", "-m", "mkdocs_rubric")
PATIENCE = 60


def prepare(folder: Path, pages: int) -> None:
    """Write a project that makes so many pages: a tenth criteria, a twentieth sessions."""
    criteria, sessions = pages // 10, max(1, pages // 20)
    generate(
        folder,
        Size(
            criteria=criteria,
            decisions=pages - criteria - sessions,
            sessions=sessions,
            reviewers=6,
            conversations=4,
            scores=sessions * 6 * 4 * min(12, criteria),
        ),
    )
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG), encoding="utf-8")


def rendering(folder: Path, rounds: int) -> tuple[Time, Time]:
    """The best time of rendering from nothing, and of `mkdocs build`."""
    out = folder / "out"

    def fresh() -> None:
        for name in ("out", "site", ".cache"):
            shutil.rmtree(folder / name, ignore_errors=True)

    commands = {
        "render": (*RUBRIC, "render", "--with", "zensical", "--out", str(out)),
        "mkdocs": (sys.executable, "-P", "-m", "mkdocs", "build", "--quiet"),
    }
    times = best(commands, folder, rounds, fresh)
    return times["render"], times["mkdocs"]


def building(folder: Path, rounds: int) -> tuple[Time, Time]:
    """The best time of `rubric build --with zensical` where nothing changed, and of Zensical."""
    config = folder / ".cache/rubric/zensical/mkdocs.yml"
    ours = (*RUBRIC, "build", "--with", "zensical")
    timed(ours, folder)
    commands = {
        "ours": ours,
        "zensical": (sys.executable, "-P", "-m", "zensical", "build", "-f", str(config)),
    }
    times = best(commands, folder, rounds)
    return times["ours"], times["zensical"]


def editing(folder: Path, generator: str, rounds: int) -> float:
    """Seconds from an edit until the served page says it, the best of some."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = (*RUBRIC, "serve", "--with", generator, "--dev-addr", address)
    server = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    page = f"http://{address}/criteria/{EDITED}/"
    file = folder / f"rubric/criteria/{EDITED}.yaml"
    text = file.read_text(encoding="utf-8")
    try:
        until(page, "Edge cases")
        time.sleep(2)  # until it rests
        took = []
        for number in range(rounds):
            word = f"marker{number}"
            edited = re.sub(r"(guidance: (?:>-\s+)?)", rf"\1{word} ", text, count=1)
            begin = time.perf_counter()
            file.write_text(edited, encoding="utf-8")
            until(page, word)
            took.append(time.perf_counter() - begin)
            time.sleep(1)
        return min(took)
    finally:
        file.write_text(text, encoding="utf-8")
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def until(page: str, words: str) -> None:
    """Wait until a page says something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=10) as answer:  # noqa: S310 - the loopback
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.01)
    sys.exit(f"{page} never said {words}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one run of a very small site")
    quick = parser.parse_args().quick
    there = [name for name in GENERATORS if find_spec(name)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, 20 if quick else 300)
        rounds = 1 if quick else 5
        ours, theirs = rendering(folder, rounds)
        rows = [
            ("render, against mkdocs build", str(ours), str(theirs), ours.ratio(theirs), "0.20")
        ]
        if "zensical" in there:
            ours, theirs = building(folder, rounds)
            told = "build, against Zensical alone"
            rows.append((told, str(ours), str(theirs), ours.ratio(theirs), "1.20"))
        print("Seconds and ratios by the clock (by the processor)\n")
        print(table(("", "rubric", "baseline", "ratio", "target"), rows))
        print("\nOne edit until the served page says it; target: 1 s\n")
        seen = [(each, f"{editing(folder, each, rounds):.2f} s") for each in there]
        print(table(("", "seen after"), seen))


if __name__ == "__main__":
    main()
