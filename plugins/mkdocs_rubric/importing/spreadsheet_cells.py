"""Text on its way into a spreadsheet, where nothing of it may run."""

_BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert_text(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers are none, negative ones neither."""
    if not text.startswith(_BEGIN_A_FORMULA) or text.lstrip("-").replace(".", "", 1).isdigit():
        return text
    return f"'{text}"


def as_typed(text: str) -> str:
    """The same text as it was before."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_BEGIN_A_FORMULA) else text
