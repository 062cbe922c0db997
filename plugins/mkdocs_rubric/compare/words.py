"""What the text and the Markdown of a difference have in common."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_rubric.changes import Change, Crossing, Edit, Redline, Reread, Shift
from mkdocs_rubric.compare.states import Difference
from mkdocs_rubric.model import LevelKey, Rubric, percent_beside

_AROUND = 60
"""Characters of unchanged text that are shown around a change."""
NOTHING = "Nothing is different in the rubric or the decisions."


@dataclass(frozen=True)
class Part:
    """The changes of one criterion, of the rubric, or of the decisions."""

    title: str
    path: str
    changes: tuple[Change, ...]


def parts(difference: Difference) -> list[Part]:
    """The changes under their headings."""
    comparison = difference.comparison
    by_title: dict[tuple[str, str], list[Change]] = {}
    for one in comparison.changes:
        rubrics = (comparison.after.rubric, comparison.before.rubric)
        criterion = next(
            (r.criteria[one.criterion] for r in rubrics if one.criterion in r.criteria), None
        )
        if criterion:
            key = (criterion.title, one.path)
        elif one.kind.code.startswith("decision") or (one.place and not one.criterion):
            key = ("Decisions", "")
        else:
            key = ("The rubric", one.path)
        by_title.setdefault(key, []).append(one)
    return [Part(title, path, tuple(ones)) for (title, path), ones in by_title.items()]


def headline(difference: Difference) -> str:
    """How much is different, and under which version."""
    changes = difference.comparison.changes
    scoring = sum(one.changes_scoring for one in changes)
    before, after = (
        one.rubric.version for one in (difference.comparison.before, difference.comparison.after)
    )
    version = f"version {after}" if before == after else f"version {before} → {after}"
    counts = [
        _counted(scoring, "change of scoring", "changes of scoring"),
        _counted(len(changes) - scoring, "other change", "other changes"),
    ]
    return f"{' and '.join(one for one in counts if one)}, {version}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def counted(count: int, one: str, many: str = "") -> str:
    """`1 review`, `2 reviews`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def elided(redline: Redline) -> Iterator[tuple[Edit, str]]:
    """The pieces of a redline, with the middle of long unchanged stretches left out."""
    pieces = redline.parts
    for place, (edit, text) in enumerate(pieces):
        if edit is not Edit.SAME or len(text) <= 2 * _AROUND:
            yield edit, text
            continue
        start = "" if place == 0 else text[:_AROUND].rsplit(" ", 1)[0]
        end = "" if place == len(pieces) - 1 else text[-_AROUND:].partition(" ")[2]
        shown = f"{start} … {end}"
        yield edit, shown.lstrip() if place == 0 else shown.rstrip() if not end else shown


def ends(difference: Difference, one: Shift) -> tuple[str, str]:
    """A mean before and after: `79.96%` and not 80.0% where it takes 80 to pass."""
    comparison = difference.comparison
    rubrics = (comparison.before.rubric, comparison.after.rubric)
    marks = [rubric.pass_mark for rubric in rubrics if rubric.pass_mark is not None]
    before, after = (percent_beside(value, marks, decimals=1) for value in (one.before, one.after))
    return before, after


def shift(difference: Difference, one: Shift) -> str:
    """`84.2% → 82.9%`."""
    return " → ".join(ends(difference, one))


def moved(difference: Difference, one: Shift) -> bool:
    """Whether the two differ as they are shown."""
    before, after = ends(difference, one)
    return before != after


def crossing(one: Crossing) -> str:
    """What becomes of one conversation."""
    words = []
    if one.passed:
        words.append(f"{one.passed} of {counted(one.reviews, 'review')} passed and would fail")
    if one.failed:
        words.append(f"{one.failed} of {counted(one.reviews, 'review')} failed and would pass")
    if one.consensus:
        words.append(f"the agreed scores would {one.consensus}")
    return "; ".join(words)


def reread(one: Reread, rubric: Rubric) -> tuple[str, list[str]]:
    """A criterion, and what of it rests on changed words."""
    things = []
    if one.edge_cases:
        things.append(f"edge cases: {', '.join(one.edge_cases)}")
    if one.decisions:
        things.append(f"decisions: {', '.join(one.decisions)}")
    if one.examples:
        things.append(f"examples of level{'s' * (len(one.examples) > 1)} {_list(one.examples)}")
    if one.consensus:
        count = sum(one.consensus.values())
        some = list(one.consensus)[:3]
        more = len(one.consensus) - len(some)
        sessions = ", ".join(some) + (f" and {more} earlier" if more else "")
        things.append(f"{counted(count, 'agreed score')} of {sessions}")
    return rubric.criteria[one.criterion].title, things


def _list(numbers: Iterable[LevelKey]) -> str:
    return ", ".join(map(str, numbers))
