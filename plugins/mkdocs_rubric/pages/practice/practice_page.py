"""The page on which somebody practises, and the same with a few conversations to warm up.

What a conversation scores is put away until it was scored: see `put_away` for what that is worth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_rubric.agreement.quantiles import t_quantile
from mkdocs_rubric.calibration.practice import counted_by, questions
from mkdocs_rubric.model import Criterion, Practice, PracticeConversation, Scale, as_written
from mkdocs_rubric.pages.base.addresses import (
    CALIBRATION,
    PRACTICE,
    practice_uri,
    slugs,
    warm_up_uri,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, number
from mkdocs_rubric.pages.base.reading_time import about
from mkdocs_rubric.pages.practice.answers_of import Shelf, SuspectView, answer, suspects
from mkdocs_rubric.pages.practice.how_long import minutes_to_score
from mkdocs_rubric.pages.practice.put_away import put_away
from mkdocs_rubric.pages.sessions.to_score import AskedView, ToScoreView, to_score, views_of

WARMING_UP = 5
"""Conversations before a session: ten minutes."""
_SURE = 0.975
_FEWEST = 3
"""Conversations that a likely range needs."""


@dataclass(frozen=True)
class PracticeConversationView:
    """A conversation to practise on.

    Attributes:
        to_score: What is read.
        asked: What is scored, group by group.
        answers: What is shown then, put away.
        place: The number of its set, from 0.
    """

    to_score: ToScoreView
    asked: tuple[AskedView, ...]
    answers: str
    place: int


@dataclass(frozen=True)
class PracticeHandingView:
    """Where a result goes.

    Attributes:
        folder: The practice's.
        new_empty: The page that adds a file, with `{name}`; "" without a repository.
        host: Whose page that is.
    """

    folder: str
    new_empty: str
    host: str


@dataclass(frozen=True)
class PracticeView:
    """Everything on the page.

    Attributes:
        id: Of the practice.
        data: What the page's script needs to know, put away.
        takes: What it takes to be calibrated, in words.
        standard: What the rubric is called.
        time: How long it takes, in words.
        file: The practice's own.
        warm: Whether a few conversations are picked, to warm up.
        suspects: Consensus scores on earlier wordings.
    """

    id: str
    title: str
    description: str
    size: str
    standard: str
    version: str
    takes: str
    sets: tuple[str, ...]
    conversations: tuple[PracticeConversationView, ...]
    criteria: tuple[AskedView, ...]
    links: tuple[Link, ...]
    data: str
    root: str
    warm: bool
    main: Link
    warm_up: Link
    time: str
    suspects: tuple[SuspectView, ...]
    handing: PracticeHandingView
    file: str

    @property
    def suspect_scores(self) -> str:
        """How many of the team's scores rest on earlier wordings, in words."""
        many = sum(each.scores for each in self.suspects)
        return f"{many} of the team's scores {'rests' if many == 1 else 'rest'}"

    @property
    def all_to_score(self) -> tuple[ToScoreView, ...]:
        """The conversations in order."""
        return tuple(each.to_score for each in self.conversations)


def practice_pages(context: Context) -> Iterator[Page]:
    """Two pages for each practice: all of it, and a few conversations to warm up on."""
    for practice in context.project.practices.values():
        yield _page(context, practice, warm=False)
        yield _page(context, practice, warm=True)


def _page(context: Context, practice: Practice, *, warm: bool) -> Page:
    main, few = practice_uri(practice.id), warm_up_uri(practice.id)
    uri = few if warm else main
    title = context.plain(practice.title)
    pairs = _criteria(context, practice)
    asked = {each.id: each for each in views_of(context, pairs, uri)}
    shelf = Shelf(context, list(asked))
    conversations = tuple(_conversations(context, practice, asked, shelf))
    view = PracticeView(
        id=practice.id,
        title=f"Warm up: {title}" if warm else title,
        description=context.prose(practice.description, practice.path, uri),
        size=counted(len(conversations), "conversation"),
        standard=context.plain(context.project.rubric.title),
        version=context.plain(context.project.rubric.version),
        takes=takes(context, practice),
        sets=tuple(context.plain(each.title) for each in practice.sets),
        conversations=conversations,
        criteria=tuple(asked.values()),
        links=tuple(shelf.links),
        data=_data(context, practice, pairs, conversations),
        root=context.home if "home" in context.kinds else CALIBRATION,
        warm=warm,
        main=Link(title, main),
        warm_up=Link("Warm up before a session", few),
        time=about(minutes_to_score(context, practice)),
        suspects=() if warm else tuple(suspects(context, practice)),
        handing=_handing(context, practice),
        file=practice.path,
    )
    return Page(
        uri=uri,
        template="practice.md.jinja",
        title=view.title,
        view=view,
        source=practice.path,
        boost=0,  # nobody finds an answer by searching for it
        description=f"{view.size} to score as the team did.",
        under=PRACTICE,
        wide=True,
    )


def takes(context: Context, practice: Practice) -> str:
    """What it takes to be calibrated, in words."""
    rule, there = practice.calibrated, len(practice.sets)
    of = "on the first set: " if rule.sets == 1 < there else f"on the first {rule.sets} sets: "
    sets = "" if (rule.sets or there) >= there else of
    agree = f"{sets}agree with the team on {as_written(rule.agreement)}% of the scores"
    asked = (each for entry in practice.counting for each in questions(context.project, entry))
    if not any(each.criterion.critical for each in asked):
        return agree
    if not rule.critical_misses:
        return f"{agree}, and on every critical one"
    return f"{agree}, and miss at most {counted(rule.critical_misses, 'critical one')}"


def _criteria(context: Context, practice: Practice) -> list[tuple[Criterion, Scale]]:
    """What is asked about any conversation, in the rubric's order."""
    rubric = context.project.rubric
    found = {
        question.criterion.id: (question.criterion, question.scale)
        for entry in practice.conversations
        for question in questions(context.project, entry)
    }
    order = dict.fromkeys(name for group in rubric.groups for name in group.criteria)
    return [found[name] for name in order if name in found]


def _conversations(
    context: Context, practice: Practice, asked: Mapping[str, AskedView], shelf: Shelf
) -> Iterator[PracticeConversationView]:
    keys, place_of = _keys(practice), context.people.in_address
    anchors = slugs(keys.values())
    for place, some in enumerate(practice.sets):
        for entry in some.conversations:
            held = context.project.sessions.get(entry.session)
            about = [question.criterion.id for question in questions(context.project, entry)]
            if held is None or not about:
                continue
            known = {each.id: each for each in held.session.conversations}[entry.conversation]
            key = keys[entry]
            read = replace(
                to_score(context, held, known),
                id=place_of(key),
                name=context.plain(key),
                anchor=anchors[key],
            )
            name = f"{place_of(practice.id)}\n{place_of(key)}"
            hidden = put_away(answer(context, entry, shelf), name)
            shown = tuple(_grouped(context, [asked[name] for name in about]))
            yield PracticeConversationView(read, shown, hidden, place)


def _keys(practice: Practice) -> Mapping[PracticeConversation, str]:
    """What each conversation is called: its id, with its session where there are two."""
    names = [each.conversation for each in practice.conversations]
    return {
        each: each.conversation
        if names.count(each.conversation) == 1
        else f"{each.conversation} ({each.session})"
        for each in practice.conversations
    }


def _grouped(context: Context, some: Sequence[AskedView]) -> Iterator[AskedView]:
    """Criteria with the title of their group on the first of each."""
    before = ""
    for each in some:
        of = context.project.rubric.group_of[each.id]
        yield replace(each, group=context.plain(of.title) if of.id != before else "")
        before = of.id


def _data(
    context: Context,
    practice: Practice,
    pairs: Sequence[tuple[Criterion, Scale]],
    conversations: Sequence[PracticeConversationView],
) -> str:
    place_of = context.people.in_address
    keys = {place_of(key): each for each, key in _keys(practice).items()}
    many = len(conversations)
    rule = practice.calibrated
    return put_away(
        {
            "version": context.plain(context.project.rubric.version),
            "sets": [context.plain(each.title) for each in practice.sets],
            "counting": rule.sets or len(practice.sets),
            "agreement": float(rule.agreement),
            "misses": rule.critical_misses,
            "conversations": {
                each.to_score.id: {
                    "session": place_of(keys[each.to_score.id].session),
                    "conversation": place_of(keys[each.to_score.id].conversation),
                    "set": each.place,
                }
                for each in conversations
            },
            "criteria": {
                place_of(criterion.id): {
                    "title": context.plain(criterion.title),
                    "values": [float(score) for score in scale.scores],
                    "within": float(scale.agree_within),
                    "critical": criterion.critical,
                    "was": [place_of(name) for name in criterion.aliases],
                    "counted_by": _counted_by(context, criterion, scale),
                }
                for criterion, scale in pairs
            },
            # Student's t for 3, 4, … conversations; fewer have no likely range
            "t": [t_quantile(_SURE, float(n - 1)) for n in range(_FEWEST, many + 1)],
        },
        place_of(practice.id),
    )


def _counted_by(context: Context, criterion: Criterion, scale: Scale) -> dict[str, object]:
    """What decides about scores; ids of edge cases as the site may show them."""
    found = counted_by(criterion, scale)
    cases = {context.people.in_address(name): at for name, at in found.edge_cases.items()}
    return found.model_dump() | {"edge_cases": cases}


def _handing(context: Context, practice: Practice) -> PracticeHandingView:
    folder = practice.path.rpartition("/")[0]
    _, new_empty = context.repository.forms_in(f"{folder}/{practice.id}")
    hosts = {"/-/new/": "GitLab", "//github": "GitHub"}
    host = next((name for sign, name in hosts.items() if sign in new_empty), "the host")
    return PracticeHandingView(f"{folder}/{practice.id}", new_empty, host if new_empty else "")


def percent(share: float) -> str:
    """A share as the page says it."""
    return f"{number(round(share * 100))}%"
