"""Text on its way to a terminal or a log: nothing in it is more than text."""

import unicodedata


def printable(text: str) -> str:
    """A text of one line in which nothing forges a line, sends a code or turns the text around.

    Values and paths come from files that anybody may have written.
    """
    if text.isprintable():
        return text
    blanks = {"Zs": " ", "Zl": " ", "Zp": " "}
    return "".join(
        c
        if c.isprintable() or c == "\N{ZERO WIDTH JOINER}"
        else " "
        if c == "\t"
        else blanks.get(unicodedata.category(c), "\N{REPLACEMENT CHARACTER}")
        for c in text
    )
