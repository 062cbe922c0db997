"""Beyond Shrout & Fleiss's table, which gold.json holds."""

import numpy as np
import pytest

from agreement.tables import FIVE, from_levels, random_levels
from mkdocs_rubric.agreement import Coefficient, agreement, panels

ICC = Coefficient("icc_2_1")


def shrout_and_fleiss(x):
    n, k = x.shape
    rows, columns = x.mean(axis=1), x.mean(axis=0)
    between = k * ((rows - x.mean()) ** 2).sum() / (n - 1)
    judges = n * ((columns - x.mean()) ** 2).sum() / (k - 1)
    error = ((x - rows[:, None] - columns + x.mean()) ** 2).sum() / ((n - 1) * (k - 1))
    return (between - error) / (between + (k - 1) * error + k * (judges - error) / n)


def by_least_squares(level):
    """Henderson's third method as the books have it, with a design matrix for each model."""
    unit, reviewer = np.nonzero(level >= 0)
    x = level[unit, reviewer] / 4.0

    def fit(*effects):
        design = np.hstack([(one[:, None] == np.unique(one)).astype(float) for one in effects])
        residual = x - design @ np.linalg.lstsq(design, x, rcond=None)[0]
        return residual @ residual, np.linalg.matrix_rank(design)

    (within_units, units), (within_reviewers, reviewers) = fit(unit), fit(reviewer)
    rest, rank = fit(unit, reviewer)
    error = rest / (len(x) - rank)
    of_units = within_reviewers - rest - (rank - reviewers) * error
    of_reviewers = within_units - rest - (rank - units) * error
    variance = of_units / (len(x) - reviewers)
    return variance / (variance + of_reviewers / (len(x) - units) + error)


@pytest.mark.parametrize("seed", range(5))
def test_a_complete_table_gives_shrout_and_fleiss(seed):
    level = random_levels(np.random.default_rng(seed), missing=0.0)
    [found] = agreement(from_levels(level), [ICC])
    assert found.value == pytest.approx(shrout_and_fleiss(level + 1.0), abs=1e-10)


@pytest.mark.parametrize("seed", range(10))
def test_missing_scores_give_what_least_squares_do(seed):
    rng = np.random.default_rng(seed)
    level = random_levels(rng, units=9, reviewers=6, missing=rng.choice([0.05, 0.3, 0.5]))
    [found] = agreement(from_levels(level), [ICC], intervals=False)
    assert found.value == pytest.approx(by_least_squares(level), abs=1e-12)


def test_missing_scores_leave_the_estimate_near_the_truth():
    rng = np.random.default_rng(11)
    item, severity = rng.normal(0, 1.2, (4000, 1)), rng.normal(0, 0.5, (1, 12))
    latent = 4 + item + severity + rng.normal(0, 0.8, (4000, 12))
    level = np.clip(np.rint(latent * 4), 0, 40).astype(int)
    level[rng.random(level.shape) < 0.6] = -1
    scale = type(FIVE)(tuple(float(value) for value in range(41)))
    [found] = agreement(from_levels(level, scale), [ICC], intervals=False)
    truth = 1.44 / (1.44 + severity.var(ddof=1) + 0.64)
    assert found.value == pytest.approx(truth, abs=0.03)


def test_too_little_to_tell_apart():
    for level in ([[0, 1, 2]], [[0, -1], [-1, 3]], [[1, 2], [-1, -1]]):
        [found] = agreement(from_levels(np.array(level)), [ICC])
        assert found.value is None


def linked_by_one(level):
    """Two panels of reviewers, whom a single unit links; one of them scored only that unit."""
    level = level.copy()
    level[1::2, :3], level[::2, 3:] = -1, -1
    level[0] = [*range(4), *level[0, 4:]]
    return np.column_stack([level, np.where(np.arange(len(level)) == 0, 2, -1)])


def additive(level):
    """Reviewers who differ in severity and in nothing else."""
    exact = np.minimum(level.max(axis=1, keepdims=True), 2) + np.arange(level.shape[1]) % 3
    return np.where(level >= 0, exact, -1)


TABLES = {
    "few missing": lambda rng: random_levels(rng, units=10, reviewers=7, missing=0.05),
    "many missing": lambda rng: random_levels(rng, units=10, reviewers=7, missing=0.6),
    "more reviewers": lambda rng: random_levels(rng, units=4, reviewers=30, missing=0.1),
    "one link": lambda rng: linked_by_one(random_levels(rng, units=10, reviewers=7, missing=0.1)),
    "no noise": lambda rng: additive(random_levels(rng, units=8, reviewers=6, missing=0.2)),
    "no noise, one link": lambda rng: additive(
        linked_by_one(random_levels(rng, units=8, reviewers=6, missing=0.0))
    ),
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("seed", range(5))
def test_without_each_unit_it_is_what_it_would_be_without_it(table, seed):
    level = TABLES[table](np.random.default_rng(seed))
    kernel = ICC.kernel(FIVE)
    _, without = kernel.of_panel(level[None])
    for unit in range(len(level)):
        expected, _ = kernel.of_panel(np.delete(level, unit, axis=0)[None])
        assert without[:, 0, unit] == pytest.approx(expected[:, 0], abs=1e-12)


def test_a_stretch_at_a_time_gives_the_same(monkeypatch):
    level = random_levels(np.random.default_rng(5), units=40)
    whole = agreement(from_levels(level), [ICC])
    monkeypatch.setattr(panels, "_NUMBERS_AT_ONCE", 30)
    [one] = agreement(from_levels(level), [ICC])
    assert one.value == pytest.approx(whole[0].value)
    assert one.standard_error == pytest.approx(whole[0].standard_error)
