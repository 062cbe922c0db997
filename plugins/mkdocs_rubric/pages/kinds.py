"""Every page of the site, kind by kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mkdocs_rubric.diagnostics import Rule
from mkdocs_rubric.pages.agreement.agreement_page import agreement_page
from mkdocs_rubric.pages.agreement.downloads import csv_and_json
from mkdocs_rubric.pages.agreement.live_page import live_page
from mkdocs_rubric.pages.agreement.machines_page import machines_json, machines_page
from mkdocs_rubric.pages.agreement.reviewers_page import reviewers_page
from mkdocs_rubric.pages.base.addresses import AGREEMENT, CHANGES, FEED
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.changes.changes_page import changes_page
from mkdocs_rubric.pages.changes.feed import feed
from mkdocs_rubric.pages.checks.broken_pages import broken_pages
from mkdocs_rubric.pages.checks.checks_page import checks_page
from mkdocs_rubric.pages.criteria.criteria_index import criteria_index
from mkdocs_rubric.pages.criteria.criterion_page import criterion_pages
from mkdocs_rubric.pages.decisions.decision_page import decision_pages
from mkdocs_rubric.pages.decisions.decisions_index import decisions_index
from mkdocs_rubric.pages.disputes_page import disputes_page
from mkdocs_rubric.pages.history.day_page import day_pages
from mkdocs_rubric.pages.history.history_page import history_pages
from mkdocs_rubric.pages.home.home_page import home
from mkdocs_rubric.pages.method.glossary_page import glossary_page
from mkdocs_rubric.pages.method.meaning_page import meaning_page
from mkdocs_rubric.pages.method.result_page import result_page
from mkdocs_rubric.pages.practice.practice_index import practice_index
from mkdocs_rubric.pages.practice.practice_page import practice_pages
from mkdocs_rubric.pages.sessions.agenda_page import agenda_pages
from mkdocs_rubric.pages.sessions.invitation import invitations
from mkdocs_rubric.pages.sessions.score_form import score_form_pages
from mkdocs_rubric.pages.sessions.session_log import calibration_log
from mkdocs_rubric.pages.sessions.session_page import session_pages
from mkdocs_rubric.pages.sessions.walk_page import walk_pages
from mkdocs_rubric.pages.start.edge_cases_page import edge_cases_page
from mkdocs_rubric.pages.start.for_tools import for_tools
from mkdocs_rubric.pages.start.pocket_page import pocket_page
from mkdocs_rubric.pages.start.start_page import start_page
from mkdocs_rubric.pages.tags_page import tags_index


def lay_out(context: Context, rules: Sequence[type[Rule]]) -> list[Page]:
    """Every page of the site."""
    kinds = context.kinds | {"criteria"}
    pages = [page for kind, make in _PAGES.items() if kind in kinds for page in make(context)]
    if "checks" in context.kinds:
        pages.append(checks_page(context, rules))
    made = {page.uri for page in pages}
    return pages + [page for page in broken_pages(context) if page.uri not in made]


def data_files(context: Context) -> Mapping[str, str]:
    """Files beside the pages: figures, the feed, dates for calendars."""
    files: dict[str, str] = {}
    if "agreement" in context.kinds and not context.left_out(AGREEMENT):
        as_csv, as_json = csv_and_json(context)
        files |= {"agreement/agreement.csv": as_csv, "agreement/agreement.json": as_json}
        if any(held.machines for held in context.project.sessions.values()):
            files["agreement/machines.json"] = machines_json(context)
    if "calibration" in context.kinds:
        files |= invitations(context)
    if "changes" in context.kinds and not context.left_out(CHANGES):
        files[FEED] = feed(context)
    if "pocket" in context.kinds:
        files |= for_tools(context)
    return files


def _agreement(context: Context) -> Iterator[Page]:
    yield agreement_page(context)
    if context.people.shown:
        yield reviewers_page(context)
    yield from filter(None, (machines_page(context), live_page(context)))


def _method(context: Context) -> Iterator[Page]:
    yield result_page(context)
    if "agreement" in context.kinds:
        yield meaning_page(context)


_PAGES: Mapping[str, Callable[[Context], Iterable[Page]]] = {
    "home": lambda context: [home(context)],
    "criteria": lambda context: [criteria_index(context), *criterion_pages(context)],
    "history": lambda context: [*history_pages(context), *day_pages(context)],
    "decisions": lambda context: [decisions_index(context), *decision_pages(context)],
    "calibration": lambda context: [
        calibration_log(context),
        *session_pages(context),
        *agenda_pages(context),
        *walk_pages(context),
        *score_form_pages(context),
    ],
    "agreement": _agreement,
    "changes": lambda context: [changes_page(context)],
    "method": _method,
    "glossary": lambda context: [glossary_page(context)],
    "practice": lambda context: [
        *filter(None, [practice_index(context)]),
        *practice_pages(context),
    ],
    "start": lambda context: [start_page(context)],
    "pocket": lambda context: [pocket_page(context)],
    "edge-cases": lambda context: [edge_cases_page(context)],
    "disputes": lambda context: filter(None, [disputes_page(context)]),
    "tags": lambda context: [tags_index(context)],
}
KINDS = (*_PAGES, "checks")
"""The kinds of pages that can be left out. Criteria are what everything else refers to."""
