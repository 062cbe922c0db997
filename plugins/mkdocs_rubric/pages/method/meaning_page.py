"""What agreement means: what counts as agreeing on each scale of this rubric, and what follows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from mkdocs_rubric.model import Criterion, Scale, Score, as_written, percent_beside
from mkdocs_rubric.pages.base.addresses import AGREEMENT, GLOSSARY, MEANING
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import joined

_PLACES = {"formulas": 0.1}


@dataclass(frozen=True)
class AgreeingView:
    """What counts as agreeing on a scale.

    Attributes:
        scale: The scale in words.
        agree: How far apart two scores may lie.
        example: Two that agree and two that do not.
        criteria: Which are scored on it.
    """

    scale: str
    agree: str
    example: str
    criteria: tuple[Link, ...]


@dataclass(frozen=True)
class BandView:
    """What a figure is called, from where on, and what to do with it."""

    name: str
    css: str
    limits: str
    advice: str


@dataclass(frozen=True)
class MeaningView:
    """What agreement means.

    Attributes:
        scales: Each scale in use.
        example: Three scores compared two by two; "" where any two scores agree.
        bands: From the best to the worst.
        page: The agreement page.
        method: Where it has the formulas.
        glossary: The glossary.
    """

    scales: tuple[AgreeingView, ...]
    example: tuple[str, ...]
    bands: tuple[BandView, ...]
    page: Link
    method: Link
    glossary: Link


def meaning_page(context: Context) -> Page:
    """What agreement means to somebody who leads a team."""
    rubric = context.project.rubric
    scales = list(_in_use(context))
    view = MeaningView(
        scales=tuple(_agreeing(context, scale, members) for scale, members in scales),
        example=next((told for scale, _ in scales if (told := _example(scale))), ()),
        bands=tuple(_bands(context)),
        page=Link("Agreement", AGREEMENT),
        method=Link("How this is measured", AGREEMENT, "method"),
        glossary=Link("Glossary", GLOSSARY if "glossary" in context.kinds else ""),
    )
    return Page(
        uri=MEANING,
        template="meaning.md.jinja",
        title="What agreement means",
        view=view,
        source=rubric.path,
        line=1,
        boost=0.5,
        place_boosts=_PLACES,
        description="When two scores agree, what a gap is, and how sure one may be.",
    )


def _in_use(context: Context) -> Iterator[tuple[Scale, list[Criterion]]]:
    rubric = context.project.rubric
    by_name: dict[str, list[Criterion]] = {}
    for one in rubric.active:
        by_name.setdefault(one.scale, []).append(one)
    for name, members in by_name.items():
        if name in rubric.scales:
            yield rubric.scales[name], members


def _agreeing(context: Context, scale: Scale, members: list[Criterion]) -> AgreeingView:
    scores = scale.scores
    return AgreeingView(
        scale=f"{as_written(scores[0])} to {as_written(scores[-1])}",
        agree=_how_far(scale),
        example=_pairs(scale),
        criteria=tuple(context.links.criterion(one.id) for one in members),
    )


def _how_far(scale: Scale) -> str:
    """The tolerance in words; what no two levels can be is left out."""
    agreeing, differing = _agree(scale)
    if not differing:
        return "Any two scores"
    if not agreeing:
        return "The same score only"
    points = as_written(scale.agree_within)
    return f"The same score, or {f'up to {points} points' if points != '1' else 'one point'} apart"


def _agree(scale: Scale) -> tuple[list[tuple[Score, Score]], list[tuple[Score, Score]]]:
    """Pairs of different levels, those that agree and the others: the most telling first.

    That is the widest that agrees, the closest that does not, and the middle of the scale.
    """
    middle = scale.scores[0] + scale.scores[-1]
    pairs = sorted(
        combinations(scale.scores, 2), key=lambda pair: (abs(sum(pair) - middle), -sum(pair))
    )
    within = [(a, b) for a, b in pairs if b - a <= scale.agree_within]
    beyond = [(a, b) for a, b in pairs if b - a > scale.agree_within]
    return (
        sorted(within, key=lambda pair: pair[0] - pair[1]),
        sorted(beyond, key=lambda pair: pair[1] - pair[0]),
    )


def _pairs(scale: Scale) -> str:
    agreeing, differing = _agree(scale)
    if not differing:
        return "So nothing can be a gap"
    apart = joined([as_written(one) for one in differing[0]])
    if not agreeing:
        return f"{apart} do not agree"
    return f"{joined([as_written(one) for one in agreeing[0]])} agree, {apart} do not"


def _example(scale: Scale) -> tuple[str, ...]:
    """Three reviewers, of whom the lowest and the highest disagree; () where any two agree."""
    agreeing, differing = _agree(scale)
    if not differing:
        return ()
    low, high = differing[0]
    between = next((one for one in scale.scores if low < one < high), high)
    if not agreeing:
        between = high
    given = sorted([low, between, high])
    pairs = [(b - a <= scale.agree_within, a, b) for a, b in combinations(given, 2)]
    words = [
        f"{as_written(a)} and {as_written(b)} {'agree' if same else 'do not'}"
        f"{', twice' if times > 1 else ''}"
        for (same, a, b), times in sorted(Counter(pairs).items(), reverse=True)
    ]
    count = sum(same for same, _, _ in pairs)
    share = percent_beside(100 * count / len(pairs))
    given_words = joined([as_written(one) for one in given])
    given_on = (
        f"Three reviewers give {given_words} on {as_written(scale.scores[0])} to "
        f"{as_written(scale.scores[-1])}. That makes three pairs: {', '.join(words)}."
    )
    return (
        given_on,
        f"So {_NUMBERS[count]} of three pairs {'agrees' if count == 1 else 'agree'}: {share}.",
    )


_NUMBERS = ("none", "one", "two", "three")


def _bands(context: Context) -> Iterator[BandView]:
    bands = context.project.rubric.calibration.bands
    low, high = as_written(bands.acceptable), as_written(bands.strong)
    yield BandView(
        "Strong",
        "strong",
        f"{high}% or more",
        "Use the scores, and keep meeting with conversations of a kind you have not discussed yet.",
    )
    yield BandView(
        "Acceptable",
        "acceptable",
        f"{low}% to just under {high}%",
        "Use the scores. Spend the next session where you agree least.",
    )
    yield BandView(
        "Unreliable",
        "low",
        f"Less than {low}%",
        "Leave these criteria out of an agent's review for now. Find out what you read in two "
        "ways, and write down what you decide.",
    )
    yield BandView(
        "Too few to say",
        "few",
        "Fewer than 4 conversations",
        "Score more conversations together first.",
    )
