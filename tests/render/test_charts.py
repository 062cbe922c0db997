"""Drawings of made-up figures: where a line is broken, out of its limits, or not there at all."""

import pytest

from mkdocs_rubric.pages.agreement.reviewers_page import DriftDot, ReviewerRow
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.trend_chart import Marker, TrendChart, TrendPoint
from mkdocs_rubric.render import charts


def a_point(x, pooled, low=None, high=None, *, alone=0.5, size=4, uri="s.md"):
    words = f"session at {x:g}"
    return TrendPoint(x, alone, size, pooled, low, high, words, Link("S", uri), f"Day {100 * x:g}")


BROKEN = TrendChart(
    key="key",
    title="A & B",
    words="It went up.",
    points=(
        a_point(0, 0.2, 0.1, 0.4, alone=0.15),
        a_point(0.1, 0.3, 0.2, 0.5, size=100),
        a_point(0.3, 0.4),
        a_point(0.5, None, alone=None),
        a_point(0.8, 0.9, 0.8, 1.0, uri=""),
        a_point(1, 0.95, 0.9, 1.0, alone=1.0),
    ),
    markers=(
        Marker(0.25, Link("D", "d.md"), 'decision "D"', "decision"),
        Marker(0.6, Link("V", ""), "version 2", "version"),
    ),
    acceptable=0.7,
    strong=0.85,
)


def lines(drawn):
    return str(drawn).replace("><", ">\n<") + "\n"


def test_a_trend_wide_and_narrow(same):
    same("trend.svg", lines(charts.trend(BROKEN, lambda uri, _: f"to/{uri}")))


def test_a_spark(same):
    same("spark.svg", lines(charts.spark(BROKEN)))


def a_row(**given):
    empty = dict.fromkeys(ReviewerRow.__dataclass_fields__, "") | {
        "at": None, "low": None, "high": None, "drift": (),
    }  # fmt: skip
    return ReviewerRow(**(empty | given))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (a_row(at=-1, value="\N{MINUS SIGN}1.0"), 'aria-label="\N{MINUS SIGN}1.0"'),
        (a_row(at=0.5, low=0.25, high=1, value="5", interval="2 to 9"), 'aria-label="5, 2 to 9"'),
    ],
)
def test_a_severity(same, row, words):
    drawn = lines(charts.severity(row))
    assert words in drawn
    same(f"severity-{'with-a-range' if row.interval else 'alone'}.svg", drawn)


def test_who_cannot_be_compared_has_no_drawing():
    assert charts.severity(a_row()) == ""
    assert charts.drift(a_row(drift=(DriftDot(0, 0, "Jan: 0", out=True),))) == ""


def test_a_drift_with_what_is_out_of_its_limits(same):
    dots = (DriftDot(0, -1, "Jan: -1", out=False), DriftDot(1, 0.5, "Feb: +1", out=True))
    same("drift.svg", lines(charts.drift(a_row(drift=dots))))
