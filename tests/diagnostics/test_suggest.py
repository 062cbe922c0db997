import time

import pytest

from mkdocs_rubric.diagnostics import did_you_mean


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("sumary", ["summary", "title"], 'did you mean "summary"?'),
        ("Empathy", ["empathy"], 'did you mean "empathy"?'),
        ("C-2210", ["C-2201", "C-1127"], 'did you mean "C-2201"?'),
        (7, ["seven"], ""),
        ("xyz", ["summary"], ""),
        ("anything", [], ""),
    ],
)
def test_the_nearest_known_word_is_suggested_if_it_is_near(word, known, hint):
    assert did_you_mean(word, known) == hint


def test_a_very_long_word_among_many_takes_no_time():
    start = time.perf_counter()
    did_you_mean("x" * 100_000, [f"2026-01-01-decision-{number}" for number in range(3000)])
    assert time.perf_counter() - start < 1
