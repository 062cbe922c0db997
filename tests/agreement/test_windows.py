import numpy as np
import pytest

from mkdocs_rubric.agreement import rolling_windows, windows_around


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


def test_windows_are_equal_and_the_deciding_session_comes_before():
    session = np.repeat([0, 1, 2, 3], 4)
    windows = windows_around(session, decided_in=1, length=6)
    assert windows.before.tolist() == [2, 3, 4, 5, 6, 7]
    assert windows.after.tolist() == [8, 9, 10, 11, 12, 13]
    assert windows.missing == 0


def test_what_has_not_happened_yet_is_missing():
    windows = windows_around(np.repeat([0, 1, 2], 4), decided_in=1, length=6)
    assert (len(windows.before), len(windows.after), windows.missing) == (6, 4, 2)
