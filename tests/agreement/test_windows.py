"""Which sessions a figure over time is of."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_rubric.agreement import rolling_windows

few = settings(max_examples=60, derandomize=True)


@pytest.mark.parametrize(
    ("sizes", "windows"),
    [
        ([4] * 5, [(0,), (0, 1), (0, 1, 2), (1, 2, 3), (2, 3, 4)]),
        ([10, 20, 4], [(0,), (1,), (1, 2)]),
        ([5, 0, 8, 30], [(0,), (0, 1), (0, 1, 2), (3,)]),
        ([], []),
    ],
)
def test_windows_reach_back_for_twelve_and_stop_at_twenty_four(sizes, windows):
    session = np.repeat(np.arange(len(sizes)), sizes)
    assert rolling_windows(session) == windows


@few
@given(st.lists(st.integers(0, 30), max_size=12))
def test_a_window_is_the_longest_run_that_is_neither_enough_before_nor_too_much(sizes):
    windows = rolling_windows(np.repeat(np.arange(len(sizes)), sizes), sessions=len(sizes))
    assert [window[-1] for window in windows] == list(range(len(sizes)))
    for window in windows:
        assert window == tuple(range(window[0], window[-1] + 1))
        held = [sizes[one] for one in window]
        assert sum(held[1:]) < 12 or len(held) == 1  # without the first there was not enough
        assert sum(held) <= 24 or len(held) == 1
        if window[0] > 0:
            assert sum(held) >= 12 or sum(held) + sizes[window[0] - 1] > 24


@few
@given(st.lists(st.integers(0, 8), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_conversations_makes_no_window(sizes, random):
    session = np.repeat(np.arange(len(sizes)), sizes)
    shuffled = session.copy()
    random.shuffle(shuffled)
    assert rolling_windows(shuffled) == rolling_windows(session)


def test_conversations_of_no_session_are_in_no_window():
    assert rolling_windows(np.array([-1, 0, -1, 1])) == [(0,), (0, 1)]


def test_sessions_in_which_nothing_was_scored_have_the_window_of_those_before():
    assert rolling_windows(np.array([0, 0]), sessions=3) == [(0,), (0, 1), (0, 1, 2)]
