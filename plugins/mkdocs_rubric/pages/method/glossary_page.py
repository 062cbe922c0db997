"""The words of this site, each in a sentence or two, with an address of its own."""

from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_rubric.pages.base.addresses import (
    AGREEMENT,
    CALIBRATION,
    CRITERIA,
    DECISIONS,
    GLOSSARY,
    MEANING,
    PRACTICE,
    RESULT,
    slug,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page


@dataclass(frozen=True)
class WordView:
    """A word.

    Attributes:
        word: How it is said here.
        anchor: Its place on the page.
        meaning: What is meant by it.
        more: Where there is more about it.
    """

    word: str
    anchor: str
    meaning: str
    more: Link | None


@dataclass(frozen=True)
class WordsView:
    """Words that belong together."""

    title: str
    anchor: str
    words: tuple[WordView, ...]


class _Entry(NamedTuple):
    """A word as it is listed below; `uri` and `place` say where there is more about it.

    What is said of single reviewers alone has no meaning where nothing is shown of them.
    """

    word: str
    meaning: str
    uri: str = ""
    place: str = ""
    of_reviewers: bool = False


_KINDS = {
    CRITERIA: "criteria",
    DECISIONS: "decisions",
    CALIBRATION: "calibration",
    AGREEMENT: "agreement",
    RESULT: "method",
    MEANING: "method",
    PRACTICE: "practice",
}


_PAGES = {
    CRITERIA: "All criteria",
    DECISIONS: "All decisions",
    CALIBRATION: "All sessions",
    AGREEMENT: "Where we stand",
    RESULT: "How a result is computed",
    MEANING: "What agreement means",
    PRACTICE: "All practice",
}


_RUBRIC = (
    _Entry(
        "Rubric",
        "The whole standard by which conversations are scored: criteria in groups, their "
        "levels and weights, in a numbered version.",
    ),
    _Entry(
        "Criterion",
        "One thing that is scored, such as whether the problem was understood. Several "
        "are criteria.",
        CRITERIA,
    ),
    _Entry("Level", "One of the scores a criterion can get, with a description of what earns it."),
    _Entry(
        "Weight",
        "How much a criterion counts in the result, compared with the others.",
        RESULT,
        "weights",
    ),
    _Entry(
        "Critical criterion",
        "A criterion whose lowest level makes the whole review 0%.",
        RESULT,
        "critical",
    ),
    _Entry(
        "Edge case",
        "A situation that the levels alone leave open, with how to score it. It stands "
        "on its criterion's page, as a rule settled by a decision.",
    ),
    _Entry(
        "Decision",
        "What the team agreed on about one type of situation, written down with its "
        "day: from then on it is scored that way.",
        DECISIONS,
    ),
    _Entry(
        "Patch",
        "A change to the files of the standard. It is checked first, and then written whole or "
        "not at all.",
    ),
)


_SCORING = (
    _Entry("Conversation", "What is scored: a ticket, a chat, a call."),
    _Entry(
        "Review",
        "One conversation scored in daily work, as a rule by one reviewer. Many of them "
        "are called live reviews.",
    ),
    _Entry("Reviewer", "Who scores. Who is scored is the agent."),
    _Entry(
        "Machine reviewer",
        "Software that scores. It is compared with the team, and never counts "
        "as part of its agreement or its consensus.",
    ),
    _Entry(
        "N/A",
        "The criterion does not apply to this conversation. That is no score, and no zero; "
        "an empty cell says only that nobody scored it.",
        RESULT,
        "not-applicable",
    ),
    _Entry("Result", "What a review comes to, from 0 to 100%.", RESULT),
    _Entry("Pass mark", "The result from which on a review passes.", RESULT, "pass-mark"),
    _Entry(
        "Dispute",
        "An agent's objection to a score. If the team finds it right, it is treated as a gap.",
    ),
    _Entry(
        "Practice",
        "Scoring past conversations whose consensus is known, to learn the standard.",
        PRACTICE,
    ),
    _Entry(
        "Calibrated",
        "Whose scores of a practice agree with the consensus as far as the team asks for. It "
        "lapses when a criterion that counted scores differently.",
        PRACTICE,
    ),
)


_CALIBRATION = (
    _Entry(
        "Calibration session",
        "Several reviewers score the same conversations, each alone; then "
        "they compare, and decide what they read in two ways. Session for short.",
        CALIBRATION,
    ),
    _Entry("Score sheet", "One reviewer's scores in one session. Sheet for short."),
    _Entry(
        "Sealed sheet",
        "A sheet that nobody can read before all are opened together. Its receipt, "
        "a short code, proves that it was not changed meanwhile.",
    ),
    _Entry(
        "Planned, open, revealed, closed",
        "How far a session is: no scores are due yet; sheets are "
        "coming in; everybody's scores can be seen; every gap is settled.",
    ),
    _Entry(
        "Gap",
        "Scores of one criterion on one conversation that lie further apart than its scale "
        "allows. It is also a gap when some gave N/A and others a score. A session talks about "
        "its gaps, the widest first.",
        MEANING,
        "gap",
    ),
    _Entry("Walk-through", "The page a session is led from: its gaps alone, the widest first."),
    _Entry(
        "Consensus",
        "The score a session agreed on after talking about it. It is neither an "
        "average nor a vote.",
    ),
)


_FIGURES = (
    _Entry(
        "Agreement",
        "How often two reviewers who score the same thing give the same score, or one "
        "near enough. Also called inter-rater reliability, IRR.",
        MEANING,
    ),
    _Entry(
        "Tolerance",
        "How far apart two scores on a scale may lie and still agree.",
        MEANING,
        "agreeing",
    ),
    _Entry(
        "Likely range",
        "Where a figure would settle if the team went on scoring conversations "
        "like these: in this range, 19 times in 20.",
        MEANING,
        "range",
    ),
    _Entry(
        "Rough",
        "Said of a figure of fewer than twelve conversations, which the next session can change.",
        MEANING,
        "range",
    ),
    _Entry(
        "Severity",
        "How far somebody scores below the reviewer in the middle on the same work (stricter) or "
        "above (more lenient). It says where to talk about levels, and nothing about a person.",
        of_reviewers=True,
    ),
    _Entry(
        "Drift",
        "Severity that changes over time: somebody has become stricter, or more lenient.",
        of_reviewers=True,
    ),
)


_ALL = (
    ("The standard", _RUBRIC),
    ("Scoring", _SCORING),
    ("Calibrating", _CALIBRATION),
    ("Figures", _FIGURES),
)


def glossary_page(context: Context) -> Page:
    """Every word, in the order in which one meets them."""
    view = tuple(
        WordsView(
            title,
            slug(title),
            tuple(
                _word(context, entry)
                for entry in entries
                if context.people.shown or not entry.of_reviewers
            ),
        )
        for title, entries in _ALL
    )
    return Page(
        uri=GLOSSARY,
        template="glossary.md.jinja",
        title="Glossary",
        view=view,
        boost=0.3,
        place_boosts={
            **{group.anchor: 0.1 for group in view},
            **{word.anchor: 1 for group in view for word in group.words},
        },
        description="What the words of this site mean.",
    )


def _word(context: Context, entry: _Entry) -> WordView:
    uri = entry.uri
    made = uri == CRITERIA or _KINDS.get(uri) in context.kinds
    if uri == MEANING:
        made = made and "agreement" in context.kinds
    if uri == PRACTICE:
        made = made and bool(context.project.practices)
    more = Link(_PAGES[uri], uri, entry.place) if uri and made else None
    return WordView(entry.word, slug(entry.word), entry.meaning, more)
