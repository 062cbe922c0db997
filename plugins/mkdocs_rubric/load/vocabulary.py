"""What a session's sheets may call things by: titles for ids, labels for scores, addresses."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

from mkdocs_rubric.diagnostics import did_you_mean
from mkdocs_rubric.model import Cell, Criterion, Mark, Rubric, Scale, Score, Session
from mkdocs_rubric.model.score import number

_NOT_APPLICABLE = {"na", "n/a", "n.a.", "n.a", "n/a.", "n. a.", "not applicable"}
_DASHES = {"-", "--", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}"}
"""N/A in some teams, and "not scored" in others."""
_WITH_LABEL = (
    re.compile(r"(?P<number>-?[0-9]+(?:[.,][0-9]+)?) *[-:=.)\u2013\u2014]+ *(?P<label>\D.*)"),
    re.compile(r"(?P<number>-?[0-9]+(?:[.,][0-9]+)?) *[(\[] *(?P<label>\D[^)\]]*)[)\]]"),
    re.compile(r"(?P<label>\D+?) *[(\[:=-] *(?P<number>-?[0-9]+(?:[.,][0-9]+)?) *[)\]]?"),
)
"""`1 - Met`, `1 (Met)`, `Met (1)`."""
_YES, _NO = {"yes", "y", "true", "pass", "x"}, {"no", "n", "false", "fail"}
_PERCENT = (0, 100)
_OF = re.compile(r"(-?[0-9]+(?:[.,][0-9]+)?) *(?:/|of|out of) *[0-9]+")


def key(text: str) -> str:
    """A word as it is compared: upper and lower case, blanks and Unicode's forms do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def plain_score(text: str) -> Cell | None:
    """A cell that means the same on every scale; None for any other."""
    bare = text.strip()
    if not bare:
        return Mark.NOT_SCORED
    found = number(bare)
    if found is not None:
        return found
    return Mark.NOT_APPLICABLE if bare.casefold() in _NOT_APPLICABLE else None


class Vocabulary:
    """The words of a rubric on a session's day.

    Args:
        rubric: Whose criteria and scales; None knows no words.
        session: Whose reviewers, and the day.
    """

    def __init__(self, rubric: Rubric | None = None, session: Session | None = None) -> None:
        self._rubric = rubric
        self._session = session

    @property
    def reviewers(self) -> Iterable[str]:
        """The reviewers of the session."""
        return self._session.reviewers if self._session else ()

    @property
    def session_path(self) -> str:
        """Where reviewers are listed."""
        return self._session.path if self._session else "session.yaml"

    @cached_property
    def ignored(self) -> frozenset[str]:
        """The columns that the team has named as not to be read."""
        names = self._rubric.sheets.ignore if self._rubric else ()
        return frozenset(map(key, names))

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Ids of criteria by what they are called: a title that two have is none."""
        if self._rubric is None:
            return {}
        found: dict[str, str] = {}
        for criterion in self._rubric.criteria.values():
            title = key(criterion.title)
            found[title] = "" if title in found else criterion.id
        return {title: name for title, name in found.items() if name}

    @cached_property
    def _conversations(self) -> Mapping[str, str]:
        known = self._session.conversations if self._session else ()
        return {key(each.id): each.id for each in known}

    def conversation(self, text: str) -> str | None:
        """The conversation of the session that is called so."""
        return self._conversations.get(key(text))

    def has(self, criterion: str, score: Score) -> bool:
        """Whether a score is on the scale of a criterion."""
        _, scale = self._scale(criterion)
        return scale is not None and score in scale.levels

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return {key(reviewer): reviewer for reviewer in self.reviewers}

    def criterion(self, text: str) -> str | None:
        """The id of the criterion that is called so; an id, also an earlier one, stays as it is."""
        by_name = self._rubric.by_name if self._rubric else {}
        word = key(text)
        if text in by_name:
            return text
        if word in self.titles:
            return self.titles[word]
        about = by_name.get(word) or by_name.get(word.replace(" ", "-"))
        return about.id if about else None

    def reviewer(self, text: str) -> str | None:
        """The reviewer who is called so; an address is known by what stands before the @."""
        word = key(text)
        return self._people.get(word) or self._people.get(word.partition("@")[0])

    def score(self, criterion: str, text: str) -> Cell | None:
        """What a cell means on the scale of a criterion."""
        plain = plain_score(text)
        if plain is not None:
            return plain
        about, scale = self._scale(criterion)
        word = key(text)
        if about is None or scale is None:
            return None
        if word in _DASHES:
            return Mark.NOT_APPLICABLE if about.not_applicable is not None else None
        labels = _labels(scale)
        known = labels.get(word, _number_of(word, scale))
        if known is not None:
            return known
        for pattern in _WITH_LABEL:
            found = pattern.fullmatch(word)
            if found and labels.get(found["label"].strip()) == number(found["number"]) is not None:
                return number(found["number"])
        return None

    def remedy(self, criterion: str, text: str) -> tuple[str, str]:
        """What was probably meant by a cell that is no score, and what to write."""
        about, scale = self._scale(criterion)
        if about is None or scale is None:
            return "", "write a number of the scale, NA for not applicable, or nothing"
        word = key(text)
        never = f'"{about.id}" always applies' if about.not_applicable is None else ""
        help_ = f"write a number ({scale.listed}), "
        if word in _DASHES:
            return "", f"{help_}or nothing for not scored; {never}"
        help_ += f"or nothing for not scored; {never}" if never else "NA, or nothing for not scored"
        meant = _meant(word, scale)
        if meant is None:
            return "", help_
        return f'did you mean {meant} ("{scale.levels[meant]}")?', help_

    def _scale(self, name: str) -> tuple[Criterion | None, Scale | None]:
        if self._rubric is None:
            return None, None
        about = self._rubric.by_name.get(name)
        day = self._session.date if self._session else None
        return about, self._rubric.scale(about, day) if about else None


def _number_of(word: str, scale: Scale) -> Score | None:
    """A number in other digits, after an apostrophe, or before a percent sign if it is one."""
    bare = "".join(str(unicodedata.decimal(c, c)) for c in word).replace("\u066b", ".")
    if (scale.scores[0], scale.scores[-1]) == _PERCENT:
        bare = bare.removesuffix("%").rstrip()
    return number(bare.removeprefix("'"))


def _labels(scale: Scale) -> Mapping[str, Score]:
    """Scores by their labels; a label that several scores share names none of them."""
    found: dict[str, Score | None] = {}
    for score, label in scale.levels.items():
        word = key(label)
        found[word] = None if word in found else score
    return {label: score for label, score in found.items() if score is not None}


def _meant(word: str, scale: Scale) -> Score | None:
    labels = _labels(scale)
    if nearest := did_you_mean(word, labels):
        return labels[nearest.partition('"')[2].rpartition('"')[0]]
    if (of := _OF.fullmatch(word)) and number(of[1]) in scale.levels:
        return number(of[1])
    ends = (scale.scores[0], scale.scores[-1])
    if len(scale.scores) == len(ends) and word in _YES | _NO:
        return ends[word in _YES]
    return None
