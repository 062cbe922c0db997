"""Scorecards that tools export as JSON: Zendesk QA's, and the form of Amazon Connect."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.html_text import plain_text
from mkdocs_rubric.importing.ids import Ids
from mkdocs_rubric.importing.json_file import read_json
from mkdocs_rubric.importing.ranges import spanning
from mkdocs_rubric.importing.scorecard import Scorecard, ScorecardCriterion
from mkdocs_rubric.importing.scorecard_line import ScorecardEntry
from mkdocs_rubric.importing.untrusted import visible
from mkdocs_rubric.model.score import LevelKey, Score, number

_LONGEST = 120  # of a title
_NO_GROUP = "Criteria"


@dataclass
class _Made:
    """A scorecard as far as it is read."""

    title: str
    groups: dict[str, str] = field(default_factory=dict)
    criteria: list[ScorecardCriterion] = field(default_factory=list)
    scales: dict[str, Mapping[LevelKey, str]] = field(default_factory=dict)
    steps: dict[str, Score] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ids: Ids = field(default_factory=lambda: Ids("criterion"))
    group_ids: Ids = field(default_factory=lambda: Ids("group"))

    def add(
        self,
        group: str,
        entry: ScorecardEntry,
        labels: Mapping[LevelKey, str],
        texts: Mapping[LevelKey, str],
        step: Score | None = None,
    ) -> None:
        """A criterion. Criteria with the same levels and labels share a scale."""
        if group not in self.groups:
            self.groups[group] = self.group_ids.new(group)
        same = [name for name, each in self.scales.items() if each == labels]
        low, *_, high = sorted(labels)
        name = same[0] if same else _free(f"{low}-to-{high}".replace(".", "-"), self.scales)
        self.scales[name] = labels
        if step is not None:
            self.steps[name] = step
        criterion = self.ids.new(entry.title)
        self.criteria.append(ScorecardCriterion(criterion, self.groups[group], entry, name, texts))


def read_json_scorecard(path: Path, worksheet: str | None = None) -> Scorecard:
    """A scorecard of Zendesk QA's export API, or an evaluation form of Amazon Connect.

    Args:
        path: A JSON file.
        worksheet: The scorecard's name, where the file has several.

    Raises:
        RubricError: It is neither, or has something that cannot be; all of that is said.
    """
    document = read_json(path)[0]
    form = document.get("EvaluationForm", document) if isinstance(document, dict) else {}
    if isinstance(form, dict) and isinstance(form.get("Items"), list):
        made = _connect(form)
    else:
        made = _zendesk_qa(document, path, worksheet)
    if not made.criteria and not made.problems:
        made.problems.append("it has no criterion with levels")
    if made.problems:
        raise RubricError(
            f"{path} cannot be used as it is:",
            details=made.problems,
            help="correct the scorecard in the tool and export it again, or begin with a table",
        )
    return Scorecard(
        sheet=made.title,
        unread=(),
        header=0,
        columns=(),
        groups={name: title for title, name in made.groups.items()},
        criteria=made.criteria,
        scales=made.scales,
        notes=made.notes,
        steps=made.steps,
        title=made.title,
    )


def _zendesk_qa(document: Any, path: Path, wanted: str | None) -> _Made:
    """`data[]`: one of the scorecards. Scores are the ratings, an unequal row of them included."""
    cards = [each for each in _list(document, "data") if isinstance(each, dict)]
    if isinstance(document, dict) and "categories" in document:
        cards = [document]
    names = [_line(each, "name") or f"number {n}" for n, each in enumerate(cards, 1)]
    if not cards:
        raise RubricError(
            f"{path} is no scorecard that is known: it has neither data nor Items",
            help="export it from Zendesk QA (api/export/workspace/…/scorecards) or Amazon Connect "
            "(DescribeEvaluationForm), or begin with a table",
        )
    if len(cards) > 1 and wanted not in names:
        listed = ", ".join(f'"{name}"' for name in names)
        raise RubricError(
            f"{path} has {len(cards)} scorecards: {listed}",
            help=f'say which one: --worksheet "{names[0]}"',
        )
    card = cards[names.index(wanted)] if wanted in names else cards[0]
    made = _Made(_line(card, "name"))
    listed_in = [
        (_line(group, "name") or _NO_GROUP, category)
        for group in _in_order(card, "groups")
        for category in _in_order(group, "categories")
    ]
    known = {id(category) for _, category in listed_in}
    titles = {_line(category, "name") for _, category in listed_in}
    rest = [
        (_NO_GROUP, category)
        for category in _in_order(card, "categories")
        if id(category) not in known and _line(category, "name") not in titles
    ]
    for row, (group, category) in enumerate((*listed_in, *rest), 1):
        _category(made, group, category, row)
    return made


def _category(made: _Made, group: str, category: Mapping[str, Any], row: int) -> None:
    title = _line(category, "name")
    if not title:
        made.problems.append(f"category {row} of {group} has no name")
        return
    if _line(category, "status").casefold() in ("archived", "disabled", "inactive"):
        made.notes.append(f'"{title}" is {_line(category, "status").casefold()}, and left out')
        return
    reasons = _reasons(category)
    labels: dict[LevelKey, str] = {}
    texts: dict[LevelKey, str] = {}
    for rating in _list(category, "ratings"):
        score = _number(rating, "rating")
        if score is None:
            made.problems.append(f'"{title}" has a rating that is no number')
            continue
        text = plain_text(_text(rating, "description"))
        labels[score] = f"Level {score}"
        texts[score] = "\n".join(filter(None, (text, *reasons.get(score, ()))))
    count = _number(category, "scale")
    whole = range(1, count + 1) if isinstance(count, int) and 2 <= count <= 11 else range(0)  # noqa: PLR2004 - of a scale
    if len(labels) < len(whole) and all(score in whole for score in labels):
        if len(labels) < 2:  # noqa: PLR2004 - a scale has two
            made.notes.append(f'"{title}" says nothing of its levels: they are counted from 1')
        labels = {each: f"Level {each}" for each in whole}
    if len(labels) < 2:  # noqa: PLR2004 - a scale has two
        made.problems.append(f'"{title}" has no two levels')
        return
    if conditions := _list(category, "conditions"):
        made.notes.append(f'"{title}" has {len(conditions)} conditions: write them under use_when')
    if _line(category, "autoQaCategory") or _line(category, "autoQaPromptCategoryTemplateId"):
        made.notes.append(f'"{title}" is scored by AutoQA: list it under reviewers as a machine')
    critical = any(
        category.get(name) is True for name in ("critical", "reviewCritical", "groupCritical")
    )
    about = plain_text(_text(category, "description"))
    is_question = about.endswith("?") and "\n" not in about
    entry = ScorecardEntry(
        row,
        group,
        title[:_LONGEST],
        question=about if is_question else "",
        description="" if is_question else about,
        weight=_fraction(category, "weight"),
        critical=critical,
        not_applicable="" if category.get("skippable") is True else None,
    )
    made.add(group, entry, labels, texts)


def _reasons(category: Mapping[str, Any]) -> dict[Score, list[str]]:
    """Root causes by the rating they explain, as a line each."""
    causes = category.get("rootCauses")
    found: dict[Score, list[str]] = {}
    for rating in _list(causes, "ratings"):
        score = _number(rating, "rating")
        names = [
            name
            for cause in _list(rating, "rootCauses")
            if (name := _line(cause, "rootCause") or _line(cause, "name") or _line(cause, "text"))
        ]
        if score is not None and names:
            found[score] = [f"- {name}" for name in names]
    return found


def _connect(form: Mapping[str, Any]) -> _Made:
    """Sections with questions. What a question weighs is multiplied by what its section does."""
    made = _Made(_line(form, "Title"))
    rows = iter(range(1, 10_000))
    _section(made, form, _NO_GROUP, Fraction(1), rows, depth=0)
    return made


def _section(
    made: _Made,
    owner: Mapping[str, Any],
    title: str,
    weight: Fraction,
    rows: Iterator[int],
    depth: int,
) -> None:
    if depth > 8:  # noqa: PLR2004 - forms have two
        made.problems.append(f'"{title}" is nested too deeply')
        return
    for item in _list(owner, "Items"):
        if not isinstance(item, dict):
            continue
        if isinstance(section := item.get("Section"), dict):
            share = _fraction(section, "Weight")
            below = weight * (share / 100 if share is not None else 1)
            if share is not None:
                made.notes.append(
                    f'"{_line(section, "Title")}" weighs {share}%: its questions\' weights are '
                    "multiplied by that"
                )
            _section(made, section, _line(section, "Title") or title, below, rows, depth + 1)
        elif isinstance(question := item.get("Question"), dict):
            _question(made, question, title, weight, next(rows, 0))


def _question(
    made: _Made, question: Mapping[str, Any], group: str, weight: Fraction, row: int
) -> None:
    title = _line(question, "Title")
    kind = _line(question, "QuestionType")
    properties = question.get("QuestionTypeProperties")
    labels: dict[LevelKey, str] = {}
    step: Score | None = None
    fails = False
    if kind == "SINGLESELECT" and isinstance(properties, dict):
        options = _list(properties.get("SingleSelect"), "Options")
        labels, fails = _options(made, title, options)
    elif kind == "NUMERIC" and isinstance(properties, dict):
        numeric = properties.get("Numeric")
        scale = spanning(_number(numeric, "MinValue"), _number(numeric, "MaxValue"))
        if scale is not None:
            labels, step = dict(scale.levels), scale.step
        if bands := _list(numeric, "Options"):
            listed = ", ".join(map(_band, bands))
            made.notes.append(
                f'"{title}" gives points by bands, which a scale has not: {listed}. Score the '
                "number, or write the bands as levels"
            )
    if not title or kind in ("TEXT", "DATETIME", "MULTISELECT"):
        made.notes.append(f'question {row} "{title}" is {kind or "of no type"}: it has no score')
        return
    if len(labels) < 2:  # noqa: PLR2004 - a scale has two
        made.problems.append(f'"{title}" has no two levels')
        return
    own = _fraction(question, "Weight")
    entry = ScorecardEntry(
        row,
        group,
        title[:_LONGEST],
        question=_text(question, "Instructions"),
        weight=weight * own if own is not None else None,
        critical=fails,
        not_applicable="" if question.get("NotApplicableEnabled") is True else None,
    )
    made.add(group, entry, labels, {}, step)


def _options(made: _Made, title: str, options: Sequence[Any]) -> tuple[dict[LevelKey, str], bool]:
    """The levels of a question: its options' scores where they differ, else their order."""
    texts = [_line(option, "Text") for option in options]
    scores = [_number(option, "Score") for option in options]
    fails = any(isinstance(each, dict) and each.get("AutomaticFail") is True for each in options)
    if None in scores or len(set(scores)) < len(scores):
        if any(score is not None for score in scores):
            made.notes.append(f'"{title}" gives options the same points: levels are in their order')
        scores = list(range(len(texts) - 1, -1, -1))
    pairs = [(score, text) for score, text in zip(scores, texts, strict=True) if score is not None]
    return {score: text or f"Level {score}" for score, text in sorted(pairs)}, fails


def _band(option: Any) -> str:
    low, high, score = (_number(option, name) for name in ("MinValue", "MaxValue", "Score"))
    return f"{low} to {high} \N{RIGHTWARDS ARROW} {score if score is not None else 'nothing'}"


def _in_order(owner: Any, name: str) -> list[Mapping[str, Any]]:
    """The objects of a list by their position, where they have one."""
    found = [each for each in _list(owner, name) if isinstance(each, dict)]
    return sorted(found, key=lambda each: _place(each.get("position")))


def _place(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _list(owner: Any, name: str) -> list[Any]:
    found = owner.get(name) if isinstance(owner, dict) else None
    return found if isinstance(found, list) else []


def _text(owner: Any, name: str) -> str:
    found = owner.get(name) if isinstance(owner, dict) else None
    return visible(found) if isinstance(found, str) else ""


def _line(owner: Any, name: str) -> str:
    found = owner.get(name) if isinstance(owner, dict) else None
    text = str(found) if isinstance(found, int) and not isinstance(found, bool) else found
    return " ".join(visible(text).split()) if isinstance(text, str) else ""


def _number(owner: Any, name: str) -> Score | None:
    found = owner.get(name) if isinstance(owner, dict) else None
    if found is None or isinstance(found, bool | dict | list):
        return None
    return number(str(found).strip())


def _fraction(owner: Any, name: str) -> Fraction | None:
    found = _number(owner, name)
    return Fraction(found) if found is not None and 0 <= found <= 1_000_000 else None  # noqa: PLR2004 - a weight


def _free(name: str, taken: Mapping[str, object]) -> str:
    found, count = name, 1
    while found in taken:
        count += 1
        found = f"{name}-{count}"
    return found
