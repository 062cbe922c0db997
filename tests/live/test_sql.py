"""What other engines would be asked, as text: written by hand of nobody, read by everybody.

`pytest tests/live --update-snapshots` writes it anew.
"""

from pathlib import Path

import pytest

from mkdocs_rubric.live import expressions

pytest.importorskip("ibis", reason="the extra `live` is not installed")
SQL = Path(__file__).parent / "sql"
ENGINES = ("bigquery", "snowflake", "trino", "postgres", "databricks", "duckdb")
PLAN = expressions.ReductionPlan(
    values=[1, 2, 3],
    months=[(1_785_535_200, "2026-08"), (1_788_213_600, "2026-09")],
    tolerances=[(["Empathy"], [0, 1, 2], [(0, 0), (1, 1), (2, 2), (0, 1), (1, 0)])],
    kinds=("channel", "picked_as"),
)
COLUMNS = {"ticket": "string", "category": "string", "grader": "string", "rating": "int64",
           "at": "timestamp('UTC')", "channel": "string", "reason": "string"}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_is_asked_the_same_in_its_own_words(engine, pytestconfig):
    ours = ("conversation", "criterion", "reviewer", "score", "time", "channel", "picked_as")
    names = dict(zip(ours, COLUMNS, strict=True))
    table = expressions.named(expressions.unbound(COLUMNS), names)
    text = "".join(
        f"-- {made.__name__}\n{expressions.sql_of(made(table, PLAN), engine)}\n\n"
        for made in (expressions.patterns, expressions.severity, expressions.clusters)
    )
    path = SQL / f"{engine}.sql"
    if pytestconfig.getoption("--update-snapshots"):
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text
