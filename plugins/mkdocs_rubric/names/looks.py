"""Whether a word that may be a name is one, by what stands around it."""

import re

from mkdocs_rubric.names.everyday import BEFORE_A_MONTH, CALENDAR, VERBS
from mkdocs_rubric.names.folded import folded

_AROUND = 200
"""Characters that are looked at on either side: a text may be one line of a million."""
_SENTENCE_ENDS = ".!?:|\N{BULLET}\N{HORIZONTAL ELLIPSIS}"
_MARKUP = " \t\n*_~`\"'(\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}[>#-"
_SOMEBODYS = re.compile(
    r"[*_~`]{0,3}(?:['\N{RIGHT SINGLE QUOTATION MARK}]s\b|\s*(?:and|und|y|&|\+|/|,|:|\)|\|)|\s*$)"
)
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_PREVIOUS = re.compile(r"([^\W\d_]+)[\s*_]*$")
_WITH_CASE = re.compile("[A-Za-z\u00c0-\u052f\u0531-\u0587\u1e00-\u1fff]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLE_WORDS = 2


def is_capital(text: str, start: int) -> bool:
    """Whether a word starts with a capital, or in a script that has none."""
    letter = text[start : start + 1]
    return letter.isupper() or (letter.isalpha() and not _WITH_CASE.match(letter))


def like_a_name(text: str, start: int, end: int) -> bool:
    """Whether an everyday word is somebody's name here: privacy first, but texts stay readable."""
    word = text[start:end]
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if before.endswith("@"):
        return True
    if not word[:1].isupper() or _is_month(folded(word), before, after):
        return False
    if len(word) > 1 and word.isupper():
        return not _shouted(before, after)
    if starts_sentence(before):
        return bool(_SOMEBODYS.match(after)) or does_something(after)
    return not _in_title(before, word, after)


def like_initials(text: str, start: int, end: int) -> bool:
    """Whether two or three capitals stand where somebody's name would."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if before.endswith("@") or not text[start:end].isupper():
        return before.endswith("@")
    enclosed = before.endswith("(") and after.startswith(")")
    owns = bool(re.match("['\N{RIGHT SINGLE QUOTATION MARK}]s\\b", after))
    heads = after.startswith(":") and (not before or before[-1] == "\n")
    return enclosed or owns or heads or does_something(after)


def does_something(after: str) -> bool:
    """Whether the next word is what somebody says or does."""
    following = _NEXT.match(after)
    if not following or not following[1].islower():
        return False
    return following[1] in VERBS or (len(following[1]) > len("led") and following[1].endswith("ed"))


def starts_sentence(before: str) -> bool:
    """Whether a sentence starts after a text."""
    blank = before[len(before.rstrip(" \t\n")) :]
    shown = before.rstrip(_MARKUP)
    return not shown or shown[-1] in _SENTENCE_ENDS or blank.count("\n") > 1


def _is_month(word: str, before: str, after: str) -> bool:
    if word not in CALENDAR:
        return False
    previous = _PREVIOUS.search(before[-40:])
    said = previous is not None and previous[1].lower() in BEFORE_A_MONTH
    return said or bool(
        re.match(r"\s*\d", after) or re.search(r"\d(?:st|nd|rd|th)?\.?\s+(?:of\s+)?$", before[-20:])
    )


def _shouted(before: str, after: str) -> bool:
    near = [_PREVIOUS.search(before[-40:]), _NEXT.match(after)]
    return any(found is not None and len(found[1]) > 1 and found[1].isupper() for found in near)


def _in_title(before: str, word: str, after: str) -> bool:
    line = before.rpartition("\n")[2] + word + after.partition("\n")[0]
    long = _LONG_WORD.findall(line)
    return len(long) >= _TITLE_WORDS and all(word[0].isupper() for word in long)
