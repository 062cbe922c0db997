"""Figures as rows: one key for one row, and one figure for one thing wherever it is asked for."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from factories import a_criterion, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.calibration import listing
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.model import Mark
from mkdocs_rubric.model.criterion import EarlierScale
from mkdocs_rubric.report import report

KEY = ("of", "session", "sessions", "criterion", "question", "scale", "coefficient", "weights")
NA = Mark.NOT_APPLICABLE


def a_year(*, earlier=False, agreed=3, sessions=9):
    """Two criteria, on their own scales; `empathy` was on another one until May."""
    before = (EarlierScale(before=dt.date(2026, 5, 1), scale="met"),) if earlier else ()
    rubric = a_rubric(
        a_criterion("empathy", not_applicable="They only ask.", earlier_scales=before),
        a_criterion("greeting", scale="met", scores=(0, 1)),
        scales={"quality": a_scale(1, 2, 3, 4, 5), "met": a_scale(0, 1)},
    )
    drawn = random.Random(5)
    held = []
    for number in range(sessions):
        levels = (0, 1) if earlier and number < 4 else (2, 3, 3, 4, 5, NA)
        rows = [
            [
                row
                for one in range(4)
                for row in (
                    (f"C-{number}{one}", "empathy", drawn.choice(levels)),
                    (f"C-{number}{one}", "greeting", drawn.choice((0, 1, 1))),
                )
            ]
            for _ in range(3)
        ]
        sheets = [
            a_sheet(f"r{who}", row, path=f"{number}/r{who}.csv") for who, row in enumerate(rows)
        ]
        day = dt.date(2026, 1, 10) + dt.timedelta(days=round(30.42 * number))
        one = a_session(*sheets, id=f"s{number}", date=day)
        settled = [(f"C-{number}{n}", "greeting", 1) for n in range(agreed if number == 8 else 0)]
        held.append(replace(one, consensus=a_sheet("consensus", settled) if settled else None))
    return a_project(rubric, sessions=held)


def by_key(rows):
    rows = list(rows)
    keys = [tuple(row[name] for name in KEY) for row in rows]
    assert len(set(keys)) == len(keys)
    return dict(zip(keys, rows, strict=True))


@pytest.mark.parametrize("earlier", [False, True])
@pytest.mark.parametrize("by", [None, "session", "criterion"])
def test_one_key_is_one_row_and_says_the_same_as_the_site(earlier, by):
    project = a_year(earlier=earlier)
    site = by_key(listing.everything(Figures(project)))
    command = by_key(report(project, session=None, criterion=None, by=by, every=True))
    for key in site.keys() & command.keys():
        one, other = site[key], command[key]
        assert one.keys() == other.keys()
        for name, value in one.items():
            assert other[name] == (pytest.approx(value) if isinstance(value, float) else value), key
    if by is None:
        plain = {key for key in site if key[-2:] == ("percent_agreement", "tolerance")}
        assert plain <= command.keys()


def test_what_a_row_is_of():
    rows = list(listing.everything(Figures(a_year())))
    assert {(row["of"], row["question"]) for row in rows} == {
        ("session", "score"), ("window", "score"), ("session", "applies"), ("window", "applies"),
        ("consensus", "score"),
    }  # fmt: skip
    assert {row["scale"] for row in rows if row["criterion"] == "empathy"} == {"quality"}
    assert {row["scale"] for row in rows if row["criterion"] is None} == {None}
    windows = [row for row in rows if row["of"] == "window" and row["criterion"] == "greeting"]
    assert [(row["session"], row["sessions"]) for row in windows] == [
        ("s0", 1), ("s1", 2), *((f"s{number}", 3) for number in range(2, 9))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        (1, "one conversation says nothing about the next one"),
        (2, "two conversations are too few for a likely range"),
        (3, None),
    ],
)
def test_without_a_range_the_consensus_says_why(agreed, why):
    rows = [one for one in listing.consensus(Figures(a_year(agreed=agreed)))
            if one["criterion"] == "greeting"]  # fmt: skip
    assert [one["weights"] for one in rows] == ["tolerance", "identity"]
    assert [one["no_interval"] for one in rows] == [why, "no likely range was asked for"]
    assert [one["low"] is None for one in rows] == [why is not None, True]
    assert {one["conversations"] for one in rows} == {agreed}


def test_every_row_has_the_same_keys():
    assert len({tuple(sorted(row)) for row in listing.everything(Figures(a_year()))}) == 1
