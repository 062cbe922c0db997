"""Numbers and words of a tool as scores of our scales. What a number counts is told by the data."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from mkdocs_rubric.exchange.profile import Unit
from mkdocs_rubric.load.vocabulary import Vocabulary, key, plain_score
from mkdocs_rubric.model import Cell, Mark, Scale, Score
from mkdocs_rubric.model.scalars import ScoredAs

_NEAR = Decimal("0.02")
"""How far a share may lie from a level's: tools round 33.33%."""
_WORDS = {
    Unit.LEVEL: "the scores are levels of the scale",
    Unit.PERCENT: "the scores are percentages: 0 is the lowest level, 100 the highest",
    Unit.SHARE: "the scores are shares: 0 is the lowest level, 1 the highest",
    Unit.POSITION: "the scores are places of levels, from 1 for the lowest",
}


def unit_of(values: Mapping[str, Sequence[Decimal]], scales: Mapping[str, Scale]) -> Unit | None:
    """The one unit in which every number means a level of its criterion's scale.

    Args:
        values: Numbers by criterion.
        scales: The scale of each.

    Returns:
        The first that fits all of them, levels before percentages; else the one that fits most of
        them; None where there are no numbers, or none fits any.
    """
    distinct = {name: set(numbers) for name, numbers in values.items() if name in scales}
    total = sum(map(len, distinct.values()))
    fits = {
        unit: sum(
            level_in(unit, number, scales[name]) is not None
            for name, numbers in distinct.items()
            for number in numbers
        )
        for unit in Unit
    }
    best = max(Unit, key=lambda unit: fits[unit])
    return best if total and fits[best] else None


def said_of(
    unit: Unit, values: Mapping[str, Sequence[Decimal]], scales: Mapping[str, Scale]
) -> str:
    """How a unit was found, in words: people can correct it."""
    pairs = [
        (number, scales[name])
        for name, numbers in values.items()
        if name in scales
        for number in set(numbers)
    ]
    also = [
        other
        for other in Unit
        if other is not unit
        and all(level_in(other, *pair) is not None for pair in pairs)
        and any(level_in(other, *pair) != level_in(unit, *pair) for pair in pairs)
    ]
    text = f"{_WORDS[unit]} (found from the data; the tool does not say)"
    if also:
        text += f"; they could be {' or '.join(also)} as well: --unit says which"
    return text


def level_in(unit: Unit, number: Decimal, scale: Scale) -> Score | None:
    """The level that a number means in a unit; None where it means none."""
    if unit is Unit.LEVEL:
        return next((score for score in scale.scores if score == number), None)
    if unit is Unit.POSITION:
        whole = int(number) if number == number.to_integral_value() else 0
        return scale.scores[whole - 1] if 1 <= whole <= len(scale.scores) else None
    share = number / 100 if unit is Unit.PERCENT else number
    if not -_NEAR <= share <= 1 + _NEAR:
        return None
    low, high = scale.scores[0], scale.scores[-1]
    near = min(scale.scores, key=lambda score: abs(Decimal(score - low) / (high - low) - share))
    return near if abs(Decimal(near - low) / (high - low) - share) <= _NEAR else None


def as_number(text: str) -> Decimal | None:
    """The number that a cell holds: `4`, `4,5`, `80%`; None for words."""
    bare = text.strip().removesuffix("%").strip()
    found = plain_score(bare)
    if isinstance(found, Mark) or found is None:
        return None
    return Decimal(found)


class Levels:
    """What cells of an export mean.

    Args:
        unit: What numbers count.
        labels: The profile's words for scores.
        vocabulary: The rubric's.
        scales: By criterion.
    """

    def __init__(
        self,
        unit: Unit | None,
        labels: Mapping[str, ScoredAs],
        vocabulary: Vocabulary,
        scales: Mapping[str, Scale],
    ) -> None:
        self._unit = unit
        self._labels = {key(name): score for name, score in labels.items()}
        self._vocabulary = vocabulary
        self._scales = scales
        self._known: dict[tuple[str, str], Cell | None] = {}

    def knowing(self, labels: Mapping[str, ScoredAs]) -> "Levels":
        """The same with other words for scores."""
        return Levels(self._unit, labels, self._vocabulary, self._scales)

    def cell(self, criterion: str, text: str) -> Cell | None:
        """The score, `NA` or nothing; None where a text means none of them."""
        if (criterion, text) not in self._known:
            self._known[criterion, text] = self._meant(criterion, text)
        return self._known[criterion, text]

    def _meant(self, criterion: str, text: str) -> Cell | None:
        scale = self._scales[criterion]
        if key(text) in self._labels:
            said = self._labels[key(text)]
            if isinstance(said, Mark):
                return said
            return said[0] if said[0] in scale.levels else None
        number = as_number(text)
        if number is not None:
            return level_in(self._unit or Unit.LEVEL, number, scale)
        found = self._vocabulary.score(criterion, text)
        return found if isinstance(found, Mark) or found in scale.levels else None


def numbers_in(cells: Iterable[tuple[str, str]]) -> dict[str, list[Decimal]]:
    """The numbers of cells, by criterion."""
    found: dict[str, list[Decimal]] = {}
    for criterion, text in dict.fromkeys(cells):
        number = as_number(text)
        if number is not None:
            found.setdefault(criterion, []).append(number)
    return found
