"""What looks like personal data in texts that everybody will read."""

import re
from collections.abc import Callable, Iterator

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity
from mkdocs_rubric.model import Project


class PersonalEmail(Rule):
    """What looks like an e-mail address.

    ## What is wrong
    An example, a transcript or a note contains an e-mail address.

    ## Why it matters
    The site repeats it to everybody, and git keeps it for good.

    ## How to fix it
    Write `[email]` instead. If it is no person's, allow it in `rubric.yaml`:
    `checks: {allow: [{text: help@example.com, reason: our public address}]}`. If it was committed
    already, take it out of the history as well.

    ## Example
    "I have written to jo@example.com", in a transcript.
    """

    code = "R501"
    severity = Severity.WARNING
    quotable = False


class PersonalPhone(Rule):
    """What looks like a phone number.

    ## What is wrong
    An example, a transcript or a note contains a phone number.

    ## Why it matters
    The site repeats it to everybody, and git keeps it for good.

    ## How to fix it
    Write `[phone]` instead, or allow it in `rubric.yaml` under `checks: allow`.

    ## Example
    "Call me on +44 20 7946 0958", in a transcript.
    """

    code = "R502"
    severity = Severity.WARNING
    quotable = False


class PersonalCard(Rule):
    """What looks like a card number.

    ## What is wrong
    There are 13 to 19 digits with a valid checksum (ISO/IEC 7812, Luhn), as on payment cards.

    ## Why it matters
    A card number must not be stored in a repository at all.

    ## How to fix it
    Write `[card]` instead, and take it out of the git history.

    ## Example
    "4111 1111 1111 1111", in a transcript.
    """

    code = "R503"
    quotable = False


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.:/-])(?:\+\d{1,3}[ ./-]?)?(?:\(\d{1,5}\)[ ./-]?)?\d{2,5}(?:[ ./-]\d{2,5}){2,4}(?![\w-])|(?<![\w+])\+\d{9,15}(?!\w)"
)
_CARD = re.compile(r"(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MAYBE = re.compile(r"@|\d[ ./)-]*\d[ ./()-]*\d[ ./()-]*\d[ ./()-]*\d[ ./()-]*\d[ ./()-]*\d")
_DIGITS = (8, 15)
_CARD_DIGITS = (13, 19)


def check(project: Project) -> Iterator[Diagnostic]:
    """Examples, transcripts, notes."""
    allowed = {one.text for one in project.rubric.checks.allow}
    for criterion in project.rubric.criteria.values():
        for score, level in criterion.levels.items():
            for place, example in enumerate(level.examples):
                for key in ("text", "why"):
                    text = getattr(example, key) or ""
                    where = _within(
                        project, criterion.path, "levels", score, "examples", place, key
                    )
                    yield from _scan(text, allowed, where)
    for held in project.sessions.values():
        for name, text in held.transcripts.items():
            for number, line in enumerate(text.split("\n") if _MAYBE.search(text) else (), 1):
                yield from _scan(line, allowed, _at(f"{held.folder}/{name}", number))
        for sheet in (*held.sheets, *filter(None, [held.consensus])):
            if not _MAYBE.search("\n".join(sheet.notes)):
                continue
            for line_number, note in zip(sheet.lines, sheet.notes, strict=True):
                where = _within(project, sheet.path, line_number, "note")
                yield from _scan(note, allowed, where)


def _scan(
    text: str, allowed: set[str], where: Callable[[int, int], Location]
) -> Iterator[Diagnostic]:
    if not _MAYBE.search(text):
        return
    for found in _EMAIL.finditer(text):
        if found[0] not in allowed and found[0].rpartition("@")[2] not in allowed:
            yield PersonalEmail.at(
                where(found.start(), len(found[0])),
                "this looks like an e-mail address",
                help="write [email] instead, or allow it in rubric.yaml under checks",
            )
    cards = [m for m in _CARD.finditer(text) if _luhn(_digits(m[0])) and m[0] not in allowed]
    for found in cards:
        yield PersonalCard.at(
            where(found.start(), len(found[0])),
            "this looks like a card number",
            help="write [card] instead, and take it out of the git history",
        )
    for found in _PHONE.finditer(text):
        enough = _DIGITS[0] <= len(_digits(found[0])) <= _DIGITS[1]
        in_card = any(card.start() <= found.start() < card.end() for card in cards)
        if enough and not in_card and not _ISO_DATE.match(found[0]) and found[0] not in allowed:
            yield PersonalPhone.at(
                where(found.start(), len(found[0])),
                "this looks like a phone number",
                help="write [phone] instead, or allow it in rubric.yaml under checks",
            )


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isdigit())


def _luhn(digits: str) -> bool:
    """The checksum of ISO/IEC 7812-1: every second digit from the right is doubled."""
    if not _CARD_DIGITS[0] <= len(digits) <= _CARD_DIGITS[1] or not digits.strip("0"):
        return False
    doubled = sum(sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0


def _within(project: Project, path: str, *keys: str | int) -> Callable[[int, int], Location]:
    """The value as a whole: in folded text, the place of a word is not the place in the file."""
    return lambda _start, _width: project.locate(path, *keys)


def _at(path: str, line: int) -> Callable[[int, int], Location]:
    return lambda start, width: Location(path, line, start + 1, width)
