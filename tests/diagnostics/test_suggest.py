import time

import pytest

from mkdocs_rubric.diagnostics import did_you_mean

MANY = [
    f"{2000 + n // 300}-{n % 12 + 1:02}-{n % 28 + 1:02}-decision-about-{n}" for n in range(3000)
]


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


def test_how_near_it_has_to_be_is_up_to_the_caller():
    assert did_you_mean("approved", ["proposed"])
    assert not did_you_mean("approved", ["proposed"], cutoff=0.8)


def test_among_many_the_nearest_is_found_as_well():
    known = [*MANY, "2026-09-16-tone-alone-is-not-empathy"]
    for word in (
        "2026-09-16-tone-alone-is-no-empathy",
        "2026-09-16-Tone-alone",
        "tone-alone-is-not",
    ):
        assert did_you_mean(word, known) == 'did you mean "2026-09-16-tone-alone-is-not-empathy"?'


def test_a_thousand_misspelt_words_among_thousands_take_no_time():
    start = time.perf_counter()
    for name in MANY[:1000]:
        did_you_mean(f"{name}x", MANY)
    did_you_mean("x" * 100_000, MANY)
    assert time.perf_counter() - start < 10
