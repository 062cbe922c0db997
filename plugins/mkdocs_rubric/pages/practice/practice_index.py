"""The page of all practices: what there is to score, and who is calibrated on which version."""

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.calibration.practice import Verdict, counted, given_scores, verdict
from mkdocs_rubric.calibration.practice_figures import practice_figures
from mkdocs_rubric.changes.timeline import score_on_earlier_wording
from mkdocs_rubric.model import Practice, PracticeResult
from mkdocs_rubric.pages.base.addresses import PRACTICE, practice_uri, warm_up_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted as counted_words
from mkdocs_rubric.pages.base.phrases import day, joined
from mkdocs_rubric.pages.base.reading_time import about
from mkdocs_rubric.pages.history.earlier import EarlierView, earlier_view
from mkdocs_rubric.pages.practice.how_long import minutes_to_score
from mkdocs_rubric.pages.practice.practice_page import percent, takes


@dataclass(frozen=True)
class CalibratedRow:
    """Somebody who practised.

    Attributes:
        who: As the site calls them.
        state: `holds`, `suspect` or `lapsed`.
        words: Where it stands, and why.
        earlier: What the criteria said that were reworded since.
    """

    who: str
    date: str
    version: str
    agreed: str
    state: str
    words: str
    earlier: tuple[EarlierView, ...]


@dataclass(frozen=True)
class PracticeRow:
    """A practice."""

    link: Link
    description: str
    size: str
    time: str
    takes: str
    warm_up: Link
    listed: bool
    calibrated: tuple[CalibratedRow, ...]


@dataclass(frozen=True)
class PracticeIndexView:
    """Everything on the page."""

    rows: tuple[PracticeRow, ...]


def practice_index(context: Context) -> Page | None:
    """The page; None where there is nothing to practise."""
    practices = context.project.practices
    if not practices:
        return None
    view = PracticeIndexView(tuple(_row(context, each) for each in practices.values()))
    return Page(
        uri=PRACTICE,
        template="practices.md.jinja",
        title="Practice",
        view=view,
        source=next(iter(practices.values())).path.rpartition("/")[0],
        is_folder=True,
        description="Past conversations to score, and to compare with what the team agreed on.",
    )


def _row(context: Context, practice: Practice) -> PracticeRow:
    shown = practice.listed and context.people.shown
    sets = counted_words(len(practice.sets), "set")
    return PracticeRow(
        link=Link(context.plain(practice.title), practice_uri(practice.id)),
        description=context.prose(practice.description, practice.path, PRACTICE),
        size=f"{counted_words(len(practice.conversations), 'conversation')} in {sets}",
        time=about(minutes_to_score(context, practice)),
        takes=takes(context, practice),
        warm_up=Link("Warm up before a session", warm_up_uri(practice.id)),
        listed=shown,
        calibrated=tuple(_people(context, practice)) if shown else (),
    )


def _people(context: Context, practice: Practice) -> Iterator[CalibratedRow]:
    results = [each for each in context.project.practised if each.practice == practice.id]
    by_name = {each.reviewer: each for each in sorted(results, key=lambda each: each.date)}
    for name in context.people.in_order(by_name):
        found = verdict(context.project, practice, by_name[name])
        if found.reached or found.lapsed:
            yield _person(context, practice, by_name[name], found)


def _person(
    context: Context, practice: Practice, result: PracticeResult, found: Verdict
) -> CalibratedRow:
    asked = list(counted(context.project, practice).values())
    figures = practice_figures(asked, given_scores(context.project, result))
    state = "lapsed" if found.lapsed else "suspect" if found.reworded else "holds"
    titles = joined([context.plain(each.title) for each in found.reworded])
    words = {
        "lapsed": f"lapsed: {context.plain('; '.join(found.lapsed))}",
        "suspect": f"to be looked at: {titles} reworded since",
        "holds": "holds today",
    }
    return CalibratedRow(
        who=context.people.name(result.reviewer),
        date=day(result.date),
        version=context.plain(result.rubric_version),
        agreed=percent(figures.within) if figures else "",
        state=state,
        words=words[state],
        earlier=tuple(
            earlier_view(context, earlier)
            for each in found.reworded
            if (earlier := score_on_earlier_wording(context.history, each, result.date))
        )
        if state == "suspect"
        else (),
    )
