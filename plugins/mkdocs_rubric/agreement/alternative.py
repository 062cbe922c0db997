"""Whether software may score in a person's place: the alternative annotator test.

One person is left out at a time. On each conversation, who lies nearer to all the others: that
person, or the software? The software wins against a person when it is not nearer less often than
the person is, less a margin: what a person costs more justifies a little less. It may take the
place of people when it wins against at least half of them.

    W_f = 1 where the software lies at least as near as the person j to the others, else 0
    W_p = the same the other way round; both are 1 where they lie equally near
    H0: mean(W_p - W_f) >= margin, over the conversations that j scored (one-sided, paired)

Nearness is minus the root of the mean squared distance to the others' scores, in points.

Source: Calderon N., Reichart R. & Dror R. (2025) The Alternative Annotator Test for LLM-as-a-Judge,
arXiv:2501.10970, section 3 (margin of 0.2 where people are experts; winning rate of one half;
Benjamini Y. & Yekutieli D. (2001) Ann. Stat. 29:1165-1188 for the number of tests).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mkdocs_rubric.agreement.quantiles import incomplete_beta, t_quantile, t_two_sided
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray

MARGIN = 0.2
"""By how much software may lie nearer less often than a person, as that person is an expert."""
_FEWEST_PEOPLE = 3
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class AgainstPerson:
    """Software against one person, both compared with all others.

    Attributes:
        person: Index.
        conversations: On which they are compared.
        software: Share on which the software lies at least as near.
        human: Share on which the person does.
        p: Of H0, not corrected; None with fewer than two conversations.
    """

    person: int
    conversations: int
    software: float
    human: float
    p: float | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Software in the place of any of the people.

    Attributes:
        conversations: On which three people and the software gave a score.
        against: Each person.
        difference: How much more often a person lies at least as near as the software, averaged
            over people within conversations, -1 to 1; None without conversations.
        low: Lower end of its 95% interval (Student's, conversations as clusters).
        high: Upper end.
        error: Its standard error; None with one conversation.
        each: The difference on each conversation.
    """

    conversations: int
    against: tuple[AgainstPerson, ...]
    difference: float | None
    low: float | None
    high: float | None
    error: float | None
    each: tuple[float, ...] = ()

    def p_not_worse(self, margin: float) -> float | None:
        """Of the null that people lie nearer by the margin or more, on average."""
        if self.difference is None or self.error is None:
            return None
        return _p_below(np.array(self.each), margin)

    @property
    def p_worse(self) -> float | None:
        """Of the null that the software is as good as people are on average."""
        if self.difference is None or self.error is None:
            return None
        return _p_below(-np.array(self.each), 0.0)

    def needed(self, margin: float, level: float = 0.05) -> int | None:
        """Conversations at which such figures would show that it is within a margin.

        None where no number would: people lie nearer by the margin or more.
        """
        if self.difference is None or self.error is None or self.difference >= margin:
            return None
        deviation = self.error * math.sqrt(self.conversations)
        count = max(2, self.conversations)
        for _ in range(20):
            t = t_quantile(1 - level, count - 1)
            wanted = max(3, math.ceil((t * deviation / (margin - self.difference)) ** 2))
            if wanted == count:
                break
            count = wanted
        return max(count, math.ceil(math.log(level) / math.log(1 - margin)))


def alternative(people: FloatArray, software: FloatArray, margin: float = MARGIN) -> Alternative:
    """Compare software with each person left out.

    Args:
        people: (conversations, people) scores in points; NaN where somebody gave none.
        software: (conversations,) its scores; NaN where it gave none.
        margin: Of each test.
    """
    given = ~np.isnan(people)
    usable = (given.sum(axis=1) >= _FEWEST_PEOPLE) & ~np.isnan(software)
    people, software, given = people[usable], software[usable], given[usable]
    count, persons = people.shape
    differences = np.full((count, persons), np.nan)
    against = []
    for person in range(persons):
        rows = given[:, person]
        if not rows.any():
            continue
        near_f, near_p = _nearness(people, software, given, person, rows)
        win_f = near_f >= near_p - _SAME
        win_p = near_p >= near_f - _SAME
        d = win_p.astype(np.float64) - win_f
        differences[rows, person] = d
        p = _p_below(d, margin) if len(d) > 1 else None
        shares = (float(win_f.mean()), float(win_p.mean()))
        against.append(AgainstPerson(person, len(d), *shares, p))
    if not count:
        return Alternative(0, (), None, None, None, None)
    each = np.nanmean(differences, axis=1)
    mean = float(each.mean())
    if count == 1:
        return Alternative(1, tuple(against), mean, None, None, None)
    error = float(each.std(ddof=1) / math.sqrt(count))
    half = t_quantile(0.975, count - 1) * error
    ends = (max(-1.0, mean - half), min(1.0, mean + half))
    return Alternative(count, tuple(against), mean, *ends, error, tuple(each.tolist()))


def _nearness(
    people: FloatArray, software: FloatArray, given: BoolArray, person: int, rows: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """How near the software and a person lie to the others, on the conversations of the person."""
    others = given[rows].copy()
    others[:, person] = False
    scores = np.where(others, people[rows], 0.0)
    number = others.sum(axis=1)
    found = []
    for mine in (software[rows], people[rows, person]):
        apart = np.where(others, (scores - mine[:, None]) ** 2, 0.0)
        found.append(-np.sqrt(apart.sum(axis=1) / number))
    return found[0], found[1]


def _p_below(values: FloatArray, margin: float) -> float:
    """One-sided p of the null that the mean of values of -1 to 1 is the margin or more.

    Student's t is too sure where nearly all values are the same: with a chance of a fifth of a 1
    and else zeros it errs twice as often as it says on thirty conversations. So it counts only as
    far as the binomial agrees: were the mean the margin, a 1 would come at least as often as a -1
    does and by the margin more often, and so few of them would have at most this chance.
    """
    count = len(values)
    above = math.ceil(float(np.maximum(values, 0).sum()) - _SAME)
    below = float(np.maximum(-values, 0).sum()) / count
    binomial = _at_most(above, count, min(1.0, margin + below))
    error = float(values.std(ddof=1)) / math.sqrt(count)
    if error <= _SAME:
        return binomial if float(values.mean()) < margin else 1.0
    t = (margin - float(values.mean())) / error
    two_sided = t_two_sided(abs(t), count - 1)
    return max(binomial, two_sided / 2 if t > 0 else 1 - two_sided / 2)


def _at_most(successes: int, trials: int, chance: float) -> float:
    """P(X <= successes) of the binomial distribution, by the incomplete beta function."""
    if successes >= trials or chance <= 0:
        return 1.0
    return incomplete_beta(trials - successes, successes + 1, 1 - chance)


def benjamini_yekutieli(p: Sequence[float | None]) -> list[float | None]:
    """Adjusted p-values: of those below q at most a share q is false, however they depend."""
    order = sorted((each, which) for which, each in enumerate(p) if each is not None)
    total = len(order)
    factor = sum(1 / rank for rank in range(1, total + 1))
    adjusted: list[float | None] = [None] * len(p)
    least = 1.0
    for rank in range(total, 0, -1):
        each, which = order[rank - 1]
        least = min(least, each * total * factor / rank)
        adjusted[which] = least
    return adjusted
