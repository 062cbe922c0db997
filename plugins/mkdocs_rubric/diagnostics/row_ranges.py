"""Many rows in few words."""

from collections.abc import Sequence


def named(lines: Sequence[int]) -> str:
    """Lines in order as ranges: `52, 54 to 60, 71`."""
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in ranges)
