"""How fast the agreement engine is, next to its peers and next to plain numpy.

    python benchmarks/agreement.py [--quick]

Every line is one task on one workload, timed in this run; ratios above 1 favour us. Three in a
hundred scores are missing, except where a peer cannot have that. Peers get the table in the form
they like best, prepared beforehand; ours starts from long-form rows and checks them. "one numpy
pass" is what anybody would write by hand: count the scores by conversation and level, then the same
six coefficients, without intervals, cells, reasons or checks. Ours come with intervals unless it
says so.
"""

import argparse
import sys
import time
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from itertools import combinations, islice
from pathlib import Path
from typing import NamedTuple

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plugins"))

from mkdocs_rubric.agreement import (
    NOT_SCORED,
    Cells,
    Coefficient,
    Estimate,
    NumberedScale,
    Scores,
    agreement,
)

SCALE = NumberedScale((1.0, 2.0, 3.0, 4.0, 5.0), tolerance=1.0)
ALPHA = Coefficient("krippendorff", "ordinal")
SIX = (
    Coefficient("percent_agreement", "tolerance"),
    Coefficient("percent_agreement", "identity"),
    Coefficient("fleiss", "linear"),
    Coefficient("brennan_prediger", "linear"),
    Coefficient("gwet", "quadratic"),
    ALPHA,
)
MISSING = 0.03
PAIRS_TIMED = 40
"""scikit-learn takes one pair at a time; beyond this many the rest is extrapolated."""


class Line(NamedTuple):
    """One comparison, in seconds."""

    task: str
    ours: float
    other: str
    theirs: float

    def __str__(self) -> str:
        ratio = self.theirs / self.ours
        return (
            f"  {self.task:44} {self.ours * 1e3:10.2f} ms   "
            f"{self.other:34} {self.theirs * 1e3:10.2f} ms   {ratio:8.2f}x"
        )


def duel(ours: Callable[[], object], theirs: Callable[[], object], times: int) -> list[float]:
    """The shortest run of each; they take turns, so that both meet the same disturbances."""
    shortest = [float("inf")] * 2
    for _ in range(times):
        for which, task in enumerate((ours, theirs)):
            start = time.perf_counter()
            task()
            shortest[which] = min(shortest[which], time.perf_counter() - start)
    return shortest


def some_levels(conversations: int, reviewers: int, seed: int = 0) -> np.ndarray:
    """Level indices (conversations, reviewers) that agree as reviewers do."""
    rng = np.random.default_rng(seed)
    latent = rng.normal(0, 0.8, (conversations, 1)) + rng.normal(0, 0.3, (1, reviewers))
    noise = rng.normal(0, 0.6, (conversations, reviewers))
    return np.clip(np.rint(latent + noise + 3.0), 0, 4).astype(np.int8)


def with_missing(level: np.ndarray) -> np.ndarray:
    """The same with three in a hundred scores missing."""
    gone = np.random.default_rng(1).random(level.shape) < MISSING
    return np.where(gone, np.int8(NOT_SCORED), level)


def by_hand(conversation: np.ndarray, level: np.ndarray, conversations: int) -> list[float]:
    """One numpy pass: six coefficients from conversation by level counts."""
    scored = level >= 0
    key = conversation[scored] * 5 + level[scored]
    counts = np.bincount(key, minlength=conversations * 5)
    counts = counts.reshape(-1, 5).astype(float)
    scores = counts.sum(axis=1)
    gap = np.abs(np.subtract.outer(np.arange(5), np.arange(5)))
    weights = [gap <= 1, gap == 0, 1 - gap / 4, 1 - gap / 4, 1 - (gap / 4) ** 2]
    pairs = scores * (scores - 1)
    observed = [(((counts @ w) * counts).sum(axis=1) - scores) / pairs for w in weights]
    observed = [one.mean() for one in observed]
    share = (counts / scores[:, None]).mean(axis=0)
    chance = [
        0.0,
        0.0,
        share @ weights[2] @ share,
        weights[3].mean(),
        weights[4].sum() / 20 * (share * (1 - share)).sum(),
    ]
    margins = counts.sum(axis=0)
    middle = np.cumsum(margins) - margins / 2
    apart = np.subtract.outer(middle, middle) ** 2
    disagreement = ((counts @ apart) * (counts / (scores - 1)[:, None])).sum() / margins.sum()
    expected = margins @ apart @ margins / (margins.sum() * (margins.sum() - 1))
    found = [(pa - pe) / (1 - pe) for pa, pe in zip(observed, chance, strict=True)]
    return [*found, 1 - disagreement / expected]


def peer_alpha(data: np.ndarray) -> float:
    """Ordinal alpha by krippendorff, which is faster when told the levels."""
    return krippendorff.alpha(data, level_of_measurement="ordinal", value_domain=range(5))


def mean_kappa(level: np.ndarray, pairs: int) -> None:
    """scikit-learn's kappa over the first pairs of reviewers."""
    for g, h in islice(combinations(range(level.shape[1]), 2), pairs):
        first, second = level[:, g], level[:, h]
        both = (first >= 0) & (second >= 0)
        cohen_kappa_score(first[both], second[both], labels=range(5))


def long_form(level: np.ndarray) -> list[np.ndarray]:
    """Index columns and levels, each as small as it can be."""
    axes = [axis.ravel() for axis in np.indices(level.shape, dtype=np.int32)]
    axes[1:] = [axis.astype(np.uint8) for axis in axes[1:]]
    return [*axes, level.ravel()]


def table(conversations: int, reviewers: int, times: int) -> Iterator[Line]:
    """The tasks on one table."""
    complete = some_levels(conversations, reviewers)
    level = with_missing(complete)
    conversation, reviewer, flat = long_form(level)

    def ours(*coefficients: Coefficient, intervals: bool = True) -> list[Estimate]:
        return agreement(
            Scores(reviewer, conversation, flat, SCALE), coefficients, intervals=intervals
        )

    found = [one.value for one in ours(*SIX)]
    assert np.allclose(found, by_hand(conversation, flat, conversations))
    for task, intervals in (("", True), (", no intervals", False)):
        us, them = duel(
            lambda intervals=intervals: ours(*SIX, intervals=intervals),
            lambda: by_hand(conversation, flat, conversations),
            times,
        )
        yield Line(f"six coefficients{task}", us, "one numpy pass, no intervals", them)

    data = np.where(level < 0, np.nan, level).T
    for task, intervals in (("", True), (", no interval", False)):
        us, them = duel(
            lambda intervals=intervals: ours(ALPHA, intervals=intervals),
            lambda: peer_alpha(data),
            times,
        )
        yield Line(f"alpha{task}", us, "krippendorff, no interval", them)

    whole = complete.ravel()
    us, them = duel(
        lambda: agreement(Scores(reviewer, conversation, whole, SCALE), [Coefficient("fleiss")]),
        lambda: fleiss_kappa(aggregate_raters(complete, 5)[0]),
        times,
    )
    yield Line("Fleiss, nothing missing", us, "statsmodels, no interval", them)

    every = reviewers * (reviewers - 1) // 2
    timed = min(every, PAIRS_TIMED)
    light, them = duel(
        lambda: ours(Coefficient("light")), lambda: mean_kappa(level, timed), min(times, 3)
    )
    name = "scikit-learn" + ("" if timed == every else f", {timed} of {every} pairs")
    yield Line("Light's kappa", light, name, them * every / timed)


def trend(sessions: int, times: int) -> Iterator[Line]:
    """Sessions by 40 criteria by 4 conversations by 20 reviewers: every cell, six coefficients."""
    criteria, each, reviewers = 40, 4, 20
    conversations = sessions * each
    level = with_missing(some_levels(conversations * criteria, reviewers))
    level = level.reshape(conversations, criteria, reviewers)
    conversation, criterion, reviewer, flat = long_form(level)
    session = np.repeat(np.arange(sessions), each)
    cells = Cells(session, each_criterion=True)

    def ours(*coefficients: Coefficient) -> list[Estimate]:
        scores = Scores(reviewer, conversation, flat, SCALE, criterion)
        return agreement(scores, coefficients, cells)

    by_session = level.astype(np.int64).reshape(sessions, each, criteria, reviewers)
    blocks = by_session.transpose(0, 2, 1, 3).reshape(-1, each, reviewers)

    def by_cell() -> None:
        unit = np.repeat(np.arange(each), reviewers)
        for block in blocks:
            by_hand(unit, block.ravel(), each)

    def peer() -> None:
        for block in blocks:
            peer_alpha(np.where(block < 0, np.nan, block).T)

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # cells where everybody agrees divide by zero elsewhere
        six, hand = duel(lambda: ours(*SIX), by_cell, times)
        alpha, theirs = duel(lambda: ours(ALPHA), peer, times)
    yield Line("six coefficients", six, "a numpy pass for each cell", hand)
    yield Line("alpha", alpha, "krippendorff, no interval", theirs)


def memory(conversations: int, reviewers: int) -> float:
    """Peak megabytes our six coefficients take beside the scores themselves."""
    conversation, reviewer, flat = long_form(some_levels(conversations, reviewers))
    scores = Scores(reviewer, conversation, flat, SCALE)
    tracemalloc.start()
    agreement(scores, SIX)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Print the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the large workloads")
    quick = parser.parse_args().quick
    part = 10 if quick else 1
    for conversations, reviewers, times in (
        (100, 5, 50),
        (10_000 // part, 10, 30),
        (25_000 // part, 200, 7),
    ):
        print(f"{conversations:,} conversations by {reviewers} reviewers")
        for line in table(conversations, reviewers, times):
            print(line)
    print(f"  six coefficients: {memory(25_000 // part, 200):.0f} MB beside the scores")
    sessions = 60 // part
    print(f"trend: {sessions} sessions by 40 criteria by 4 conversations by 20 reviewers")
    for line in trend(sessions, 5):
        print(line)


if __name__ == "__main__":
    main()
