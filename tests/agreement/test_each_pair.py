"""Every two reviewers at once are what each two are alone."""

import sys
from itertools import combinations

import numpy as np
import pytest

from agreement.tables import FIVE, MET, WITHIN, a_table, among, from_levels
from mkdocs_rubric.agreement import Coefficient, Scores, agreement, each_pair

KAPPA = Coefficient("cohen", "quadratic")
CRITERIA, CONVERSATIONS, REVIEWERS = 3, 9, 5


def some_tables(seed, missing=0.3):
    """Two criteria on one scale, one on another; the fifth reviewer has scored next to nothing."""
    rng = np.random.default_rng(seed)
    level = rng.integers(0, 5, (CONVERSATIONS, CRITERIA, REVIEWERS))
    level[rng.random(level.shape) < missing] = -1
    level[1:, :, 4] = -1
    tables = []
    for scale, mine in ((FIVE, [0, 2]), (MET, [1])):
        part = np.full_like(level, -1)
        part[:, mine] = np.minimum(level[:, mine], scale.levels - 1)
        tables.append(from_levels(part.reshape(-1, REVIEWERS), scale, criteria=CRITERIA))
    return tables


def numbers(one):
    return [one.value, one.low, one.high, one.standard_error]


@pytest.mark.parametrize("missing", [0.0, 0.3, 0.8])
@pytest.mark.parametrize("seed", range(6))
def test_every_pair_is_what_it_is_alone(seed, missing):
    tables = some_tables(seed, missing)
    found = {(one.first, one.second): one for one in each_pair(tables)}
    for pair in combinations(range(REVIEWERS), 2):
        alone = agreement([among(table, pair) for table in tables], [WITHIN, KAPPA])
        if not alone[0].pairs:
            assert pair not in found
            continue
        for one, expected in zip(found[pair][2:], alone, strict=True):
            assert numbers(one) == pytest.approx(numbers(expected), abs=1e-9)
            assert one._replace(**dict.fromkeys(("value", "low", "high", "standard_error"))) == (
                expected._replace(**dict.fromkeys(("value", "low", "high", "standard_error")))
            )


def test_a_few_pairs_at_a_time_give_the_same(monkeypatch):
    tables = some_tables(3)
    whole = list(each_pair(tables))
    monkeypatch.setattr(sys.modules[each_pair.__module__], "_NUMBERS_AT_ONCE", 10)
    assert list(each_pair(tables)) == whole


def test_nobody_and_one_reviewer_make_no_pair():
    assert list(each_pair([])) == []
    none = np.zeros(0, dtype=int)
    assert list(each_pair(Scores(none, none, none, FIVE))) == []
    assert list(each_pair(a_table([[3], [4]]))) == []
    assert list(each_pair(a_table([[3, None], [None, 4]]))) == []
