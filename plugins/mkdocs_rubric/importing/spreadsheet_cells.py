"""What the cells of a spreadsheet are called."""


def letter(place: int) -> str:
    """What spreadsheet programs call a column: A, B, …, Z, AA."""
    letters, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
