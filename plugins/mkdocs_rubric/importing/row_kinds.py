"""What the rows below a header are: criteria, headings of groups, totals, notes below the table."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from mkdocs_rubric.importing.columns import named
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.importing.scorecard_line import Line, one_line

_TOTAL = (
    r"(?:(?:grand|sub) ?-?)?totals?|sum|gesamt(?:punktzahl|summe)?|summe|suma|soma|somme|totale"
)
_TOTAL += r"|totaal|razem|итого|المجموع|toplam|合计|总分|总计|合計|총점|합계"
_TOTALS = re.compile(
    rf"(?:{_TOTAL})(?: (?:score|points|weight|general|geral|général))?|overall(?: score)?"
    r"|max(?:imum)? score|final score|score",
    re.IGNORECASE,
)
_SAYS_TOTAL = re.compile(rf"(?<!\w)(?:{_TOTAL}|overall|maximum)(?!\w)", re.IGNORECASE)
_BELOW = re.compile(
    r"[*※†]|(?:please )?note\b|n\.? ?b\.|notes?:|hinweis|anmerkung|nota\b|remarque|legend|key:"
    r"|注|备注|備考|pass(?:ing)? (?:mark|score|grade)$|threshold$|signature|approved by",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([A-Z]|\d{1,2})((?:\.?\d{1,2})*)[.):]?\s")
_SCORED = (Role.WEIGHT, Role.LEVEL, Role.SCALE, Role.DEDUCTION)
_BESIDES = (Role.DESCRIPTION, Role.LEVEL, Role.SCALE, Role.CRITICAL, Role.NOT_APPLICABLE)
_WHOLE = (Fraction(1), Fraction(100))
_SEVERAL = 2


class Kinds(NamedTuple):
    """Rows that are no criteria, by their number.

    Attributes:
        headings: The title of each group that is a row of its own.
        weighed: What such a row says that its group weighs.
        totals: Sums.
        notes: What stands below the table.
    """

    headings: Mapping[int, str]
    weighed: Mapping[int, Fraction]
    totals: Collection[int]
    notes: Collection[int]


def kinds(lines: Sequence[Line]) -> Kinds:
    """Which rows are no criteria.

    Args:
        lines: The rows below the header that have text.
    """
    totals = set(_totals(lines))
    sums = {line.weight() for line in lines if line.number in totals}
    lines = [line for line in lines if line.number not in totals]
    mostly = _mostly(lines)
    notes = set(_notes(lines, mostly))
    lines = [line for line in lines if line.number not in notes]
    if not lines or named(lines[0].columns, Role.GROUP):
        return Kinds({}, {}, totals, notes)
    headings = _headings(lines, mostly)
    parts = _parts([line for line in lines if line.number not in headings], sums)
    weighed = {line.number: line.weight() or Fraction(0) for line in parts}
    headings |= {line.number: line.name() for line in parts}
    return Kinds(headings, weighed, totals, notes)


def _totals(lines: Sequence[Line]) -> Iterator[int]:
    """Rows that call themselves a total; or have its sum, and call themselves nothing else."""
    above: list[Fraction] = []
    part = 0
    for line in lines:
        weight = line.weight()
        sums = [sum(above[part:], Fraction(0))] if len(above) - part >= _SEVERAL else []
        whole = sum(above, Fraction(0))
        sums += [whole, whole / 2] if len(above) >= _SEVERAL else []
        is_sum = weight in sums and not line.fills(*_BESIDES)
        nameless = not line.name() or _SAYS_TOTAL.search(_said(line))
        is_called_one = _TOTALS.fullmatch(_said(line)) and not line.describes()
        if is_called_one or (is_sum and nameless):
            part = len(above)
            yield line.number
        else:
            above.append(weight or Fraction(0))


def _said(line: Line) -> str:
    """What a row is called, or else says first."""
    return (line.name() or one_line(next(filter(None, line.row)))).rstrip(" :")


def _mostly(lines: Sequence[Line]) -> Collection[int]:
    """The columns that criteria fill: that of weights, or else those in which they are scored."""
    filled = [line.fills(*_SCORED) for line in lines if not line.alone()]
    usual = {
        place
        for place in set().union(*filled)
        if sum(place in each for each in filled) >= max(_SEVERAL, len(filled) / 2)
    }
    weights = {each.place for each in lines[0].columns if each.role is Role.WEIGHT} if lines else ()
    return usual.intersection(weights) or usual


def _notes(lines: Sequence[Line], mostly: Collection[int]) -> Iterator[int]:
    """What follows the last criterion, below a blank row, or begins as a note does."""
    last = -1
    for place, line in enumerate(lines):
        is_criterion = line.fills(*_SCORED) & {*mostly} if mostly else not line.alone()
        if is_criterion and not _BELOW.match(_said(line)):
            last = place
    begun = False
    for before, line in pairwise(lines[last:] if last >= 0 else ()):
        begun = begun or line.number > before.number + 1 or bool(_BELOW.match(_said(line)))
        if begun:
            yield line.number


def _headings(lines: Sequence[Line], mostly: Collection[int]) -> dict[int, str]:
    """The groups that are rows of their own: a single text, and below it a row with more.

    Where every criterion has a weight or a level, such rows may follow each other, a part and its
    first group. Where none does, the first row is one, or none is.
    """
    found: dict[int, str] = {}
    run: list[Line] = []
    for line in lines if mostly or lines[0].alone() else ():
        if line.alone():
            run = [*run, line] if mostly else [line]
            continue
        title = ": ".join(above.alone() for above in run)
        found |= {each.number: title for each in run}
        run = []
    return found


def _parts(lines: Sequence[Line], sums: Collection[Fraction | None]) -> Sequence[Line]:
    """The rows that say what the rows below them weigh together; none where that is not certain.

    Certain are those that say nothing else where all others do, those that the others are
    numbered by, and those that alone come to the total.
    """
    bare = [line for line in lines if not line.fills(*_BESIDES)]
    numbered = [line for line, label in zip(lines, _labels(lines), strict=True) if not label[1:]]
    summed = list(_summed(lines))
    total = sum((line.weight() or Fraction(0) for line in summed), Fraction(0))
    ways = [bare, numbered]
    if len(summed) >= _SEVERAL and total in {*sums, Fraction(100)}:
        ways.append(summed)
    return next((heads for heads in ways if _comes_to(lines, heads)), ())


def _labels(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """What rows are counted by: `1` and `1.1`, `A` and `A2`; nothing where one is not."""
    found = [_LABEL.match(line.name()) for line in lines]
    if not all(found):
        return [("", "")] * len(lines)
    return [(each[1], *filter(None, each[2].split("."))) for each in found if each]


def _summed(lines: Sequence[Line]) -> Iterator[Line]:
    """The rows that weigh as much as those which follow, up to the next such row."""
    rest = list(lines)
    while rest:
        head, *below = rest
        within, places = Fraction(0), 0
        while places < len(below) and within < (head.weight() or 0):
            within += below[places].weight() or 0
            places += 1
        yield head
        rest = below[places:]


def _comes_to(lines: Sequence[Line], heads: Sequence[Line]) -> bool:
    """Whether the rows below each head come to what it weighs, or to a whole of their own."""
    if not heads or lines[0] is not heads[0] or any(line.weight() is None for line in lines):
        return False
    weights = [head.weight() or Fraction(0) for head in heads]
    within: list[list[Fraction]] = []
    for line in lines:
        if line in heads:
            within.append([])
        else:
            within[-1].append(line.weight() or Fraction(0))
    if not all(within) or max(map(len, within)) < _SEVERAL:
        return False
    totals = list(map(sum, within))
    return totals == weights or (set(totals) <= set(_WHOLE) and sum(weights) in _WHOLE)
