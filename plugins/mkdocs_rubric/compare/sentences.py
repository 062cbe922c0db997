"""What the text and the Markdown of a difference have in common."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_rubric.changes import Change, Crossing, Fate, Redline, Reread, Shift
from mkdocs_rubric.compare.sides import Difference
from mkdocs_rubric.model import LevelKey, Rubric, percent_beside

_AROUND = 60
"""Characters of unchanged text that are shown around a change."""
NOTHING = "Nothing is different in the rubric or the decisions."


@dataclass(frozen=True)
class ChangedPart:
    """The changes of one criterion, of the rubric, or of the decisions."""

    title: str
    path: str
    changes: tuple[Change, ...]


def parts(difference: Difference) -> list[ChangedPart]:
    """The changes under their headings."""
    comparison = difference.comparison
    by_title: dict[tuple[str, str], list[Change]] = {}
    for change in comparison.changes:
        rubrics = (comparison.after.rubric, comparison.before.rubric)
        criterion = next(
            (r.criteria[change.criterion] for r in rubrics if change.criterion in r.criteria), None
        )
        if criterion:
            key = (criterion.title, change.path)
        elif change.kind.code.startswith("decision") or (change.place and not change.criterion):
            key = ("Decisions", "")
        else:
            key = ("The rubric", change.path)
        by_title.setdefault(key, []).append(change)
    return [ChangedPart(title, path, tuple(changes)) for (title, path), changes in by_title.items()]


def headline(difference: Difference) -> str:
    """How much is different, and under which version."""
    changes = difference.comparison.changes
    scoring = sum(change.changes_scoring for change in changes)
    before, after = (
        state.rubric.version
        for state in (difference.comparison.before, difference.comparison.after)
    )
    version = f"version {after}" if before == after else f"version {before} → {after}"
    counts = [
        _counted(scoring, "change of scoring", "changes of scoring"),
        _counted(len(changes) - scoring, "other change", "other changes"),
    ]
    return f"{' and '.join(part for part in counts if part)}, {version}"


def _counted(count: int, single: str, many: str) -> str:
    return f"{count} {single if count == 1 else many}" if count else ""


def counted(count: int, single: str, many: str = "") -> str:
    """`1 review`, `2 reviews`."""
    return f"{count:,} {single if count == 1 else many or single + 's'}"


def elided(redline: Redline) -> Iterator[tuple[Fate, str]]:
    """The pieces of a redline, with the middle of long unchanged stretches left out."""
    pieces = redline.parts
    for place, (edit, text) in enumerate(pieces):
        if edit is not Fate.SAME or len(text) <= 2 * _AROUND:
            yield edit, text
            continue
        start = "" if place == 0 else text[:_AROUND].rsplit(" ", 1)[0]
        end = "" if place == len(pieces) - 1 else text[-_AROUND:].partition(" ")[2]
        shown = f"{start} … {end}"
        yield edit, shown.lstrip() if place == 0 else shown.rstrip() if not end else shown


def ends(difference: Difference, shifted: Shift) -> tuple[str, str]:
    """A mean before and after: `79.96%` and not 80.0% where it takes 80 to pass."""
    comparison = difference.comparison
    rubrics = (comparison.before.rubric, comparison.after.rubric)
    marks = [rubric.pass_mark for rubric in rubrics if rubric.pass_mark is not None]
    before, after = (
        percent_beside(value, marks, decimals=1) for value in (shifted.before, shifted.after)
    )
    return before, after


def shift(difference: Difference, shifted: Shift) -> str:
    """`84.2% → 82.9%`."""
    return " → ".join(ends(difference, shifted))


def moved(difference: Difference, shifted: Shift) -> bool:
    """Whether the two differ as they are shown."""
    before, after = ends(difference, shifted)
    return before != after


def crossing(crossed: Crossing) -> str:
    """What becomes of one conversation."""
    words = []
    if crossed.passed:
        words.append(
            f"{crossed.passed} of {counted(crossed.reviews, 'review')} passed and would fail"
        )
    if crossed.failed:
        words.append(
            f"{crossed.failed} of {counted(crossed.reviews, 'review')} failed and would pass"
        )
    if crossed.consensus:
        words.append(f"the agreed scores would {crossed.consensus}")
    return "; ".join(words)


def reread(rests: Reread, rubric: Rubric) -> tuple[str, list[str]]:
    """A criterion, and what of it rests on changed words."""
    things = []
    if rests.edge_cases:
        things.append(f"edge cases: {', '.join(rests.edge_cases)}")
    if rests.decisions:
        things.append(f"decisions: {', '.join(rests.decisions)}")
    if rests.examples:
        things.append(f"examples of level{'s' * (len(rests.examples) > 1)} {_list(rests.examples)}")
    if rests.consensus:
        count = sum(rests.consensus.values())
        some = list(rests.consensus)[:3]
        more = len(rests.consensus) - len(some)
        sessions = ", ".join(some) + (f" and {more} earlier" if more else "")
        things.append(f"{counted(count, 'agreed score')} of {sessions}")
    return rubric.criteria[rests.criterion].title, things


def _list(numbers: Iterable[LevelKey]) -> str:
    return ", ".join(map(str, numbers))
