"""The rules of the standard, one by one: what the finder can answer with.

Each comes from a page that is made, and says what that page says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.base.plain_text import plain_text
from mkdocs_rubric.pages.criteria.criterion_page import CriterionView
from mkdocs_rubric.pages.criteria.ladder import LevelView
from mkdocs_rubric.pages.criteria.said import EdgeCaseView, SaidView
from mkdocs_rubric.pages.decisions.decision_page import DecisionView


class AnswerKind(StrEnum):
    """What a rule stands in."""

    EDGE_CASE = "edge case"
    LEVEL = "level"
    NOT_APPLICABLE = "N/A"
    CRITERION = "criterion"
    DECISION = "decision"


@dataclass(frozen=True)
class Answer:
    """A rule, and the words it is found by.

    Attributes:
        kind: What it stands in.
        uri: Its page.
        anchor: Its place on the page; "" for the page itself.
        title: What it is about.
        guidance: How to score it.
        score: The score it gives; "" where it gives none.
        label: That score in words.
        rung: The colour of that score.
        criterion: The criterion it is on.
        decided: The decision behind it, with its day.
        decision: That decision's page; "" where there is none.
        standing: Why it is not in force; "" where it is.
        names: What else a criterion is called, for levels that are asked for by its name.
        keywords: Words that it is found by and does not say.
        tags: Words it is browsed by.
        details: What else it says.
        asks: What a criterion asks, which its levels and edge cases are found by as well.
        examples: What agents wrote.
    """

    kind: AnswerKind
    uri: str
    anchor: str
    title: str
    guidance: str
    score: str = ""
    label: str = ""
    rung: int | None = None
    criterion: str = ""
    decided: str = ""
    decision: str = ""
    standing: str = ""
    names: tuple[str, ...] = ()
    keywords: str = ""
    tags: str = ""
    details: str = ""
    asks: str = ""
    examples: str = ""


def answers(pages: Iterable[Page]) -> list[Answer]:
    """Every rule on some pages of one site."""
    return [answer for page in pages for answer in _on(page)]


def _on(page: Page) -> Iterator[Answer]:
    if isinstance(page.view, DecisionView):
        yield _decision(page, page.view)
    elif isinstance(page.view, CriterionView):
        said = page.view.said
        yield _criterion(page, said)
        if not said.retired:
            yield from (_edge_case(page, said, case) for case in said.edge_cases)
            yield from (_level(page, said, level) for level in said.levels)
            if said.not_applicable:
                yield _not_applicable(page, said)


def _criterion(page: Page, said: SaidView) -> Answer:
    question = plain_text(said.question)
    gone = [f"Not scored since {said.retired}."]
    if said.replaced_by:
        gone.append(f"What it asked is part of {said.replaced_by.text} now.")
    return Answer(
        AnswerKind.CRITERION,
        page.uri,
        "",
        title=said.title,
        guidance=plain_text(" ".join([*gone, *said.avoid_when])) if said.retired else question,
        criterion=said.title,
        standing="Retired" if said.retired else "",
        names=_names(said),
        keywords=said.keywords,
        tags=_tags(said),
        details=plain_text(" ".join([said.description, *said.avoid_when])),
        asks=plain_text(" ".join([said.question, *said.use_when])),
    )


def _names(said: SaidView) -> tuple[str, ...]:
    earlier = said.was.replace(" and ", ", ").replace("-", " ").split(", ")
    return tuple(dict.fromkeys(name for name in (said.title, *earlier) if name))


def _edge_case(page: Page, said: SaidView, case: EdgeCaseView) -> Answer:
    in_doubt = case.standing and not case.standing.holds
    decided = f"Decided {case.decided}: {case.decision.text}" if case.decision else ""
    return Answer(
        AnswerKind.EDGE_CASE,
        page.uri,
        case.anchor,
        title=case.title,
        guidance=plain_text(case.guidance),
        score=case.score,
        label=case.score_words,
        rung=case.rung,
        criterion=said.title,
        decided=f"{decided} ({case.standing.label.lower()})"
        if in_doubt and case.standing
        else decided,
        decision=case.decision.uri if case.decision else "",
        keywords=case.keywords,
        tags=_tags(case),
        details=plain_text(case.situation),
    )


def _level(page: Page, said: SaidView, level: LevelView) -> Answer:
    return Answer(
        AnswerKind.LEVEL,
        page.uri,
        level.anchor,
        title=f"{said.title} {level.score}: {level.label}",
        guidance=plain_text(level.description),
        score=str(level.score),
        label=level.label,
        rung=level.rung,
        criterion=said.title,
        examples=plain_text(" ".join(f"{shown.text} {shown.why}" for shown in level.examples)),
    )


def _not_applicable(page: Page, said: SaidView) -> Answer:
    return Answer(
        AnswerKind.NOT_APPLICABLE,
        page.uri,
        "when",
        title=f"When {said.title} is not applicable",
        guidance=plain_text(said.not_applicable),
        score="N/A",
        criterion=said.title,
    )


def _decision(page: Page, view: DecisionView) -> Answer:
    return Answer(
        AnswerKind.DECISION,
        page.uri,
        "",
        title=view.title,
        guidance=plain_text(view.decided),
        criterion=", ".join(link.text for link in view.criteria),
        decided=f"Decided {view.date}",
        standing="" if view.standing.holds else view.standing.label,
        keywords=", ".join(link.text for link, _ in view.replaces),
        tags=_tags(view),
        details=plain_text(" ".join(text for _, text in view.sections)),
    )


def _tags(view: SaidView | EdgeCaseView | DecisionView) -> str:
    return ", ".join(tag.text for tag in view.tags)
