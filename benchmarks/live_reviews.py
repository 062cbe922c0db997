"""`rubric live reduce` on many reviews: processor time and memory beside the bare DuckDB query.

    python benchmarks/live_reviews.py --rows 100000000 --folder /somewhere/with/room

Each line is a process of its own, so that its largest memory is its own. The bare query says the
same in SQL written by hand, with all the memory that it wants: ours has 500 MB.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from mkdocs_rubric import load_folder
from mkdocs_rubric.exchange.times import zone
from mkdocs_rubric.live import expressions, read_source, reduced
from mkdocs_rubric.live.reduce import AT_ONCE, MEMORY, months_between, opened
from mkdocs_rubric.load import FolderTree

CRITERIA = [f"criterion-{n}" for n in range(1, 13)]
MONTHS = 24

RUBRIC = """\
title: Many reviews
version: "1"
scales: {quality: {levels: {1: One, 2: Two, 3: Three, 4: Four}}}
groups:
  - {id: all, title: All, criteria: [CRITERIA]}
"""
CRITERION = """\
title: TITLE
question: Was it so?
scale: quality
levels:
  1: {description: No.}
  2: {description: Hardly.}
  3: {description: Mostly.}
  4: {description: Yes.}
"""
SOURCE = "files: [reviews.parquet]\n"
BARE = """
with last as (
    select criterion, conversation, reviewer,
        max(epoch(time)::bigint * 64 + case score when 1 then 0 when 2 then 1 when 3 then 2
            when 4 then 3 end) as key
    from 'reviews.parquet' where score is not null and time is not null
    group by all),
items as (
    select criterion, conversation, min(key // 64) as first,
        sum((key % 64 = 0)::int) as n0, sum((key % 64 = 1)::int) as n1,
        sum((key % 64 = 2)::int) as n2, sum((key % 64 = 3)::int) as n3
    from last group by all)
select criterion, date_trunc('month', make_timestamp((first * 1000000)::bigint)) as month,
    n0, n1, n2, n3, count(*) as conversations
from items group by all order by all
"""


def make(folder: Path, rows: int) -> None:
    """Reviews as a company has them: most conversations scored once, one in ten by two."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rubric/criteria").mkdir(parents=True, exist_ok=True)
    (folder / "live").mkdir(exist_ok=True)
    listed = RUBRIC.replace("CRITERIA", ", ".join(CRITERIA))
    (folder / "rubric/rubric.yaml").write_text(listed, "utf-8")
    for name in CRITERIA:
        text = CRITERION.replace("TITLE", name.replace("-", " ").capitalize())
        (folder / f"rubric/criteria/{name}.yaml").write_text(text, "utf-8")
    (folder / "live/source.yaml").write_text(SOURCE, "utf-8")
    path = folder / "reviews.parquet"
    if path.exists():
        return
    duckdb.sql(f"set memory_limit = '{MEMORY}'")
    duckdb.sql("set preserve_insertion_order = false")
    duckdb.sql(f"""
        copy (
            select 'criterion-' || (1 + i % 12) as criterion,
                (i // 12) * 10 // 11 as conversation,
                'r' || hash(i // 12) % 60 as reviewer,
                (1 + least(3, (hash(i) % 100) // 22))::int as score,
                timestamp '2024-10-01' + to_seconds(
                    ((i // 12) * {MONTHS} * 2629800 // ({rows} // 12 + 1))::bigint) as time
            from range({rows}) t(i)
        ) to '{path}' (format parquet)""")  # noqa: S608 - our own numbers


def bare(folder: Path) -> int:
    """The query by hand."""
    os.chdir(folder)
    connection = duckdb.connect()
    connection.execute("set preserve_insertion_order = false")
    return len(connection.execute(BARE).fetchall())


def patterns(folder: Path) -> int:
    """The same through the expressions."""
    source = read_source(FolderTree(folder))
    rows = expressions.named(
        opened(source, folder, MEMORY), source.columns.model_dump(exclude_none=True)
    )
    count = rows.count().execute()
    months = months_between(1727740800, 1727740800 + MONTHS * 2629800, zone(None))
    plan = expressions.ReductionPlan([1, 2, 3, 4], months, [])
    parts = 1 + count // AT_ONCE
    found: set[tuple[object, ...]] = set()
    with expressions.quiet():
        for part in range(parts):
            some = expressions.patterns(expressions.part_of(rows, part, parts), plan)
            found |= {tuple(row.values())[:-1] for row in some.to_pyarrow().to_pylist()}
    return len(found)


def whole(folder: Path) -> int:
    """All of `rubric live reduce`: what is there, patterns, severity, clusters, files."""
    found = reduced(load_folder(folder).project, read_source(FolderTree(folder)), folder, MEMORY)
    return sum(map(len, found.files.values())) // 1000


RUNS = {"bare": bare, "patterns": patterns, "whole": whole}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", choices=RUNS)
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp())
    if arguments.only:
        begin = time.perf_counter()
        number = RUNS[arguments.only](folder)
        used = resource.getrusage(resource.RUSAGE_SELF)
        peak = used.ru_maxrss / (1 if sys.platform != "darwin" else 1024)
        elapsed = time.perf_counter() - begin
        print(json.dumps([number, used.ru_utime + used.ru_stime, elapsed, peak / 1e6]))
        return
    make(folder, arguments.rows)
    print("| run | rows or KB | processor | time | peak memory |")
    print("|---|---|---|---|---|")
    for name in RUNS:
        command = [sys.executable, __file__, "--folder", str(folder), "--only", name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        number, processor, elapsed, peak = json.loads(done.stdout.splitlines()[-1])
        print(f"| {name} | {number:,} | {processor:.1f} s | {elapsed:.1f} s | {peak:.2f} GB |")


if __name__ == "__main__":
    main()
