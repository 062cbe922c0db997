"""Start here: what somebody new reads, in order. What was read is kept in their browser alone."""

from dataclasses import dataclass

from mkdocs_rubric.model.rubric import STEPS
from mkdocs_rubric.pages.base.addresses import START
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.base.phrases import first_sentence
from mkdocs_rubric.pages.base.reading_time import about, minutes_of
from mkdocs_rubric.pages.start.step import StartPart, StartStepView, as_json
from mkdocs_rubric.pages.start.steps import MADE

_FEWEST_WORDS, _MOST_WORDS = 5, 40
_ENDS = (".", "!", "?", ":", "\u2026", "\u3002", "\u061f")


@dataclass(frozen=True)
class StartView:
    """Everything on the page.

    Attributes:
        steps: In order.
        time: How long all of it takes, in a sentence.
        root: The page that stands for the whole rubric.
    """

    steps: tuple[StartStepView, ...]
    time: str
    root: str


def start_page(context: Context) -> Page:
    """The page. Not made once an outline: a step changes with the words of what is read."""
    rubric = context.project.rubric
    steps = tuple(
        step
        for name in rubric.start or STEPS
        if name in MADE or not context.left_out(name)
        for step in (MADE[name](context) if name in MADE else [_own(context, name)])
    )
    return Page(
        uri=START,
        template="start.md.jinja",
        title="Start here",
        view=StartView(steps, _time(steps), context.home),
        source=rubric.path,
        line=context.line(rubric.path, "start"),
        boost=0.3,
        description="What to read first, in order.",
    )


def _time(steps: tuple[StartStepView, ...]) -> str:
    practice = sum(step.minutes for step in steps if step.id == "practice")
    reading = sum(step.minutes for step in steps) - practice
    if not reading:
        return ""
    scoring = f", and {practice} of scoring at the end" if practice else ""
    return f"It takes {about(reading)} of reading{scoring}; not all of it today."


def _own(context: Context, page: str) -> StartStepView:
    """A page of the team's own; what is not on the site is left out."""
    known = context.own_page(page)
    title = context.plain(known.title) if known else ""
    if not title:
        stem = page.removesuffix(".md").rpartition("/")[2]
        title = context.plain(" ".join(stem.replace("_", "-").split("-")).strip())
    title = title[:1].upper() + title[1:]
    seen: dict[str, int] = {}
    parts = [StartPart("", title, "", "")] if known else []
    for heading, said in known.sections if known else ():
        seen[heading] = seen.get(heading, 0) + 1
        named = f"\u201c{context.words(heading)}\u201d" if heading else "the beginning"
        parts.append(StartPart(f"{seen[heading]} {heading}", title, named, said))
    return StartStepView(
        id=f"page-{page}",
        title=title,
        words=_in_short(context, known.summary) if known else "",
        minutes=minutes_of(known.words) if known else 0,
        links=(),
        page=page,
        parts=as_json(parts),
    )


def _in_short(context: Context, summary: str) -> str:
    """The first sentences of what a page says of itself: more than "Welcome.", and few."""
    left = context.words(summary)
    words: list[str] = []
    while left and len(words) < _FEWEST_WORDS:
        said, left = first_sentence(left)
        end = "" if said.endswith(_ENDS) else "."
        words += f"{said}{end}".split()
    cut = [*words[:_MOST_WORDS], "\u2026"]
    return " ".join(words if len(words) <= _MOST_WORDS else cut)
