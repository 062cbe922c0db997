"""The site against MkDocs building the same pages from plain Markdown files.

    python benchmarks/site.py [--quick | --full]

The baseline is a second MkDocs project whose docs_dir holds the Markdown that we generate, with
the same theme, features, extensions, search, style sheets and menu. Its other pages are kept out
of the menu by `not_in_nav`, as ours are, which is the fastest way MkDocs has. Both are built by
`mkdocs build` in processes of their own, from scratch; they take turns, and the best run of each
counts. Rebuilds are those of `mkdocs serve --dirty`, after one edited edge case here, and after one
edited page there.
"""
# ruff: noqa: A005 - a script; nothing imports it

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import Section, get_navigation

from generate import Size, generate
from timing import Time, best, environment, table

CONFIG = {
    "site_name": "Benchmark",
    "site_url": "https://quality.example/",
    "repo_url": "https://github.com/example/quality",
    "edit_uri": "edit/main/docs/",
    "docs_dir": "docs",
    "theme": {"name": "material"},
}
INDEXES = 6
EDITED = "criterion-0001"


def size_of(pages: int) -> Size:
    """A project that makes so many pages: every tenth a criterion, every twentieth a session."""
    criteria, sessions = pages // 10, max(1, pages // 20)
    scored = min(12, criteria)
    return Size(
        criteria=criteria,
        decisions=pages - criteria - sessions - INDEXES,
        sessions=sessions,
        reviewers=6,
        conversations=4,
        scores=sessions * 6 * 4 * scored,
    )


def prepare(folder: Path, pages: int) -> int:
    """Write the two projects, `rubric` and `plain`; says how many pages they have."""
    ours, plain = folder / "rubric", folder / "plain"
    generate(ours, size_of(pages))
    (ours / "docs").mkdir()
    _configure(ours, CONFIG | {"plugins": ["search", "rubric"]})
    config = load_config(str(ours / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for file in files:
        target = plain / "docs" / file.src_uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content_bytes)
    theme = {name: config.theme[name] for name in ("font", "features", "palette")}
    same = ("markdown_extensions", "extra_css")
    _configure(
        plain,
        CONFIG
        | {name: list(config[name]) for name in same}
        | {
            "extra_javascript": list(map(str, config.extra_javascript)),
            "theme": {"name": "material", **theme},
            "plugins": ["search"],
            "nav": list(_nav(nav.items)),
            "not_in_nav": "*.md",
        },
    )
    return len(files.documentation_pages())


def _configure(folder: Path, config: dict[str, Any]) -> None:
    text = yaml.safe_dump(config, sort_keys=False, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def _nav(items: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for item in items:
        inside = list(_nav(item.children)) if isinstance(item, Section) else item.file.src_uri
        yield {item.title: inside}


def builds(folder: Path, rounds: int) -> dict[str, Time]:
    """The best time of `mkdocs build` on each of the two."""

    def clean() -> None:
        for one in ("rubric/site", "rubric/.cache", "plain/site"):
            shutil.rmtree(folder / one, ignore_errors=True)

    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file")
    commands = {name: (*mkdocs, f"{name}/mkdocs.yml") for name in ("rubric", "plain")}
    return best(commands, folder, rounds, clean)


def rebuilds(folder: Path, rounds: int) -> tuple[float, float, float, float]:
    """The shares of a build, and the best dirty rebuild of each of the two, in seconds.

    The first share is of loading, checking and rendering, the second of all that is ours.
    """
    files = {
        "rubric": folder / f"rubric/rubric/criteria/{EDITED}.yaml",
        "plain": folder / f"plain/docs/criteria/{EDITED}.md",
    }
    worker = str(Path(__file__).with_name("worker.py"))
    found = {}
    for name, file in files.items():
        shutil.rmtree(folder / name / "site", ignore_errors=True)
        command = (sys.executable, "-P", worker, str(folder / name), str(file), str(rounds))
        done = subprocess.run(
            command, check=True, env=environment(), stdout=subprocess.PIPE, text=True
        )
        found[name] = json.loads(done.stdout.splitlines()[-1])
    spent, first = found["rubric"]["spent"], found["rubric"]["first"]
    part = (spent["load and check"] + spent["render"]) / first
    again = (min(found[name]["rebuilds"]) for name in ("rubric", "plain"))
    return part, spent["all"] / first, *again


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true", help="one run of a very small site")
    how.add_argument("--full", action="store_true", help="with 5,000 pages too: several minutes")
    given = parser.parse_args()
    runs = {20: 1} if given.quick else {100: 7, 1000: 3} | ({5000: 1} if given.full else {})
    built, rebuilt = [], []
    for wanted, rounds in runs.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            pages = prepare(folder, wanted)
            times = builds(folder, rounds)
            ours, plain = times["rubric"], times["plain"]
            part, share, ours_again, plain_again = rebuilds(folder, 2 * rounds)
        per_page = f"{1000 * ours.cpu / pages:.1f} ms"
        counted = f"{pages:,}"
        shares = (f"{part:.1%}", f"{share:.1%}")
        built.append((counted, str(ours), str(plain), ours.ratio(plain), *shares, per_page))
        again = (f"{ours_again:.2f} s", f"{plain_again:.2f} s", f"{ours_again / plain_again:.2f}")
        rebuilt.append((counted, *again))
    print("`mkdocs build`; seconds and ratios by the clock (by the processor)")
    print(
        "Targets: ratio 1.15, load + check + render 10%, no more for a page of many than of few\n"
    )
    head = ("pages", "rubric", "plain files", "ratio", "load, check, render", "with laying out")
    print(table((*head, "a page"), built))
    print("\nOne edit under `mkdocs serve --dirty`, by the processor; target: ratio 1.50\n")
    print(table(("pages", "a criterion", "a plain page", "ratio"), rebuilt))


if __name__ == "__main__":
    main()
