"""What was understood of a spreadsheet, in words."""

from collections.abc import Iterator, Mapping

from mkdocs_rubric.importing.columns import Column
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.importing.scorecard import Scorecard
from mkdocs_rubric.model import LevelKey, Score

_LONGEST = 40
_FEW = 12


def understood(scorecard: Scorecard, name: str) -> Iterator[str]:
    """Lines that say what each column was read as, what came of the rows, and what did not.

    Args:
        scorecard: What was understood.
        name: What to call the file.
    """
    if scorecard.columns:
        yield from _columns(scorecard, name)
    else:
        yield f'{name}: the scorecard "{scorecard.sheet}".'
    yield ""
    criteria = _count(len(scorecard.criteria), "criterion", "criteria")
    yield f"{criteria} in {_count(len(scorecard.groups), 'group')}:"
    ids = [*scorecard.groups, *(criterion.id for criterion in scorecard.criteria)]
    width = min(max(map(len, ids)) + 2, _LONGEST)
    for group, title in scorecard.groups.items():
        yield f"  {group:<{width}}  {_short(title)}"
        for criterion in scorecard.criteria:
            if criterion.group == group:
                yield f"    {criterion.id:<{width - 2}}  {_short(criterion.entry.title)}"
    for scale, labels in scorecard.scales.items():
        yield f"Scale {scale}: {_levels(labels, scorecard.steps.get(scale))}"
    notes = list(scorecard.notes)
    if scorecard.unread:
        notes.append(f"not read: {', '.join(map(_short, scorecard.unread))}")
    if notes:
        yield "Worth knowing:"
        yield from (f"  - {note}" for note in notes[:_FEW])
        if len(notes) > _FEW:
            yield f"  - and {len(notes) - _FEW} more like these"


def _columns(scorecard: Scorecard, name: str) -> Iterator[str]:
    """What each column of a table was read as."""
    sheet = f', sheet "{scorecard.sheet}"' if scorecard.sheet else ""
    yield f"{name}{sheet}: the columns are named in {scorecard.shown}."
    yield ""
    width = max(len(_short(each.header)) for each in scorecard.columns)
    for column in scorecard.columns:
        yield f"  {column.letter:<2} {_short(column.header):<{width}}  {_read_as(column)}"


def _levels(labels: Mapping[LevelKey, str], step: Score | None) -> str:
    """A scale in a line."""
    listed = ", ".join(f"{key} {_short(label)}" for key, label in labels.items())
    return f"{listed}, in steps of {step}" if step else listed


def _read_as(column: Column) -> str:
    if column.role is Role.LEVEL:
        label = f", {column.label}" if column.label else ""
        return f"level {column.score}{label}"
    return f"{column.role}: {column.why}" if column.why else str(column.role)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
