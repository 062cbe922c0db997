"""A difference for a terminal."""

from collections.abc import Iterator
from fractions import Fraction
from textwrap import TextWrapper

from mkdocs_rubric.changes import Fate, Impact, Redline
from mkdocs_rubric.changes.impact import FORMULA
from mkdocs_rubric.compare import sentences
from mkdocs_rubric.compare.sides import Difference
from mkdocs_rubric.diagnostics import formats
from mkdocs_rubric.diagnostics.formats import Paint
from mkdocs_rubric.model import as_written
from mkdocs_rubric.visible import printable

_MARKS = {Fate.GONE: ("[-", "-]", "31;9"), Fate.NEW: ("{+", "+}", "32")}
_SHOWN = 20
"""Conversations that are listed one by one."""
_WRAPPER = TextWrapper(
    width=96,
    initial_indent="      ",
    subsequent_indent="      ",
    break_long_words=False,
    break_on_hyphens=False,
)


def as_text(difference: Difference, *, colour: bool = False) -> str:
    """What a person reads in a terminal.

    Args:
        difference: The two states.
        colour: Whether to use ANSI colours; without them changed words stand in [-…-] and {+…+}.
    """
    paint = formats.painter(colour=colour)
    sections = [
        _head(difference, paint),
        *(_part(part, paint, colour=colour) for part in sentences.parts(difference)),
        _impact(difference, difference.impact, paint) if difference.impact else (),
        _reread(difference, paint),
        _unread(difference),
        ["! changes scoring"] if difference.comparison.changes_scoring else (),
    ]
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines) + "\n"


def _head(difference: Difference, paint: Paint) -> Iterator[str]:
    yield paint(printable(f"{difference.base} → {difference.head}"), "1")
    yield sentences.headline(difference) if difference.comparison.changes else sentences.NOTHING


def _part(part: sentences.ChangedPart, paint: Paint, *, colour: bool) -> Iterator[str]:
    path = f"  {paint(printable(part.path), '2')}" if part.path else ""
    yield paint(printable(part.title), "1") + path
    for change in part.changes:
        mark = paint("!", "1;33") if change.changes_scoring else " "
        yield f"{mark} {printable(change.sentence)}"
        if change.redline:
            yield from _WRAPPER.wrap(_redline(change.redline, paint, colour=colour))


def _impact(difference: Difference, impact: Impact, paint: Paint) -> Iterator[str]:
    if impact.overall is None:
        yield "No review has been scored yet that both rubrics could score."
        return
    reviews = sentences.counted(impact.overall.reviews, "review")
    yield paint(f"What it does to {reviews} already scored", "1")
    if impact.changed:
        results = sentences.counted(impact.changed, "comes", "come")
        moved = sentences.shift(difference, impact.overall)
        yield f"  on average {moved}; {results} to another result"
    else:
        yield "  every result stays what it is"
    for title, shift in impact.groups.items():
        if sentences.moved(difference, shift):
            yield f"  {title}: {sentences.shift(difference, shift)}"
    yield from _crossings(impact, difference.comparison.after.rubric.pass_mark)
    if impact.unscored:
        yield f"  without {', '.join(impact.unscored)}, which no past review has a score on"
    if impact.left_out:
        count = sentences.counted(impact.left_out, "review")
        yield f"  {count} left out: scored on levels that are gone"
    yield paint(f"  result = {FORMULA}", "2")


def _crossings(impact: Impact, passing: Fraction | None) -> Iterator[str]:
    if passing is None:
        return
    if not impact.crossings:
        yield f"  no conversation crosses the pass mark of {as_written(passing)}%"
        return
    count = sentences.counted(len(impact.crossings), "conversation crosses", "conversations cross")
    yield f"  {count} the pass mark of {as_written(passing)}%:"
    for crossing in impact.crossings[:_SHOWN]:
        told = sentences.crossing(crossing)
        yield printable(f"    {crossing.conversation} ({crossing.session}): {told}")
    if len(impact.crossings) > _SHOWN:
        yield f"    and {len(impact.crossings) - _SHOWN} more (--format json lists all)"


def _reread(difference: Difference, paint: Paint) -> Iterator[str]:
    if difference.reread:
        yield paint("To be read again, as it rests on words that have changed", "1")
    for reread in difference.reread:
        title, things = sentences.reread(reread, difference.comparison.after.rubric)
        yield printable(f"  {title}")
        yield from (printable(f"    {thing}") for thing in things)


def _unread(difference: Difference) -> Iterator[str]:
    if difference.unread:
        yield "Not compared, as they have errors (run `rubric check`):"
        yield from (printable(f"  {path}") for path in difference.unread)


def _redline(redline: Redline, paint: Paint, *, colour: bool) -> str:
    pieces = []
    for edit, piece in sentences.elided(redline):
        text = printable(piece)
        if edit is Fate.SAME:
            pieces.append(text)
            continue
        before, after, style = _MARKS[edit]
        pieces.append(paint(text, style) if colour else f"{before}{text}{after}")
    return "".join(pieces)
