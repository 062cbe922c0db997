"""The site's contents, as the menu shows them."""

from collections.abc import Iterator

from mkdocs_rubric.pages.base.addresses import (
    AGREEMENT,
    AS_OF,
    CALIBRATION,
    CHANGES,
    CHECKS,
    CRITERIA,
    DECISIONS,
    DISPUTES,
    EDGE_CASES,
    GLOSSARY,
    LIVE,
    MACHINES,
    MEANING,
    POCKET,
    PRACTICE,
    RESULT,
    REVIEWERS,
    START,
    TAGS,
    criterion_uri,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Entry


def navigation(context: Context) -> Iterator[Entry]:
    """The site's contents: groups of criteria, decisions, sessions.

    Single decisions and sessions are not in it: hundreds of them would make every page slow to
    build and the menu useless. They belong to their index.
    """
    rubric = context.project.rubric
    if "start" in context.kinds:
        yield Entry("Start here", START, first=True)
    if "home" in context.kinds:
        yield Entry("Overview", context.home)
    groups = tuple(
        Entry(
            context.plain(group.title),
            below=tuple(
                Entry(context.plain(criterion.title), criterion_uri(criterion.id), one_of_many=True)
                for criterion in rubric.active
                if criterion.id in group.criteria
            ),
        )
        for group in rubric.groups
    )
    yield Entry("Criteria", CRITERIA, tuple(group for group in groups if group.below), section=True)
    if "decisions" in context.kinds:
        yield Entry("Decisions", DECISIONS, section=True)
    if "calibration" in context.kinds:
        yield Entry("Calibration", CALIBRATION, section=True)
    if "agreement" in context.kinds:
        shown = (Entry("Reviewers", REVIEWERS),) if context.people.shown else ()
        if any(held.machines for held in context.project.sessions.values()):
            shown = (*shown, Entry("Machines", MACHINES))
        if context.project.live or context.project.counted:
            shown = (*shown, Entry("Daily reviews", LIVE))
        yield Entry("Agreement", AGREEMENT, shown, section=True)
    if "practice" in context.kinds and context.project.practices:
        yield Entry("Practice", PRACTICE, section=True)
    more = (
        ({"edge-cases"}, Entry("Edge cases", EDGE_CASES)),
        ({"pocket"}, Entry("Pocket card", POCKET)),
        ({"changes"}, Entry("What changed", CHANGES)),
        ({"history"} if context.history else {"-"}, Entry("The standard on a day", AS_OF)),
        ({"disputes"} if context.project.disputes else {"-"}, Entry("Disputes", DISPUTES)),
        ({"method"}, Entry("How a result is computed", RESULT)),
        ({"method", "agreement"}, Entry("What agreement means", MEANING)),
        ({"glossary"}, Entry("Glossary", GLOSSARY)),
        ({"tags"}, Entry("Tags", TAGS)),
        ({"checks"}, Entry("Checks", CHECKS)),
    )
    if made := tuple(entry for kinds, entry in more if kinds <= context.kinds):
        yield Entry("More", below=made, last=True)
