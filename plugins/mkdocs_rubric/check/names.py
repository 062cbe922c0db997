"""Names that the site may show because nobody said that they are names."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from mkdocs_rubric.check.authored import Authored, authored, values
from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity
from mkdocs_rubric.model import Project
from mkdocs_rubric.names import Finder, Found, folded, is_everyday, parts


class PossibleName(Rule):
    """What could be a reviewer's name, and is not known as one.

    ## What is wrong
    A text has a word that stands where a name would: after an `@`, or behind a reviewer's first
    name, or before "scored" or "said". No reviewer is called that.

    ## Why it matters
    With `reviewers: pseudonyms` or `hidden` the site replaces the names it knows, and shows this
    one.

    ## How to fix it
    Say whose name it is in `rubric.yaml`:
    `reviewers: {ana: {names: [Ana López], aliases: [alo]}}`. If it is no name, list it under
    `checks: allow` with a reason. Where the site shows names anyway, silence this finding.

    ## Example
    "Zoltan scored it 2", where no sheet, session or decision has a Zoltan.
    """

    code = "R504"
    severity = Severity.WARNING


class EverydayName(Rule):
    """A reviewer's name that stands in a text as a word.

    ## What is wrong
    A reviewer is called by a word that also stands in texts about nobody, such as `mark`, `will` or
    `grace`, and here it does not look like a name.

    ## Why it matters
    It is replaced where it looks like a name: with a capital within a sentence, after an `@`,
    before "scored" or "said". Here it stays, which is wrong if somebody is meant.

    ## How to fix it
    Where somebody is meant, write the name with a capital, or the whole name. Otherwise nothing has
    to be done; silence this finding under `checks` in `rubric.yaml`.

    ## Example
    A reviewer `mark`, and a decision that says "mark thought so".
    """

    code = "R505"
    severity = Severity.INFO


_REPORTED = 20  # different names
_HANDLE = re.compile(r"(?<![\w@./:=-])@([^\W\d_][\w.-]{1,38}\w)(?![\w@]|\.\w)")
_SAID = re.compile(
    r"(?<![\w@.'\N{RIGHT SINGLE QUOTATION MARK}-])([^\W\d_]{3,24})"
    r"\s(?:said|says|scored|argued|insisted|voted|rated)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r" ([^\W\d_]{2,24})(?![\w-])")
_NOBODY = frozenset("""
    all and anybody anyone both but either everybody everyone few four half he i it many
    most neither nobody none nothing one others she since six some somebody someone that the
    these they this those three two we what when which who whoever you agent agents customer
    customers company policy team lead leads reviewer reviewers manager managers guideline
    rubric decision session client clients colleague colleagues facilitator nadie todos
    alguien quien niemand jemand alle wer
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today yesterday
    """.split())  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Reviewers whose names are words, and words that may be names."""
    described = project.rubric.reviewers
    persons = [*dict.fromkeys([*project.people, *described])]
    persons = [
        person for person in persons if not (person in described and described[person].is_machine)
    ]
    if not persons:
        return
    finder = Finder(
        {
            person: (person, *(described[person].spellings if person in described else ()))
            for person in persons
        }
    )
    texts = [*authored(project), *_in_sessions(project)]
    written = frozenset().union(*(_small(text) for text, _ in texts))
    allowed = {folded(allow.text) for allow in project.rubric.checks.allow}
    yield from _everyday(
        texts, finder, {parts(person)[0]: person for person in persons if _is_a_word(person)}
    )
    yield from _unknown(texts, finder, written | allowed)


def _is_a_word(name: str) -> bool:
    made_of = parts(name)
    return len(made_of) == 1 and is_everyday(made_of[0])


def _everyday(
    texts: Sequence[Authored], finder: Finder, names: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """The first place where each name that is a word is left as it is."""
    left = dict(names)
    for text, at in texts if left else ():
        words = [word for word in _WORD.finditer(text) if word[0].lower() in left]
        is_new = _outside(finder.find(text)) if words else None
        for word in words:
            name = left.get(word[0].lower())
            if name and is_new and is_new(word.start()):
                del left[word[0].lower()]
                yield EverydayName.at(
                    at(*_place(text, word.start()), len(name)),
                    f'"{word[0]}" is a reviewer\'s name too, and stays here as a word',
                    help="where somebody is meant, write it with a capital, or the whole name",
                )


def _in_sessions(project: Project) -> Iterator[Authored]:
    """What reviewers and leads write of each other: notes, and why nothing changed."""
    for held in project.sessions.values():
        path = held.session.path
        for place, how in enumerate(held.session.settled):
            yield from values(project, path, (("settled", place, "no_change"), how.no_change))


@lru_cache(maxsize=1 << 15)  # texts are the same from one edit to the next
def _small(text: str) -> frozenset[str]:
    """The words of a text that stand in it without a capital: they are no names."""
    return frozenset(folded(word) for word in _WORD.findall(text) if word[0].islower())


def _unknown(
    texts: list[Authored], finder: Finder, words: AbstractSet[str]
) -> Iterator[Diagnostic]:
    places: dict[str, Location] = {}
    times: Counter[str] = Counter()
    for text, at in texts:
        known = finder.find(text)
        for start, name in sorted(_candidates(text, known, words)):
            times[name] += 1
            if name not in places and len(places) < _REPORTED:
                places[name] = at(*_place(text, start), len(name))
    yield from _told(places, times)


def _told(places: Mapping[str, Location], times: Mapping[str, int]) -> Iterator[Diagnostic]:
    for name, where in places.items():
        more = f" (in {times[name]} places)" if times[name] > 1 else ""
        yield PossibleName.at(
            where,
            f'"{name}" could be somebody\'s name, and no reviewer is called that{more}',
            help="say whose it is under reviewers in rubric.yaml, or allow it under checks",
        )


def _place(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _outside(known: Sequence[Found]) -> Callable[[int], bool]:
    """Whether a place is in none of the names that were found."""
    starts = [name.start for name in known]

    def is_outside(place: int) -> bool:
        before = bisect_right(starts, place) - 1
        return before < 0 or place >= known[before].end

    return is_outside


def _candidates(
    text: str, known: Sequence[Found], words: AbstractSet[str]
) -> Iterator[tuple[int, str]]:
    is_outside = _outside(known)

    def is_new(start: int, name: str) -> bool:
        return is_outside(start) and folded(name) not in words and folded(name) not in _NOBODY

    for found in _HANDLE.finditer(text):
        if is_new(found.start(1), found[1]):
            yield found.start(), f"@{found[1]}"
    for found in _SAID.finditer(text):
        if found[1][0].isupper() and not found[1].isupper() and is_new(found.start(), found[1]):
            yield found.start(), found[1]
    for name in known:
        after = _NEXT.match(text, name.end)
        if after and after[1].istitle() and is_new(after.start(1), after[1]):
            yield after.start(1), after[1]
