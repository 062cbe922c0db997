"""The alternative annotator test against its definition, worked out the long way round."""

import math

import numpy as np
import pytest
from scipy import stats

from mkdocs_rubric.agreement.alternative import alternative, benjamini_yekutieli


def long_way_round(people, software):
    """Section 3 of arXiv:2501.10970, loop by loop: (wins of the software, of the person, p)."""
    found = []
    for j in range(people.shape[1]):
        d, soft, human = [], [], []
        for i in range(people.shape[0]):
            others = [people[i, k] for k in range(people.shape[1]) if k != j]
            s_f = -math.sqrt(sum((software[i] - x) ** 2 for x in others) / len(others))
            s_h = -math.sqrt(sum((people[i, j] - x) ** 2 for x in others) / len(others))
            w_f, w_h = s_f >= s_h - 1e-9, s_h >= s_f - 1e-9
            soft.append(w_f)
            human.append(w_h)
            d.append(float(w_h) - float(w_f))
        test = stats.ttest_1samp(d, 0.2, alternative="less")
        found.append((np.mean(soft), np.mean(human), test.pvalue))
    return found


def scores(seed, count=40, people=4, noise=0.7):
    chance = np.random.default_rng(seed)
    truth = chance.integers(1, 6, count)
    given = np.clip(np.rint(truth[:, None] + chance.normal(0, noise, (count, people))), 1, 5)
    return truth, given


@pytest.mark.parametrize("seed", range(5))
def test_it_is_what_the_paper_defines(seed):
    truth, people = scores(seed)
    software = np.clip(truth + np.random.default_rng(seed + 99).integers(-1, 2, len(truth)), 1, 5)
    found = alternative(people, software.astype(float))
    for each, (soft, human, p) in zip(found.against, long_way_round(people, software), strict=True):
        assert (each.software, each.human) == pytest.approx((soft, human))
        assert each.p >= p - 1e-9, "never surer than the paper's test"
        assert each.p == pytest.approx(p) or each.p < 2 * p + 0.05


def test_the_consensus_itself_wins_over_everybody_and_noise_over_nobody():
    truth, people = scores(1, count=80)
    good = alternative(people, truth.astype(float))
    assert all(q < 0.05 for q in benjamini_yekutieli([each.p for each in good.against]))
    bad = alternative(people, np.random.default_rng(7).integers(1, 6, 80).astype(float))
    assert all(q > 0.9 for q in benjamini_yekutieli([each.p for each in bad.against]))
    assert bad.p_worse < 0.001 < good.p_worse


def test_equal_scores_alone_prove_little_on_few_conversations():
    same = np.full((5, 3), 4.0)
    found = alternative(same, np.full(5, 4.0))
    assert [each.p for each in found.against] == pytest.approx([0.8**5] * 3)
    assert found.needed(0.2) == math.ceil(math.log(0.05) / math.log(0.8))


def test_a_conversation_counts_where_three_people_and_the_software_scored_it():
    nan = math.nan
    people = np.array([[1, 2, nan], [1, 2, 3], [4, 4, 4.0]])
    assert alternative(people, np.array([1, nan, 4.0])).conversations == 1
    nothing = alternative(people[:1], np.array([1.0]))
    assert (nothing.conversations, nothing.difference, nothing.against) == (0, None, ())


def test_it_seldom_says_yes_to_software_that_is_worse_by_the_margin():
    """Software worse by just the margin: people strictly nearer in a fifth of conversations."""
    chance, false = np.random.default_rng(3), 0
    for _ in range(400):
        people = np.full((30, 4), 3.0)
        software = np.where(chance.random(30) < 0.2, 5.0, 3.0)
        found = alternative(people, software)
        false += found.p_not_worse(0.2) < 0.05
    assert false / 400 < 0.07


def test_benjamini_yekutieli_is_what_statsmodels_computes():
    from statsmodels.stats.multitest import multipletests

    p = [0.001, 0.02, 0.03, 0.2, 0.9]
    assert benjamini_yekutieli(p) == pytest.approx(multipletests(p, method="fdr_by")[1])
    assert benjamini_yekutieli([None, 0.01]) == [None, 0.01]
