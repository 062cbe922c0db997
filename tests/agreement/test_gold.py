"""Published tables: data, expected values and sources are in gold.json.

`expected` holds nine decimals on which independent programs agree, hence 1e-6 for coefficients;
standard errors are published with five to seven decimals.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from agreement.tables import from_levels
from mkdocs_rubric.agreement import NOT_SCORED, Coefficient, NumberedScale, agreement, tabulate
from mkdocs_rubric.agreement.jackknife import LeftOutFigures, ratio
from mkdocs_rubric.agreement.kernels import Conger, Krippendorff, Parts
from mkdocs_rubric.agreement.pairs import cohen
from mkdocs_rubric.agreement.weights import AGREEMENT_WEIGHTS

GOLD = json.loads(Path(__file__).with_name("gold.json").read_text(encoding="utf-8"))["cases"]
NAMES = {"pa": "percent_agreement", "bp": "brennan_prediger", "ac": "gwet"}
OTHER_FORMS = {"icc_1_1", "icc_3_1", "icc_1_k", "icc_2_k", "icc_3_k"}
"""Published beside the one there is."""
CASES = [
    pytest.param(case, key, id=f"{case['name']}-{key}")
    for case in GOLD
    for key in case["expected"]
    if key not in OTHER_FORMS
]


def scores_of(case):
    """The case as scores, from reviewers in columns, level counts or a two-way table."""
    index = {value: which for which, value in enumerate(case["categories"])}
    if case["format"] == "raw":
        rows = [[NOT_SCORED if x is None else index[x] for x in row] for row in case["data"]]
    elif case["format"] == "counts":
        rows = [np.repeat(range(len(row)), row) for row in case["data"]]
    else:
        table = np.array(case["data"])
        rows = np.repeat(np.argwhere(table >= 0), table.ravel(), axis=0)
    return from_levels(
        np.array(rows), NumberedScale(tuple(map(float, case["categories"])), tolerance=1.0)
    )


def coefficient_of(key):
    name, _, weights = key.partition("@")
    if name.startswith("alpha_"):
        return Coefficient("krippendorff", name.removeprefix("alpha_"))
    if name == "pa_within1":
        return Coefficient("percent_agreement", "tolerance")
    if name.startswith("cohen_"):
        return Coefficient("cohen", name.removeprefix("cohen_"))
    return Coefficient(NAMES.get(name, name), weights or "identity")


def custom_weights(case):
    """Cohen's own weights: of agreement, or of disagreement as he printed them."""
    if "weights_agreement" in case:
        return np.array(case["weights_agreement"], dtype=float)
    apart = np.array(case["weights_disagreement"], dtype=float)
    return 1.0 - apart / apart.max()


@pytest.mark.parametrize(("case", "key"), CASES)
def test_published_value(case, key):
    scores, expected = scores_of(case), case["expected"][key]
    if key.startswith("se:"):
        assert error_of(scores, key.removeprefix("se:")) == pytest.approx(expected, abs=1e-5)
    elif key == "cohen_custom":
        gain, room = cohen(np.array(case["data"], dtype=float), custom_weights(case))
        assert gain / room == pytest.approx(expected, abs=1e-6)
    elif key.startswith("alpha@"):  # alpha with Gwet's weights in place of distances
        weights = AGREEMENT_WEIGHTS[key.removeprefix("alpha@")](scores.scale)
        kernel = Krippendorff(1.0 - weights)
        gain, room, _ = kernel.parts(kernel.terms(tabulate(scores)).sum(axis=1))
        assert gain / room == pytest.approx(expected, abs=1e-6)
    else:
        [found] = agreement(scores, [coefficient_of(key)])
        assert found.value == pytest.approx(expected, abs=1e-6)


class GwetsAlpha(Krippendorff):
    """Alpha with n² for n (n - 1): Gwet's variance leaves the small-sample correction out."""

    def parts(self, totals):
        gain, room, weight = super().parts(totals)
        scores = totals[1:-1].sum(axis=0)
        less = room * (scores - 1) / scores
        return Parts(gain - room + less, less, weight)


def linearized_error(units, kernel):
    """Gwet's large-sample standard error (2014, section 5.3), for comparison with the jackknife.

    It is the spread of the influence of each unit, here by differentiating the coefficient along
    the unit's terms. Gwet counts units without a pair as an observed agreement of zero, which adds
    the last term. It is too small on few conversations, so no interval here rests on it.
    """
    terms = kernel.terms(units)
    total, step = terms.sum(axis=1, keepdims=True), 1e-4
    up, down = (
        ratio(LeftOutFigures(*kernel.parts(total + sign * step * terms)[:2])) for sign in (1, -1)
    )
    [value] = ratio(LeftOutFigures(*kernel.parts(total)[:2]))
    n = len(units)
    paired = units.given > 1
    influence = n * (up - down) / (2 * step) + value * (paired * n / paired.sum() - 1)
    return float(np.sqrt((influence**2).sum() / (n * (n - 1))))


def error_of(scores, name):
    """Gwet's large-sample standard error; for Cohen's kappa that of Fleiss, Cohen & Everitt.

    The latter divides by n where Gwet divides by n - 1, and is Conger's for two reviewers.
    """
    kernel = coefficient_of("conger" if name == "cohen" else name).kernel(scores.scale)
    units = tabulate(scores, ratings=True)
    if isinstance(kernel, Krippendorff):  # which knows only conversations with two scores
        kernel, units = GwetsAlpha(kernel.distances), units.take(units.given > 1)
    n, error = len(units), linearized_error(units, kernel)
    return error * np.sqrt((n - 1) / n) if name == "cohen" else error


@pytest.mark.parametrize(
    "case", [case for case in GOLD if case.get("published")], ids=lambda c: c["name"]
)
def test_expected_values_are_the_printed_ones(case):
    for key, printed in case["published"].items():
        decimals = len(str(printed).partition(".")[2])
        assert case["expected"][key] == pytest.approx(printed, abs=0.51 * 10**-decimals)


def test_cohen_is_conger_for_two_reviewers():
    [case] = [case for case in GOLD if case["name"] == "gwet_2014_3x3_abstractors"]
    scores = scores_of(case)
    cohen_, conger = agreement(scores, [Coefficient("cohen"), Coefficient("conger")])
    assert isinstance(Coefficient("conger").kernel(scores.scale), Conger)
    assert cohen_.value == pytest.approx(conger.value, abs=1e-12)
    assert cohen_.low == pytest.approx(conger.low, abs=1e-9)
