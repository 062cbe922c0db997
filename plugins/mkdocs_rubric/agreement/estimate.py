"""What the engine says: a figure with its interval, or the reason why there is none."""

from typing import NamedTuple

NOBODY = "nobody has scored this"
ONE_REVIEWER = "only one reviewer has scored this"
NO_PAIRS = "no conversation was scored by two reviewers"
MORE_THAN_A_PAIR = "Cohen's kappa compares two reviewers and here are more; light is its mean"
SAME_LEVEL = "everybody gave the same level"
NO_ROOM_ABOVE_CHANCE = "any two of the levels given agree, so there is nothing to tell apart"
NO_RATIOS = "ratios of scores mean nothing on a scale with levels below zero"
NOT_SEPARABLE = "too few scores to tell conversations, reviewers and luck apart"

ONE_CONVERSATION = "one conversation says nothing about the next one"
TWO_CONVERSATIONS = "two conversations are too few for a likely range"
ONE_LESS = "without one of the conversations or reviewers the figure is undefined"
NO_SPREAD = "the figure is the same whichever conversation is left out"
NOT_ASKED = "no likely range was asked for"


class Estimate(NamedTuple):
    """One coefficient on one set of scores.

    Attributes:
        coefficient: Its name, such as `gwet`.
        weights: Its weights, such as `quadratic`.
        value: The estimate; None when it is undefined.
        low: Lower end of the interval; None when there is none.
        high: Upper end of the interval.
        undefined: Why there is no value, in plain words; None when there is one.
        no_interval: Why there is no interval, in plain words; None when there is one.
        rough: It rests on so few conversations that its interval may hold less often than it says.
        standard_error: Of the value on its own scale, where it has one.
        conversations: With scores of at least two reviewers on one criterion.
        reviewers: Who scored any of it.
        scores: Levels given; N/A and missing are none.
        pairs: Pairs of scores that were compared.
        session: Which session (or window) this is; None for everything pooled.
        criterion: Which criterion this is; None for all of them.
    """

    coefficient: str
    weights: str
    value: float | None
    low: float | None
    high: float | None
    undefined: str | None
    no_interval: str | None
    rough: bool
    standard_error: float | None
    conversations: int
    reviewers: int
    scores: int
    pairs: int
    session: int | None = None
    criterion: int | None = None
