"""A checked project laid out as pages: what each shows, already worded, sorted and formatted.

Pages do not know where the project came from, nor how they are rendered.
"""

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_rubric.diagnostics import Rule
from mkdocs_rubric.pages.agreement import agreement_page
from mkdocs_rubric.pages.broken import broken_pages
from mkdocs_rubric.pages.changed import changes_page, feed
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.criterion import criterion_pages
from mkdocs_rubric.pages.decision import decision_pages, decisions_index
from mkdocs_rubric.pages.figures import csv_and_json
from mkdocs_rubric.pages.glossary import glossary_page
from mkdocs_rubric.pages.history import history_pages, history_redirects
from mkdocs_rubric.pages.kept import Kept
from mkdocs_rubric.pages.meaning import meaning_page
from mkdocs_rubric.pages.overview import checks_page, criteria_index, home, tags_index
from mkdocs_rubric.pages.page import (
    AGREEMENT,
    CALIBRATION,
    CHANGES,
    CHECKS,
    CRITERIA,
    DECISIONS,
    FEED,
    GLOSSARY,
    HOME,
    MEANING,
    RESULT,
    REVIEWERS,
    TAGS,
    Entry,
    Link,
    Page,
    Redirect,
    criterion_uri,
    relative,
)
from mkdocs_rubric.pages.people import People, Privacy
from mkdocs_rubric.pages.repository import Repository
from mkdocs_rubric.pages.result import result_page
from mkdocs_rubric.pages.reviewers import reviewers_page
from mkdocs_rubric.pages.session import session_pages
from mkdocs_rubric.pages.session_log import calibration_log

KINDS = (
    "home", "criteria", "decisions", "calibration", "agreement", "history", "changes", "method",
    "glossary", "tags", "checks",
)  # fmt: skip
"""The kinds of pages that can be left out. Criteria are what everything else refers to."""


def lay_out(context: Context, rules: Sequence[type[Rule]]) -> list[Page]:
    """Every page of the site."""
    pages: list[Page] = []
    if "home" in context.kinds:
        pages.append(home(context))
    pages += [criteria_index(context), *criterion_pages(context), *history_pages(context)]
    if "decisions" in context.kinds:
        pages += [decisions_index(context), *decision_pages(context)]
    if "calibration" in context.kinds:
        pages += [calibration_log(context), *session_pages(context)]
    if "agreement" in context.kinds:
        pages.append(agreement_page(context))
        if context.people.shown:
            pages.append(reviewers_page(context))
    if "changes" in context.kinds:
        pages.append(changes_page(context))
    pages += _explanations(context)
    if "tags" in context.kinds:
        pages.append(tags_index(context))
    if "checks" in context.kinds:
        pages.append(checks_page(context, rules))
    made = {page.uri for page in pages}
    return pages + [page for page in broken_pages(context) if page.uri not in made]


def _explanations(context: Context) -> Iterator[Page]:
    """What figures and words mean."""
    if "method" in context.kinds:
        yield result_page(context)
        if "agreement" in context.kinds:
            yield meaning_page(context)
    if "glossary" in context.kinds:
        yield glossary_page(context)


def data_files(context: Context) -> Mapping[str, str]:
    """Files beside the pages: the figures of the agreement page, and the feed."""
    files: dict[str, str] = {}
    if "agreement" in context.kinds:
        as_csv, as_json = csv_and_json(context)
        files |= {"agreement/agreement.csv": as_csv, "agreement/agreement.json": as_json}
    if "changes" in context.kinds:
        files[FEED] = feed(context)
    return files


def navigation(context: Context) -> Iterator[Entry]:
    """The site's contents: groups of criteria, decisions, sessions.

    Single decisions and sessions are not in it: hundreds of them would make every page slow to
    build and the menu useless. They belong to their index.
    """
    rubric = context.project.rubric
    if "home" in context.kinds:
        yield Entry("Overview", context.home)
    groups = tuple(
        Entry(
            context.plain(group.title),
            below=tuple(
                Entry(context.plain(one.title), criterion_uri(one.id), one_of_many=True)
                for one in rubric.active
                if one.id in group.criteria
            ),
        )
        for group in rubric.groups
    )
    yield Entry("Criteria", CRITERIA, tuple(one for one in groups if one.below), section=True)
    if "decisions" in context.kinds:
        yield Entry("Decisions", DECISIONS, section=True)
    if "calibration" in context.kinds:
        yield Entry("Calibration", CALIBRATION, section=True)
    if "agreement" in context.kinds:
        shown = (Entry("Reviewers", REVIEWERS),) if context.people.shown else ()
        yield Entry("Agreement", AGREEMENT, shown, section=True)
    more = (
        ({"changes"}, Entry("What changed", CHANGES)),
        ({"method"}, Entry("How a result is computed", RESULT)),
        ({"method", "agreement"}, Entry("What agreement means", MEANING)),
        ({"glossary"}, Entry("Glossary", GLOSSARY)),
        ({"tags"}, Entry("Tags", TAGS)),
        ({"checks"}, Entry("Checks", CHECKS)),
    )
    if made := tuple(entry for kinds, entry in more if kinds <= context.kinds):
        yield Entry("More", below=made)


__all__ = [
    "CHANGES",
    "FEED",
    "HOME",
    "KINDS",
    "Context",
    "Entry",
    "Kept",
    "Link",
    "Page",
    "People",
    "Privacy",
    "Redirect",
    "Repository",
    "data_files",
    "history_redirects",
    "lay_out",
    "navigation",
    "relative",
]
