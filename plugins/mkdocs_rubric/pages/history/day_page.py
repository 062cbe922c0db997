"""The whole standard on one day: which wording of each criterion was in force."""

from dataclasses import dataclass

from mkdocs_rubric.pages.base.addresses import AS_OF
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import short_day
from mkdocs_rubric.pages.history.earlier import addresses, has_history


@dataclass(frozen=True)
class WordingThen:
    """A wording, and when it was in force.

    Attributes:
        link: Where it stands.
        first: Its first day, as ISO 8601.
        until: The day something else held; "" while it holds.
        since: The first day in words.
        ended: The other in words.
        weight: What it counted.
    """

    link: Link
    first: str
    until: str
    since: str
    ended: str
    weight: str


@dataclass(frozen=True)
class CriterionThen:
    """A criterion through time."""

    title: str
    wordings: tuple[WordingThen, ...]


@dataclass(frozen=True)
class VersionThen:
    """A version of the rubric, and its first day as ISO 8601."""

    version: str
    first: str


@dataclass(frozen=True)
class DayView:
    """What is needed to show the standard of any day.

    Attributes:
        first: The first day on record, as ISO 8601.
        today: The day of the build, as ISO 8601.
        versions: Oldest first.
        criteria: In the rubric's order, those that are gone last.
    """

    first: str
    today: str
    versions: tuple[VersionThen, ...]
    criteria: tuple[CriterionThen, ...]


def day_pages(context: Context) -> list[Page]:
    """The page on which a day is chosen; none without a history."""
    history = context.history
    if not has_history(context):
        return []
    rubric = context.project.rubric
    listed = [name for group in rubric.groups for name in group.criteria]
    names = dict.fromkeys([*listed, *rubric.criteria, *history.wordings])
    criteria = tuple(
        view for name in names if (view := _criterion(context, name)) and view.wordings
    )
    first = min(wording.first for found in history.wordings.values() for wording in found)
    return [
        Page(
            uri=AS_OF,
            template="day.md.jinja",
            title="The standard on a day",
            view=DayView(
                first=first.isoformat(),
                today=context.today.isoformat(),
                versions=tuple(
                    VersionThen(context.plain(release.version), release.first.isoformat())
                    for release in history.releases
                ),
                criteria=criteria,
            ),
            boost=0.1,
            description="What every criterion said on the day of a review.",
        )
    ]


def _criterion(context: Context, name: str) -> CriterionThen | None:
    wordings = context.history.wordings.get(name, ())
    found = []
    title = name
    for place, uri in addresses(context.history, name).items():
        wording = wordings[place]
        title = context.plain(wording.criterion.title)
        found.append(
            WordingThen(
                link=Link(title, uri),
                first=wording.first.isoformat(),
                until=wording.until.isoformat() if wording.until else "",
                since=short_day(wording.first),
                ended=short_day(wording.until) if wording.until else "",
                weight=f"{wording.criterion.weight:g}",
            )
        )
    return CriterionThen(title, tuple(found))
