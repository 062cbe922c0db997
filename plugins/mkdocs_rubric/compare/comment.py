"""A difference as the comment on a pull request."""

import re
from collections.abc import Iterator
from html import escape

from mkdocs_rubric.changes import Fate, Impact, Redline
from mkdocs_rubric.changes.impact import FORMULA
from mkdocs_rubric.compare import sentences
from mkdocs_rubric.compare.sides import Difference
from mkdocs_rubric.model import as_written
from mkdocs_rubric.visible import printable

MARKER = "<!-- rubric diff -->"
"""The first line, by which a program finds its earlier comment."""
_LONGEST = 60_000
"""Characters; GitHub takes 65,536."""
_SHOWN = 20
_TAGS = {Fate.GONE: "del", Fate.NEW: "ins"}
_REFERENCE = re.compile(r"(?<![\w&])([@#!])(?=\w)")
_MARKUP = re.compile(r"([\\`*_\[\]|~])")


def as_markdown(difference: Difference) -> str:
    """Markdown for GitHub and GitLab. Nothing in a text is markup, a mention or a reference."""
    for redlines in (True, False):
        text = "\n".join(_lines(difference, redlines=redlines)) + "\n"
        if len(text) <= _LONGEST:
            return text
    cut = text[:_LONGEST].rsplit("\n", 1)[0]
    return f"{cut}\n\n*The rest is too long for a comment: run `rubric diff`.*\n"


def _lines(difference: Difference, *, redlines: bool) -> Iterator[str]:
    yield MARKER
    if not difference.comparison.changes:
        yield sentences.NOTHING
        yield from _unread(difference)
        return
    yield f"### What this changes: {sentences.headline(difference)}"
    yield ""
    if needed := difference.needs_version:
        yield f"> **{plain(needed.message)}.** {plain(needed.help.capitalize())}."
        yield ""
    for part in sentences.parts(difference):
        yield f"**{plain(part.title)}**" + (f" <sub>{plain(part.path)}</sub>" if part.path else "")
        yield ""
        for change in part.changes:
            scoring = "**changes scoring:** " if change.changes_scoring else ""
            yield f"- {scoring}{plain(change.sentence)}"
            if change.redline and redlines:
                yield f"  <br>{_redline(change.redline)}"
        yield ""
    if not redlines:
        yield "*The words are too many for a comment: `rubric diff` shows them.*"
        yield ""
    if difference.impact:
        yield from _impact(difference, difference.impact)
    if difference.reread:
        yield "#### To be read again"
        yield ""
        yield "This rests on words that have changed. What still holds is confirmed by"
        yield "`confirmed: DATE` in the decision or the edge case."
        yield ""
        for rests in difference.reread:
            title, things = sentences.reread(rests, difference.comparison.after.rubric)
            yield f"- {plain(title)}"
            yield from (f"  - {plain(thing)}" for thing in things)
        yield ""
    yield from _unread(difference)


def _unread(difference: Difference) -> Iterator[str]:
    if difference.unread:
        yield "Not compared, as they have errors: " + ", ".join(map(plain, difference.unread))


def _impact(difference: Difference, impact: Impact) -> Iterator[str]:
    yield "#### What it does to reviews already scored"
    yield ""
    if impact.overall is None:
        yield "No review has been scored yet that both rubrics could score."
        yield ""
        return
    yield "| | before | after | reviews |"
    yield "|---|--:|--:|--:|"
    rows = {"**All criteria**": impact.overall} | {
        plain(title): shift for title, shift in impact.groups.items()
    }
    for title, shift in rows.items():
        before, after = sentences.ends(difference, shift)
        yield f"| {title} | {before} | {after} | {shift.reviews:,} |"
    yield ""
    yield (
        f"{sentences.counted(impact.changed, 'review comes', 'reviews come')} to another result."
        if impact.changed
        else "Every result stays what it is."
    )
    passing = difference.comparison.after.rubric.pass_mark
    if impact.crossings and passing is not None:
        count = sentences.counted(
            len(impact.crossings), "conversation crosses", "conversations cross"
        )
        yield f"{count} the pass mark of {as_written(passing)}%:"
        yield ""
        for crossed in impact.crossings[:_SHOWN]:
            yield (
                f"- {plain(crossed.conversation)} ({plain(crossed.session)}): "
                f"{sentences.crossing(crossed)}"
            )
        if len(impact.crossings) > _SHOWN:
            yield f"- and {len(impact.crossings) - _SHOWN} more"
    elif passing is not None:
        yield f"No conversation crosses the pass mark of {as_written(passing)}%."
    yield ""
    notes = [f"Result = {FORMULA}."]
    if impact.unscored:
        notes.append(f"No past review has a score on {', '.join(map(plain, impact.unscored))}.")
    if impact.left_out:
        count = sentences.counted(impact.left_out, "review")
        notes.append(f"{count} left out: scored on levels that are gone.")
    yield f"<sub>{' '.join(notes)}</sub>"
    yield ""


def _redline(redline: Redline) -> str:
    pieces = []
    for edit, text in sentences.elided(redline):
        tag = _TAGS.get(edit)
        shown = plain(text)
        pieces.append(f"<{tag}>{shown}</{tag}>" if tag else shown)
    return "".join(pieces)


def plain(text: str) -> str:
    """Text of which nothing is markup; `@name` and `#1` call nobody and lead nowhere."""
    flat = escape(printable(re.sub(r"\s+", " ", text)), quote=False)
    return _REFERENCE.sub(r"\1<!-- -->", _MARKUP.sub(r"\\\1", flat))
