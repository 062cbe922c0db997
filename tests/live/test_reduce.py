"""Rows to counts: what DuckDB says is what counting by hand says, and nothing of a row is left."""

import datetime as dt
import random
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from mkdocs_rubric import load_folder
from mkdocs_rubric.agreement import Coefficient, Counts, NumberedScale, Scores, agreement
from mkdocs_rubric.calibration.live_use import live_counts, live_months, overall
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange.times import zone
from mkdocs_rubric.live import read_source, reduced
from mkdocs_rubric.live.reduce import months_between
from mkdocs_rubric.load import FolderTree
from mkdocs_rubric.site import load_and_check
from reviews_of_daily_work import SOURCE, a_team_with_reviews, rows

pytest.importorskip("ibis", reason="the extra `live` is not installed")


@pytest.fixture
def team(tmp_path):
    return partial(a_team_with_reviews, tmp_path)


def reduce_in(folder):
    project = load_folder(folder).project
    found = reduced(project, read_source(FolderTree(folder)), folder)
    for path, content in found.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return found


def by_hand(some):
    """Patterns and sums, counted row by row."""
    last = {}
    for ticket, category, grader, rating, at, channel in some:
        key, when = (category, ticket, grader), dt.datetime.fromisoformat(at)
        place = ("1", "2", "3", "4", "NA", "great").index(rating)
        if key not in last or (when, place) > last[key][:2]:
            last[key] = (when, place, rating, channel)
    given = defaultdict(list)
    for (category, ticket, _), (when, _, rating, _) in last.items():
        given[category, ticket].append((when, rating))
    patterns, shares = Counter(), defaultdict(list)
    for (category, ticket), each in given.items():
        month = f"{min(when for when, _ in each).astimezone(zone('Europe/Berlin')):%Y-%m}"
        values = [5 if rating == "great" else int(rating) for _, rating in each if rating != "NA"]
        levels = tuple(values.count(score) for score in range(1, 6))
        name = "empathy" if category == "Showed empathy" else category
        patterns[month, name, levels, len(each) - len(values)] += 1
        if len(values) > 1:
            pairs = [abs(a - b) <= 1 for i, a in enumerate(values) for b in values[i + 1 :]]
            shares[ticket].append(sum(pairs) / len(pairs))
    return patterns, shares


def test_counts_are_what_counting_by_hand_gives(team):
    some = rows()
    folder = team(some)
    reduce_in(folder)
    counts = load_folder(folder).project.counted
    patterns, shares = by_hand(some)
    read = {(e.month, e.criterion, e.levels, e.not_applicable): e.conversations
            for e in counts.patterns}  # fmt: skip
    assert read == patterns
    assert {month for month, *_ in patterns} == {"2026-08", "2026-09"}, "by Berlin's clocks"
    total = sum(each.conversations for each in counts.sums)
    assert total == len(shares)
    assert sum(e.s for e in counts.sums) == pytest.approx(sum(map(sum, shares.values())))
    assert sum(e.mm for e in counts.sums) == sum(len(each) ** 2 for each in shares.values())
    p, low, high, n = overall(counts)
    each = [(sum(found), len(found)) for found in shares.values()]
    assert p == pytest.approx(sum(s for s, _ in each) / sum(m for _, m in each))
    assert low < p < high
    assert n == len(each)


def test_nothing_of_a_row_is_committed_but_reviewers_and_channels(team):
    folder = team(rows())
    found = reduce_in(folder)
    text = b"".join(found.files.values()).decode()
    assert "T-" not in text
    assert "@" not in text, "the reviewer has the name of the sheets"
    assert sum(map(len, found.files.values())) < 20_000
    checked = load_and_check(FolderTree(folder))
    assert not checked.errors


def test_the_same_reviews_give_the_same_bytes_in_any_order(team):
    some = rows()
    first = reduce_in(team(some)).files
    random.Random(1).shuffle(some)
    assert reduce_in(team(some)).files == first


def test_parquet_and_a_duckdb_file_give_what_csv_gives(team):
    import duckdb

    folder = team(rows())
    first = reduce_in(folder).files
    with duckdb.connect(str(folder / "reviews.duckdb")) as base:
        base.execute(f"create table scored as from read_csv('{folder}/reviews/one.csv')")
        base.execute(f"copy scored to '{folder}/reviews/one.parquet' (format parquet)")
    for instead in ("files: [reviews/*.parquet]", "database: reviews.duckdb\ntable: scored"):
        source = SOURCE.replace("files: [reviews/*.csv]", instead)
        (folder / "live/source.yaml").write_text(source, "utf-8")
        assert reduce_in(folder).files == first


def test_what_is_not_understood_is_said_at_once(team):
    some = [*rows(20), ("T-1", "Speed", "ben", "fast", "2026-09-02T10:00:00Z", "chat"),
            ("T-1", "clarity", "ben", "fast", "2026-09-02T10:00:00Z", "chat")]  # fmt: skip
    with pytest.raises(RubricError) as error:
        reduce_in(team(some))
    assert error.value.details == ('"Speed" (1 scores) is no criterion',
                                   '"fast" (1 times) is no level of clarity')  # fmt: skip
    with pytest.raises(RubricError, match="no columns"):
        reduce_in(team(some, SOURCE.replace("score: rating", "score: stars")))
    with pytest.raises(RubricError, match="lies outside"):
        reduce_in(team(some, SOURCE.replace("reviews/*.csv", "../*.csv")))


def test_months_are_those_of_the_time_zone():
    berlin = months_between(0, 86400 * 40, zone("Europe/Berlin"))
    assert berlin[1] == (31 * 86400 - 3600, "1970-02")
    summer = months_between(1_782_000_000, 1_783_000_000, zone("Europe/Berlin"))
    assert dt.datetime.fromtimestamp(summer[-1][0], dt.UTC).hour == 22


@pytest.mark.parametrize(
    ("name", "weights"),
    [("percent_agreement", "tolerance"), ("gwet", "quadratic"), ("krippendorff", "interval"),
     ("fleiss", "identity"), ("brennan_prediger", "linear")],
)  # fmt: skip
def test_the_engine_takes_counts_as_well_as_rows(name, weights):
    """Counts are lossless: estimate and interval are those of the rows."""
    chance = np.random.default_rng(2)
    units, people = 300, 3
    truth = chance.integers(0, 4, units)
    level = np.clip(truth[:, None] + chance.integers(-1, 2, (units, people)), 0, 3)
    scale = NumberedScale((1.0, 2.0, 3.0, 4.0), 1.0)
    rows_of = Scores(
        np.tile(np.arange(people), units), np.repeat(np.arange(units), people), level.ravel(), scale
    )
    seen = Counter(tuple(np.bincount(each, minlength=4).tolist()) for each in level)
    counts = Counts(
        np.array(list(seen), dtype=float).T, np.array(list(seen.values()), dtype=float),
        np.zeros(len(seen), dtype=np.int64), np.zeros(len(seen), dtype=np.int64), scale, people,
    )  # fmt: skip
    coefficient = [Coefficient(name, weights)]
    (by_rows,), (by_counts,) = agreement(rows_of, coefficient), agreement(counts, coefficient)
    assert by_counts.value == pytest.approx(by_rows.value, abs=1e-12)
    assert (by_counts.low, by_counts.high) == pytest.approx((by_rows.low, by_rows.high), abs=1e-10)
    assert by_counts.conversations == by_rows.conversations == units


def test_sheets_of_daily_work_and_counts_give_the_same_page(team):
    """A small team commits sheets, a large one counts: what is shown is the same."""
    some = [
        (f"T-{n}", "clarity", who, str(1 + (n + len(who)) % 5), "2026-09-02T10:00:00Z", "chat")
        for n in range(60)
        for who in ("ben", "cleo")[: 1 + n % 2]
    ]
    folder = team(some)
    reduce_in(folder)
    project = load_folder(folder).project
    counted = live_months(project, live_counts(project))
    for path in folder.glob("live/2026-09/*"):
        path.unlink()
    sheet = folder / "scores/live-2026-09/reviews.csv"
    sheet.parent.mkdir(parents=True)
    lines = [f"{who},{ticket},{on},{score}," for ticket, on, who, score, *_ in some]
    sheet.write_text("reviewer,conversation,criterion,score,note\n" + "\n".join(lines) + "\n")
    listed = "\n".join(f"  - {{id: T-{n}, channel: chat}}" for n in range(60))
    Path(sheet.parent / "session.yaml").write_text(
        f"date: 2026-09-02\nkind: live\nreviewers: [ben, cleo]\nconversations:\n{listed}\n"
    )
    project = load_folder(folder).project
    assert live_months(project, live_counts(project)) == counted


def test_counted_in_parts_it_is_the_same(team, monkeypatch):
    """What does not fit the memory is counted a part of the conversations at a time."""
    folder = team(rows())
    whole = reduce_in(folder).files
    monkeypatch.setattr("mkdocs_rubric.live.reduce.AT_ONCE", 60)
    assert reduce_in(folder).files == whole
