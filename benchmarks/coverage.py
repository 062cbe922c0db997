"""How often the intervals hold what they promise, on few conversations.

Scores are cut from item + severity + noise into five levels, skewed to the upper ones as quality
scores are. Conversations are new in every run, severities are kept, and the truth is the same
reviewers' agreement on very many conversations.

    python benchmarks/coverage.py [--quick]

A 95% interval should hold in about 95% of runs. An interval is missing where a run has no spread to
estimate it from; missing runs are not counted as hits but shown.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plugins"))

from mkdocs_rubric.agreement import Cells, Coefficient, NumberedScale, Scores, agreement
from mkdocs_rubric.agreement.quantiles import wilson
from mkdocs_rubric.agreement.shares import Shares
from mkdocs_rubric.calibration.lines import record, spanned

SCALE = NumberedScale((1.0, 2.0, 3.0, 4.0, 5.0), tolerance=1.0)
CUTS = np.array([-1.9, -1.2, -0.4, 0.7])
ITEM, SEVERITY, NOISE = 0.7, 0.35, 0.6
PROMISED = (Coefficient("percent_agreement", "tolerance"), Coefficient("gwet", "quadratic"))
COEFFICIENTS = (
    *PROMISED,
    Coefficient("percent_agreement", "identity"),
    Coefficient("brennan_prediger", "linear"),
    Coefficient("fleiss", "linear"),
    Coefficient("conger", "linear"),
    Coefficient("krippendorff", "ordinal"),
)
CONVERSATIONS = (3, 4, 6, 8, 12, 24, 48)
CONTENTIOUS = 0.15
ON_RECORD = 24
REVIEWERS = (5, 20)


@dataclass(frozen=True)
class World:
    """A way to draw scores: runs by conversations by reviewers."""

    runs: int
    conversations: int
    severity: np.ndarray  # (runs or 1, reviewers)

    def scores(self, rng: np.random.Generator) -> tuple[Scores, Cells]:
        """Scores of all runs, each run a session."""
        reviewers = self.severity.shape[1]
        shape = (self.runs, self.conversations, reviewers)
        item = rng.normal(0, ITEM, (*shape[:2], 1))
        latent = item + self.severity[:, None, :] + rng.normal(0, NOISE, shape)
        level = np.searchsorted(CUTS, latent.ravel())
        run, conversation, reviewer = (axis.ravel() for axis in np.indices(shape))
        conversation = run * self.conversations + conversation
        session = np.repeat(np.arange(self.runs), self.conversations)
        return Scores(reviewer, conversation, level, SCALE), Cells(session)


def coverage(
    conversations: int, reviewers: int, runs: int, rng: np.random.Generator
) -> list[tuple[float, float, float]]:
    """Share of intervals that hold, share missing and mean width, for each coefficient."""
    severity = rng.normal(0, SEVERITY, (1, reviewers))
    truth_world = World(20, 2000, severity)
    scores, cells = truth_world.scores(rng)
    found = agreement(scores, COEFFICIENTS, cells, intervals=False)
    truths = np.array([one.value for one in found]).reshape(len(COEFFICIENTS), -1).mean(axis=1)
    scores, cells = World(runs, conversations, severity).scores(rng)
    estimates = agreement(scores, COEFFICIENTS, cells)
    rows = []
    for which, truth in enumerate(truths):
        ends = [
            (one.low, one.high)
            for one in estimates[which * runs : (which + 1) * runs]
            if one.low is not None and one.high is not None
        ]
        held = sum(low - 1e-9 <= truth <= high + 1e-9 for low, high in ends) / max(len(ends), 1)
        width = sum(high - low for low, high in ends) / max(len(ends), 1)
        rows.append((held, 1 - len(ends) / runs, width))
    return rows


def contentious(
    conversations: int, criteria: int, reviewers: int, runs: int, rng: np.random.Generator
) -> float:
    """How often the likely range holds where 15% of conversations divide everybody.

    They do so on all criteria. The record has 24 conversations, the newest of which are read.
    """
    severity = rng.normal(0, SEVERITY, reviewers)

    def drawn(many: int) -> Scores:
        shape = (many, criteria, reviewers)
        noise = np.where(rng.random(many) < CONTENTIOUS, 2 * NOISE, NOISE)[:, None, None]
        latent = rng.normal(0, ITEM, (*shape[:2], 1)) + severity + rng.normal(0, 1, shape) * noise
        conversation, criterion, reviewer = (axis.ravel() for axis in np.indices(shape))
        level = np.searchsorted(CUTS, latent.ravel())
        return Scores(reviewer, conversation, level, SCALE, criterion)

    [truth] = agreement(drawn(60_000 // criteria), intervals=False)
    held = 0
    for _ in range(runs):
        scores = drawn(max(ON_RECORD, conversations))
        session = (np.arange(max(ON_RECORD, conversations)) < conversations).astype(int)
        known = record(Shares.of([scores], session, criteria))
        [one] = spanned(agreement(scores, cells=Cells(session, [(1,)])), known)
        assert one.low is not None
        assert one.high is not None
        held += one.low <= truth.value <= one.high
    return held / runs


def as_others_do(conversations: int, reviewers: int, runs: int, rng: np.random.Generator) -> str:
    """Percent agreement with the intervals usually seen: percentile bootstrap, Wilson on pairs."""
    severity = rng.normal(0, SEVERITY, (1, reviewers))
    [truth] = agreement(World(1, 40_000, severity).scores(rng)[0], intervals=False)
    scores, _ = World(runs, conversations, severity).scores(rng)
    each = agreement(scores, cells=Cells(np.arange(runs * conversations)), intervals=False)
    shares = np.reshape([one.value for one in each], (runs, conversations))
    drawn = rng.integers(0, conversations, (1000, conversations))
    low, high = np.quantile(shares[:, drawn].mean(axis=2), [0.025, 0.975], axis=1)
    bootstrap = np.mean((low <= truth.value) & (truth.value <= high))
    pairs = conversations * reviewers * (reviewers - 1) // 2
    ends = [wilson(share, pairs) for share in shares.mean(axis=1)]
    on_pairs = np.mean([low <= truth.value <= high for low, high in ends])
    return f"percentile bootstrap {bootstrap:.1%}, Wilson on pairs {on_pairs:.1%}"


def main() -> None:
    """Print one table for each number of reviewers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer runs: about ten seconds")
    parser.add_argument("--runs", type=int, help="runs for each row")
    options = parser.parse_args()
    runs = options.runs or (300 if options.quick else 2000)
    rng = np.random.default_rng(20260916)
    started = time.perf_counter()
    names = [f"{c.name[:12]}/{c.weights[:5]}" for c in COEFFICIENTS]
    promised = []
    for reviewers in REVIEWERS:
        print(f"\n{reviewers} reviewers: % of intervals that hold", end="")
        print(f" (and % missing), {runs} runs")
        print("conversations" + "".join(f"{name:>20}" for name in names))
        for conversations in CONVERSATIONS:
            rows = coverage(conversations, reviewers, runs, rng)
            cells = [f"{held:6.1%} ({missing:5.1%})" for held, missing, _ in rows]
            print(f"{conversations:13d}" + "".join(f"{cell:>20}" for cell in cells))
            if reviewers == max(REVIEWERS):
                promised += [held for held, _, _ in rows[: len(PROMISED)]]
    print(f"\nwithin tolerance and AC2, 20 reviewers: {min(promised):.1%} to {max(promised):.1%}")
    print(
        f"\n15% of conversations contentious, {ON_RECORD} on record: % of likely ranges that hold"
    )
    for criteria, reviewers in ((14, 5), (14, 3), (1, 5), (1, 3)):
        found = [contentious(n, criteria, reviewers, runs, rng) for n in (4, 6, 8, 12, 24)]
        cells = ", ".join(
            f"{n}: {held:.1%}" for n, held in zip((4, 6, 8, 12, 24), found, strict=True)
        )
        print(f"{criteria} criteria, {reviewers} reviewers: {cells}", flush=True)
    print(f"as others do, 4 conversations, 20 reviewers: {as_others_do(4, 20, runs, rng)}")
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
