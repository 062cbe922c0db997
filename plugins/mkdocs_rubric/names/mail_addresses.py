"""E-mail addresses in a text, found in time that grows with its length."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_LONGEST = 64
"""Characters before the @ (RFC 5321)."""


class Address(NamedTuple):
    """Where an address stands, without what may stand around it."""

    start: int
    end: int


def addresses(text: str) -> Iterator[Address]:
    """Every address: found from its @, for a search from the left looks at each word again."""
    end, at = 0, text.find("@")
    while at >= 0:
        start = at
        first = max(end, at - _LONGEST)
        while start > first and (text[start - 1].isalnum() or text[start - 1] in "_.+-%"):
            start -= 1
        domain = _DOMAIN.match(text, at + 1) if start < at else None
        if domain:
            end = domain.end()
            yield Address(start, end)
        at = text.find("@", max(at + 1, end))


def is_address(text: str) -> bool:
    """Whether a text is an address and nothing else."""
    return any(address == (0, len(text)) for address in addresses(text))
