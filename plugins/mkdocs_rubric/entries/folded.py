"""Text as a block of lines: folded, where lines may be broken anywhere, or literal."""

import re

STEP = 2
"""How far what belongs to a key is indented."""
WIDTH = 100
"""How many characters a line has, indentation included."""
_NARROWEST = 20
_BREAK = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
_NOT_FOLDED = re.compile(
    r"\A[ \t\n]"  # would be taken for indentation
    r"|[ \t](?:\n|\Z)"  # would be invisible
    r"|\n\Z"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]"
)


def breaks(text: str, width: int) -> list[int] | None:
    """Which of a text's spaces end a line in `>` style; None where that style cannot hold it."""
    if not text or _NOT_FOLDED.search(text.removesuffix("\n")):
        return None
    found, start = [], 0
    for paragraph in text.split("\n"):
        place = start
        for line in _wrapped(paragraph, width)[:-1] if not _indented(paragraph) else ():
            place += len(line) + 1
            found.append(place - 1)
        start += len(paragraph) + 1
    return found


def folded(text: str, indent: int) -> list[str] | None:
    """A text in `>` style, its header first; None where that style cannot hold it.

    Args:
        text: The text.
        indent: How far its lines are indented.
    """
    body = text.removesuffix("\n")
    if not body or _NOT_FOLDED.search(body):
        return None
    lines = [">" if text.endswith("\n") else ">-"]
    before = ""
    blank = 0
    for paragraph in body.split("\n"):
        if not paragraph:
            blank += 1
            continue
        # The end of a line is a space, and a blank line ends one; but not beside indented lines.
        apart = bool(before) and not (_indented(before) or _indented(paragraph))
        lines += [""] * (blank + apart)
        wrapped = [paragraph] if _indented(paragraph) else _wrapped(paragraph, WIDTH - indent)
        lines += [" " * indent + line for line in wrapped]
        before, blank = paragraph, 0
    return lines


def literal(text: str, indent: int) -> list[str]:
    """A text in `|` style, its header first."""
    body = text.removesuffix("\n")
    chomp = "-" if body == text else "" if body and not body.endswith("\n") else "+"
    lines = body.split("\n") if text else []
    starts_with_blank = next((line for line in lines if line.strip(" ")), " ").startswith(" ")
    header = f"|{STEP if starts_with_blank and lines else ''}{chomp}"
    return [header, *(" " * indent + line if line else "" for line in lines)]


def _indented(line: str) -> bool:
    return line.startswith((" ", "\t"))


def _wrapped(paragraph: str, width: int) -> list[str]:
    """Lines of at most `width` characters, unless a word is longer."""
    words = _BREAK.split(paragraph)
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= max(width, _NARROWEST):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
