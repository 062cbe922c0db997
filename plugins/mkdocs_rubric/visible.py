"""Text on its way to a terminal, a log or a spreadsheet: nothing in it is more than text."""

import unicodedata

_BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


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


def inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers are none, negative ones neither."""
    if (
        not text.startswith(_BEGIN_A_FORMULA)
        or text.removeprefix("-").replace(".", "", 1).isdigit()
    ):
        return text
    return f"'{text}"


def as_typed(text: str) -> str:
    """The same text as it was before."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_BEGIN_A_FORMULA) else text
