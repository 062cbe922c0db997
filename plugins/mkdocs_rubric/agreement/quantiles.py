"""Student's t and Wilson's interval from the standard library alone.

Sources: DLMF 8.17 for the regularised incomplete beta function and its continued fraction
(https://dlmf.nist.gov/8.17); Abramowitz & Stegun 26.7.1 for t in terms of it;
Wilson E.B. (1927) JASA 22:209-212 for the interval of a proportion.
"""

import math
from functools import lru_cache
from statistics import NormalDist

_TINY = 1e-300
_CLOSE = 1e-15
_STEPS = 50
_NEARLY = 1e-8
"""Newton's method doubles the digits: after a step this short the next would change nothing."""


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of DLMF 8.17.22 by Lentz's method; fast for x < (a+1)/(a+b+2)."""
    c, d = 1.0, 1.0 / ((1.0 - (a + b) * x / (a + 1.0)) or _TINY)
    fraction = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        step = 1.0
        for coefficient in (even, odd):
            d = 1.0 / ((1.0 + coefficient * d) or _TINY)
            c = (1.0 + coefficient / c) or _TINY
            step = c * d
            fraction *= step
        if abs(step - 1.0) < _CLOSE:
            break
    return fraction


def incomplete_beta(a: float, b: float, x: float) -> float:
    """I_x(a, b), the regularised incomplete beta function, for a, b > 0 and 0 <= x <= 1."""
    if x <= 0.0 or x >= 1.0:
        return min(max(x, 0.0), 1.0)
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        + a * math.log(x) + b * math.log1p(-x)
    )  # fmt: skip
    if x < (a + 1.0) / (a + b + 2.0):
        return math.exp(log_front) * _beta_fraction(a, b, x) / a
    return 1.0 - math.exp(log_front) * _beta_fraction(b, a, 1.0 - x) / b


def t_two_sided(t: float, df: float) -> float:
    """P(|T| >= |t|) with df degrees of freedom: I_x(df/2, 1/2) at x = df / (df + t²)."""
    if math.isinf(t):
        return 0.0
    return incomplete_beta(df / 2.0, 0.5, df / (df + t * t))


@lru_cache(maxsize=4096)
def t_quantile(probability: float, df: float) -> float:
    """The t with P(T <= t) = probability, to the last bits of a float.

    Newton's method for log P(|T| >= t) over log t. That is concave and falls, so that from the
    second step on the steps go one way, towards the quantile; and far out it is a line, so that
    there are few of them.
    """
    if not 0.0 < probability < 1.0 or not df > 0.0:
        raise ValueError("a quantile needs 0 < probability < 1 and df > 0")
    tail = 2.0 * min(probability, 1.0 - probability)
    z = -NormalDist().inv_cdf(tail / 2.0)
    t = z + z * (z * z + 1.0) / (4.0 * df)  # Abramowitz & Stegun 26.7.5, its first two terms
    for _ in range(_STEPS if t > 0.0 else 0):
        beyond = t_two_sided(t, df)
        step = beyond * math.log(beyond / tail) / (2.0 * t * t_density(t, df))
        t *= math.exp(step)
        if abs(step) < _NEARLY:
            break
    return math.copysign(t, probability - 0.5)


def t_density(t: float, df: float) -> float:
    """Student's density with df degrees of freedom."""
    half = df / 2.0
    log_front = math.lgamma(half + 0.5) - math.lgamma(half) - 0.5 * math.log(math.pi * df)
    return math.exp(log_front - (half + 0.5) * math.log1p(t * t / df))


def wilson(share: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share observed on n independent conversations."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2.0)
    shrink = 1.0 + z * z / n
    centre = (share + z * z / (2.0 * n)) / shrink
    half = z / shrink * math.sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n))
    # At either end the interval touches it, which round-off may miss.
    return max(centre - half, 0.0) if share > 0 else 0.0, centre + half if share < 1 else 1.0
