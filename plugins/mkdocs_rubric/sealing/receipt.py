"""What a reviewer keeps of a sealed sheet, to recognise it by after the reveal."""

import hashlib

_LETTERS = 16


def receipt(text: str) -> str:
    """The start of a sealed sheet's SHA-256, in groups of four, as in `3f9a 0c71 b2d4 e856`."""
    found = hashlib.sha256(text.strip().encode()).hexdigest()[:_LETTERS]
    return " ".join(found[start : start + 4] for start in range(0, _LETTERS, 4))
