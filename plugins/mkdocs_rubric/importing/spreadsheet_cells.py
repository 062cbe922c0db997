"""Cells of a spreadsheet: their letters, and text on its way into one, where nothing may run."""

_BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert_text(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers are none, negative ones neither."""
    if not text.startswith(_BEGIN_A_FORMULA) or text.lstrip("-").replace(".", "", 1).isdigit():
        return text
    return f"'{text}"


def as_typed(text: str) -> str:
    """The same text as it was before."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_BEGIN_A_FORMULA) else text


def letter(place: int) -> str:
    """What spreadsheet programs call a column: A, B, …, Z, AA."""
    letters, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
