"""Against SciPy, which the program itself does without."""

import pytest
from scipy import special, stats
from statsmodels.stats.proportion import proportion_confint

from mkdocs_rubric.agreement.quantiles import incomplete_beta, t_quantile, t_two_sided, wilson


@pytest.mark.parametrize("df", [1, 2, 3, 4.7, 11, 30, 400, 24_999])
@pytest.mark.parametrize("probability", [0.005, 0.3, 0.5, 0.8, 0.975, 0.9999])
def test_t_quantile(probability, df):
    assert t_quantile(probability, df) == pytest.approx(
        stats.t.ppf(probability, df), rel=1e-9, abs=1e-9
    )


@pytest.mark.parametrize("t", [0.0, 0.3, -2.5, 12.0, 1e6])
@pytest.mark.parametrize("df", [1, 3, 47.5])
def test_two_sided_probability(t, df):
    assert t_two_sided(t, df) == pytest.approx(2 * stats.t.sf(abs(t), df), rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (2.0, 0.5), (30.0, 4.0), (1e4, 0.5)])
@pytest.mark.parametrize("x", [0.0, 1e-9, 0.2, 0.5, 0.99, 1.0])
def test_incomplete_beta(a, b, x):
    assert incomplete_beta(a, b, x) == pytest.approx(special.betainc(a, b, x), rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(("agreeing", "n"), [(0, 4), (3, 4), (4, 4), (17, 24)])
def test_wilson(agreeing, n):
    expected = proportion_confint(agreeing, n, method="wilson")
    assert wilson(agreeing / n, n) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_a_quantile_needs_a_probability(probability):
    with pytest.raises(ValueError, match="0 < probability < 1"):
        t_quantile(probability, 3)
