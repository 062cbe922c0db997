"""The ladder of a criterion: its levels, its bands, and what lies between those described."""

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.model import Criterion, LevelKey, Scale, Span
from mkdocs_rubric.model.score import span_of
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.phrases import rung

_NARROW = 3  # letters of a score that fit beside a level


@dataclass(frozen=True)
class ExampleView:
    """An example at a level."""

    text: str
    why: str


@dataclass(frozen=True)
class LevelView:
    """A rung of the ladder."""

    score: str
    label: str
    rung: int
    anchor: str
    description: str
    examples: tuple[ExampleView, ...]
    is_low: bool
    fails: bool

    @property
    def is_wide(self) -> bool:
        """Whether its score takes more room than a number: a band, quarter points."""
        return len(self.score) > _NARROW


def levels(
    context: Context, criterion: Criterion, scale: Scale | None, uri: str
) -> Iterator[LevelView]:
    """The rungs, the highest first.

    Args:
        context: Everything pages share.
        criterion: The criterion, or an earlier wording of it.
        scale: Its scale then.
        uri: The page they stand on.
    """
    for key in criterion.ladder(scale) if scale else ():
        assert scale is not None
        span, level = span_of(key), criterion.levels.get(key)
        fraction = (scale.fraction(span.low) + scale.fraction(span.high)) / 2
        yield LevelView(
            score=str(key),
            label=context.plain(_heading(scale.called(key))),
            rung=rung(fraction),
            anchor=_anchor(key),
            description=context.prose(level.description, criterion.path, uri)
            if level
            else _between(criterion, span),
            examples=tuple(
                ExampleView(
                    context.prose(example.text, criterion.path, uri),
                    context.prose(example.why, criterion.path, uri),
                )
                for example in (level.examples if level else ())
            ),
            is_low=fraction < 0.5,  # noqa: PLR2004 - the lower half of the scale
            fails=criterion.critical and span.low == scale.scores[0],
        )


def _heading(label: str) -> str:
    """A label as a heading; a team's own stays as it is."""
    return f"B{label[1:]}" if label.startswith("between ") else label


def _anchor(key: LevelKey) -> str:
    span = span_of(key)
    return f"level-{span.low}" + (f"-{span.high}" if span.high != span.low else "")


def _between(criterion: Criterion, span: Span) -> str:
    """What is to be said of scores that have no description, on either side of which some have."""
    keys = sorted(criterion.levels)
    below = [key for key in keys if span_of(key).high < span.low]
    above = [key for key in keys if span_of(key).low > span.high]
    if below and above:
        return f"Between {below[-1]} and {above[0]}."
    return f"Above {below[-1]}." if below else f"Below {above[0]}."
