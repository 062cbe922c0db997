"""How often a site without any true change claims one, and what changes it finds.

Sites of 14 sessions of 4 conversations, a month apart, are drawn from item + severity + noise, cut
into five levels; 28 decisions are made on them. Every look of every month is taken, and everything
is counted that a page would call a change: verdicts on decisions, the headline, criteria, reviewers
who are stricter or more lenient, and reviewers who drift. Nothing in these worlds ever changes and
nobody is stricter than another, so any claim is wrong.

    python benchmarks/claims.py [--quick] [--runs N]

The sites differ in the number of criteria and reviewers; in whether all criteria are scored each
session or six in ten; in whether sessions differ (noise times e^N(0, 0.15)); in whether criteria
agree alike or not; in whether a reviewer came late, or is less even than the others (which is no
change, and on a scale that ends where most scores are makes truly stricter: severity is not
counted there); and in which criteria decisions are made on: any two, the two that agreed least in
the session, the two that agreed least so far, or the four that did, in one decision. Power: one
criterion truly rises by 10 or 20 points at session 8, on which a decision is made then.
"""

import argparse
import datetime as dt
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plugins"))

from typing import TYPE_CHECKING

from mkdocs_rubric.agreement import NumberedScale, Scores, drift, severities
from mkdocs_rubric.agreement.drift import limit
from mkdocs_rubric.agreement.shares import Shares
from mkdocs_rubric.calibration.claims import (
    Part,
    Verdict,
    criterion_moves,
    effects,
    looks,
    overall_move,
)
from mkdocs_rubric.calibration.compute import named_at

if TYPE_CHECKING:
    from collections.abc import Sequence

SESSIONS, CONVERSATIONS, A_SESSION = 14, 4, 2
DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=round(30.42 * n)) for n in range(SESSIONS)]
SCALE = NumberedScale((1.0, 2.0, 3.0, 4.0, 5.0), tolerance=1.0)
CUTS = np.array([-1.9, -1.2, -0.4, 0.7])
ITEM, ALIKE, UNEVEN, LATE = 0.7, 0.6, 2.0, 11
CHANGED, AT = 0, 7
KINDS = ("decisions", "headline", "criteria", "severity", "drift")
CLAIMED = {Verdict.BETTER, Verdict.WORSE}


@dataclass(frozen=True)
class World:
    """A way to draw sites."""

    criteria: int = 14
    reviewers: int = 5
    scored: float = 1.0
    differ: float = 0.0
    alike: bool = False
    late: bool = False
    uneven: bool = False
    picked: str = "any"
    rise: float = 0.0

    def __str__(self) -> str:
        words = [f"{self.criteria} criteria", f"{self.reviewers} reviewers"]
        words += ["6 in 10 scored"] if self.scored < 1 else []
        words += ["sessions differ"] if self.differ else []
        words += ["criteria alike"] if self.alike else []
        words += ["one came late"] if self.late else []
        words += ["one less even"] if self.uneven else []
        return ", ".join(words)

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """(C, N, R) levels, -1 where not scored, and (N,) the session of each conversation."""
        session = np.repeat(np.arange(SESSIONS), CONVERSATIONS)
        shape = (self.criteria, len(session), self.reviewers)
        noise = np.full(self.criteria, ALIKE) if self.alike else rng.uniform(0.35, 0.9, shape[0])
        harder = np.exp(rng.normal(0, self.differ, SESSIONS)) if self.differ else np.ones(SESSIONS)
        spread = noise[:, None, None] * harder[session][None, :, None]
        if self.uneven:
            spread = spread * np.where(np.arange(self.reviewers) == 0, UNEVEN, 1.0)
        latent = rng.normal(0, ITEM, (*shape[:2], 1))
        levels = np.searchsorted(CUTS, (latent + rng.normal(0, 1, shape) * spread).ravel())
        levels = levels.reshape(shape)
        for which in range(SESSIONS):
            off = rng.random(self.criteria) >= self.scored
            levels[np.ix_(off, session == which)] = -1
        if self.late:
            levels[:, session < LATE, -1] = -1
        return levels, session


def tables(levels: np.ndarray) -> Scores:
    """Long-form scores of a site."""
    criterion, conversation, reviewer = (axis.ravel() for axis in np.indices(levels.shape))
    return Scores(reviewer, conversation, levels.ravel(), SCALE, criterion)


def picks(world: World, shares: Shares, session: int, rng: np.random.Generator) -> list[int]:
    """The criteria that a session decides on."""
    if world.picked == "any":
        return [int(one) for one in rng.choice(world.criteria, A_SESSION, replace=False)]
    upto = shares.session == session if world.picked == "worst now" else shares.session <= session
    there = shares.there[:, upto].sum(axis=1)
    figure = shares.known[:, upto].sum(axis=1) / np.maximum(there, 1)
    order = np.argsort(np.where(there > 0, figure, 2.0) + rng.normal(0, 1e-6, world.criteria))
    return [int(one) for one in order[: A_SESSION if world.picked != "worst four" else 4]]


def together(world: World, criteria: list[int]) -> list[tuple[int, ...]]:
    """What a session's decisions are on: one for all, or one for each."""
    if world.picked == "worst four":
        return [tuple(sorted(criteria))]
    return [(one,) for one in criteria]


def raised(shares: Shares, points: float, rng: np.random.Generator) -> Shares:
    """The same site with the agreement on one criterion higher after a session."""
    value = shares.value.copy()
    room = 1.0 - np.nanmean(value[CHANGED])
    better = (rng.random(len(shares.session)) < points / max(room, points)) & (shares.session > AT)
    value[CHANGED, better & shares.there[CHANGED]] = 1.0
    return replace(shares, value=value)


def claims(world: World, rng: np.random.Generator) -> tuple[Counter[str], bool]:
    """What a site claims in fourteen months, by kind; and whether it found the true rise."""
    levels, session = world.draw(rng)
    scores = tables(levels)
    shares = Shares.of([scores], session, world.criteria)
    if world.rise:
        shares = raised(shares, world.rise, rng)
    decided = {
        (which, criteria)
        for which in range(SESSIONS)
        for criteria in together(world, picks(world, shares, which, rng))
    }
    decided |= {(AT, (CHANGED,))} if world.rise else set()
    told: Counter[str] = Counter()
    seen = False
    for last in range(SESSIONS):
        upto = Shares(shares.value[:, session <= last], session[session <= last], last + 1)
        made = {one for one in decided if one[0] <= last}
        found = effects(upto, DAYS[: last + 1], made)
        told["decisions"] += sum(one.verdict in CLAIMED for one in found.values())
        mine = found.get((AT, (CHANGED,))) if world.rise else None
        seen = seen or (mine is not None and mine.verdict is Verdict.BETTER)
        move = overall_move(shares, DAYS, last)
        told["headline"] += bool(move and move.claimed)
        here = np.flatnonzero(shares.there[:, session == last].any(axis=1)).tolist()
        moved = criterion_moves(shares, DAYS, last, here)
        told["criteria"] += sum(one.claimed for one in moved.values())
        seen = seen or (CHANGED in moved and moved[CHANGED].claimed and last > AT)
    for last, earned in enumerate(looks(DAYS)):
        scored = tables(levels[:, session <= last])
        alpha = earned * Part.DRIFT.a_year / world.reviewers
        newest: dict[int, bool] = {}
        for point in drift(scored, session[session <= last], limit=limit(alpha)):
            newest[point.reviewer] = point.drifting
        told["drift"] += sum(newest.values())
        limits = 0.0 if world.uneven else named_at(DAYS[: last + 1])
        told["severity"] += sum(one.q is not None and one.q < limits for one in severities(scored))
    return told, bool(seen)


def worlds(picked: str) -> list[World]:
    """Every kind of site."""
    kinds = [
        World(criteria=c, reviewers=r, scored=s, differ=d)
        for c, r in ((14, 3), (14, 5), (14, 8), (40, 5))
        for s in (1.0, 0.6)
        for d in (0.0, 0.15)
    ]
    kinds += [World(reviewers=r, alike=True, differ=d) for r in (3, 8) for d in (0.0, 0.15)]
    kinds += [World(reviewers=r, late=True) for r in (3, 5, 8)]
    kinds += [World(reviewers=r, uneven=True) for r in (5, 8)]
    return [replace(one, picked=picked) for one in kinds]


def alarms(runs: int, seed: int) -> float:
    """A table of false claims; the largest share of sites with any."""
    head = ["sites without any change", "decisions on", "any claim", *KINDS]
    print(f"\n| {' | '.join(head)} |")
    print("|:--|:--|--:|--:|--:|--:|--:|--:|")
    worst = 0.0
    for picked in ("any", "worst now", "worst so far", "worst four"):
        for world in worlds(picked):
            rng = np.random.default_rng(seed)
            found = [claims(world, rng)[0] for _ in range(runs)]
            share = [sum(bool(one[kind]) for one in found) / runs for kind in KINDS]
            total = sum(any(one.values()) for one in found) / runs
            worst = max(worst, total)
            cells = " | ".join(f"{one:.1%}" for one in (total, *share))
            print(f"| {world} | {picked} | {cells} |", flush=True)
    return worst


def power(runs: int, seed: int) -> None:
    """A table of what is found."""
    print("\n| one criterion truly rises at session 8 | 10 points | 20 points | 30 points |")
    print("|:--|--:|--:|--:|")
    shown: Sequence[World] = [
        World(), World(reviewers=3), World(reviewers=8), World(criteria=40),
        World(differ=0.15), World(scored=0.6),
    ]  # fmt: skip
    for world in shown:
        cells = []
        for rise in (0.1, 0.2, 0.3):
            rng = np.random.default_rng(seed)
            cells.append(sum(claims(replace(world, rise=rise), rng)[1] for _ in range(runs)) / runs)
        print(f"| {world} | " + " | ".join(f"{one:.0%}" for one in cells) + " |", flush=True)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few runs: about a minute")
    parser.add_argument("--runs", type=int, help="sites for each row")
    options = parser.parse_args()
    runs = options.runs or (20 if options.quick else 400)
    started = time.perf_counter()
    worst = alarms(runs, 20261126)
    print(f"\nany claim in at most {worst:.1%} of {runs} sites, in every world; the goal is 10%")
    power(runs, 20261127)
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
